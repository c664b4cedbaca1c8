import {describe, expect, it} from 'vitest'
import {DEFAULT_PATH, parseExamples} from './readme-examples.ts'

/** A README's lines; `'` stands for a backtick. */
function readme(...lines: string[]): string {
  return lines.join('\n').replaceAll("'", '`')
}

describe('parseExamples', () => {
  it('reads a good page, at the default path, compared with nothing', () => {
    const [example, ...others] = parseExamples(readme('# x', '## Good', "'''markdown", '# A page', "'''"))
    expect(others).toEqual([])
    expect(example).toMatchObject({
      kind: 'good',
      line: 3,
      path: DEFAULT_PATH,
      page: '# A page\n',
      findings: [],
      fixed: null
    })
    expect(example?.base).toBeUndefined()
  })

  it('reads findings and the fixed page of a bad one', () => {
    const [example] = parseExamples(
      readme(
        '## Bad',
        "'''markdown",
        'a',
        "'''",
        "'''text",
        '1:1-1:2 info Write "b".',
        "'''",
        "'''markdown fixed",
        'b',
        "'''"
      )
    )
    expect(example).toMatchObject({kind: 'bad', findings: ['1:1-1:2 info Write "b".'], fixed: 'b\n'})
  })

  it('gives the files, options and base above a page to that page only', () => {
    const [first, second] = parseExamples(
      readme(
        '## Good',
        "'''yaml file=data/redirects.yml",
        'a: b',
        "'''",
        "'''json options",
        '{"most": 3}',
        "'''",
        "'''markdown base",
        'old',
        "'''",
        "'''markdown path=source/jobs/x/index.html.md",
        'new',
        "'''",
        "'''markdown new",
        'other',
        "'''"
      )
    )
    expect(first).toMatchObject({path: 'source/jobs/x/index.html.md', options: {most: 3}, base: 'old\n'})
    expect(first?.files).toEqual(new Map([['data/redirects.yml', 'a: b\n']]))
    expect(second).toMatchObject({base: null, path: DEFAULT_PATH})
    expect(second?.files.size).toBe(0)
  })

  it('keeps a fence inside a page that stands between longer fences', () => {
    const [example] = parseExamples(
      readme('## Good', "''''markdown", "'''mermaid", 'graph LR', "'''", "''''")
    )
    expect(example?.page).toBe('```mermaid\ngraph LR\n```\n')
  })

  it('writes a page as often as it says', () => {
    const [example] = parseExamples(readme('## Good', "'''markdown repeat=3", 'a', "'''"))
    expect(example?.page).toBe('a\na\na\n')
  })

  it('ignores blocks of other sections', () => {
    expect(
      parseExamples(readme('## Why', "'''sh", 'ls', "'''", '## Options', "'''yaml", 'a: 1', "'''"))
    ).toEqual([])
  })

  it.each([
    [
      'an unknown kind of block',
      ['## Good', "'''markdown bse", 'a', "'''"],
      'README.md:2: no kind of block is called "markdown bse"'
    ],
    [
      'a bad page without findings',
      ['## Bad', "'''markdown", 'a', "'''"],
      'README.md:2: a bad page is followed by'
    ],
    [
      'a good page with findings',
      ['## Good', "'''markdown", 'a', "'''", "'''text", '1:1-1:2 info x', "'''"],
      'README.md:2: a good page has no'
    ],
    [
      'a finding without its place',
      ['## Bad', "'''markdown", 'a', "'''", "'''text", 'info x', "'''"],
      '"info x" is not like'
    ],
    [
      'findings above their page',
      ['## Bad', "'''text", '1:1-1:2 info x', "'''", "'''markdown", 'a', "'''"],
      'README.md:2: this block belongs to no page'
    ],
    [
      'a base that follows the page',
      ['## Good', "'''markdown", 'a', "'''", "'''markdown base", 'b', "'''"],
      'README.md:5: this block belongs'
    ],
    [
      'a base for a new page',
      ['## Good', "'''markdown base", 'b', "'''", "'''markdown new", 'a', "'''"],
      'README.md:5: a new or deleted page has no base'
    ],
    [
      'two bases',
      ['## Good', "'''markdown base", 'b', "'''", "'''markdown base", 'c', "'''", "'''markdown", 'a', "'''"],
      'a second "base"'
    ],
    [
      'a path on a block that is no page',
      ['## Good', "'''json options path=x", '{}', "'''"],
      'README.md:2: only the page, and the page at base, have "path="'
    ],
    [
      'an example in two sections',
      ['## Good', "'''markdown base", 'b', "'''", '## Bad', "'''markdown", 'a', "'''"],
      'two sections'
    ]
  ])('refuses %s, with its line', (_name, lines, message) => {
    expect(() => parseExamples(readme(...lines))).toThrow(message)
  })
})
