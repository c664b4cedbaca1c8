import {existsSync, globSync, readFileSync} from 'node:fs'
import {dirname, join, normalize} from 'node:path'
import {describe, expect, it} from 'vitest'
import {z} from 'zod'

const read = (path: string) => readFileSync(path, 'utf8')

const documents = ['README.md', 'CONTRIBUTING.md', 'rules/README.md', ...globSync('docs/*.md').sort()]
const {scripts} = z
  .object({scripts: z.record(z.string(), z.string())})
  .parse(JSON.parse(read('package.json')))

/** By command, the help that docs/command-line.md shows, which `npm run docs -- --check` holds against the program. */
const help = new Map(
  Array.from(
    read('docs/command-line.md').matchAll(/^## ladderlint (.+)\n+```text\n([^`]*)/gm),
    ([, name, text]) => [name ?? '', text ?? '']
  )
)

function withoutBlocks(markdown: string): string {
  return markdown.replace(/^ *```[\s\S]*?^ *```$/gm, '')
}

/** As GitLab makes them: lower case, punctuation gone, blanks to hyphens. */
function anchorsOf(markdown: string): string[] {
  const headings = withoutBlocks(markdown).match(/(?<=^#+ ).+/gm) ?? []
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_ -]/gu, '')
      .replaceAll(' ', '-')
  )
}

/** The commands a document shows with their options, up to where the shell or the code ends. */
function callsIn(markdown: string): string[] {
  return markdown.match(/(?<=\bladderlint (?:-- )?)[a-z]+(?: [^\n`|#&;,]*)?/g) ?? []
}

describe.each(documents)('%s', (path) => {
  const text = read(path)

  it('links pages and headings that there are', () => {
    const dead = Array.from(
      withoutBlocks(text).matchAll(/\]\((?!https?:)([^)\s#]*)#?([^)\s]*)\)/g),
      (match) => match
    )
      .map(([link, to = '', anchor = '']) => ({
        link,
        anchor,
        file: to ? normalize(join(dirname(path), to)) : path
      }))
      .filter(
        ({file, anchor}) => !existsSync(file) || (anchor !== '' && !anchorsOf(read(file)).includes(anchor))
      )
    expect(dead).toEqual([])
  })

  it('names npm scripts that there are', () => {
    const named = Array.from(text.matchAll(/npm run (?:--silent )?([\w:]+)/g), ([, name]) => name ?? '')
    expect(named.filter((name) => !(name in scripts))).toEqual([])
  })

  it('names options that their commands have', () => {
    const wrong = callsIn(text).flatMap((call) => {
      const [command = '', second = ''] = call.split(' ')
      const options = help.get(`${command} ${second}`) ?? help.get(command)
      if (options === undefined) return []
      return (call.match(/(?<= )--[a-z-]+/g) ?? [])
        .filter((option) => !new RegExp(`${option}\\b`).test(options))
        .map((option) => `ladderlint ${command} has no ${option}`)
    })
    expect(wrong).toEqual([])
  })
})

describe('callsIn', () => {
  it('finds what these tests are about', () => {
    expect(
      callsIn('ladderlint check --since main\n`ladderlint rehearse --last 50`, ladderlint -- check ../x')
    ).toEqual(['check --since main', 'rehearse --last 50', 'check ../x'])
    expect(help.size).toBeGreaterThan(10)
  })
})
