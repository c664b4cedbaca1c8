import {globSync, readFileSync} from 'node:fs'
import {describe, expect, it} from 'vitest'

const page = readFileSync('docs/operating.md', 'utf8')

/** Where what an administrator reads is written. */
const SOURCES = [
  'src/cli/{open-queue,serve}.ts',
  'src/config/environment.ts',
  'src/database/*.ts',
  'src/gitlab/{client,errors}.ts',
  'src/journal/*.ts',
  'src/queue/*.ts',
  'src/server/*.ts',
  'src/workers/*.ts'
]

/** Text of an error's first argument, or of a warning's sentence, up to its first quote, brace or `${`. */
const MESSAGES = [
  /new (?:LadderlintError|GitLabError)\(\s*(['"`])(?<text>(?:(?!\1).)+)\1/gs,
  /\blog\.(?:warn|error|fatal)\([^'"`]*?(['"`])(?<text>(?:(?!\1).)+)\1\s*\)/gs
]

/** Parts of a message that are always the same; shorter ones would be found anywhere. */
function constantParts(message: string): string[] {
  return message
    .split(/\$\{[^}]*(?:\}|$)|[():]|\\n/)
    .map((part) => part.trim().replace(/\\'/g, "'"))
    .filter((part) => part.length >= 12)
}

const messages = globSync(SOURCES).flatMap((file) =>
  MESSAGES.flatMap((pattern) =>
    [...readFileSync(file, 'utf8').matchAll(pattern)].map(({groups}) => ({file, text: groups?.text ?? ''}))
  )
)

describe('docs/operating.md', () => {
  it('explains every error and warning of the service', () => {
    const unexplained = messages.filter(({text}) => !constantParts(text).every((part) => page.includes(part)))
    expect(unexplained).toEqual([])
  })

  it('is held against messages that are there', () => {
    expect(messages.length).toBeGreaterThan(20)
  })
})
