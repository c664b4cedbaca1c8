import fc from 'fast-check'
import matter from 'gray-matter'
import {describe, expect, it} from 'vitest'
import {readPlainList} from '../../src/handbook/plain-list.ts'

const read = (text: string) => readPlainList(text.split('\n'))

describe('readPlainList', () => {
  it('reads texts and lists of texts, in quotes or without, with comments between', () => {
    const text = `# written by a program
- sources: /old/
  target: 'https://example.com/new/#team'
- sources:
  - "/a b/"
    # moved twice
  - ^/c/.*$
  target: /d/
- sources: ${''}
    - /e: f/
  target: Sales & Support`
    expect(read(text.replace('/e: f/', '/e:f/'))).toEqual([
      {sources: '/old/', target: 'https://example.com/new/#team'},
      {sources: ['/a b/', '^/c/.*$'], target: '/d/'},
      {sources: ['/e:f/'], target: 'Sales & Support'}
    ])
    expect(read(text)).toBeUndefined()
  })

  it.each([
    ['a number', '- target: 7'],
    ['a truth value', '- target: True'],
    ['nothing', '- target: /a/\n- target:'],
    ['nothing', '- target:\n  sources: /a/'],
    ['a key twice', '- target: /a/\n  target: /b/'],
    ['a comment behind a text', '- target: /a/ # moved'],
    ['a text that goes on', '- target: /a/\n    /b/'],
    ['an escape', '- target: "\\u0041"'],
    ['a quote in a quote', "- target: 'it''s'"],
    ['a list that is not in line', '- sources:\n  - /a/\n    - /b/'],
    ['an alias', '- target: *moved'],
    ['a name of what every object has', '- constructor: /a/'],
    ['no list', 'target: /a/'],
    ['no entry', '# none']
  ])('leaves %s to the reader of all YAML', (_what, text) => {
    expect(read(text)).toBeUndefined()
  })

  it('reads what the reader of all YAML reads', () => {
    const piece = fc.constantFrom(
      ...[
        '- ',
        '  ',
        '    ',
        ' ',
        '-',
        'sources',
        'target',
        ':',
        ': ',
        '/a',
        '/b/',
        'Sales',
        '#',
        ' #',
        "'",
        '"'
      ],
      ...[
        '=',
        '~',
        '*x',
        '&x',
        ',',
        '[',
        ']',
        '{',
        '}',
        '|',
        '>',
        '%',
        '^',
        '\\',
        '!',
        '@',
        'null',
        '1',
        '\t',
        'é',
        ''
      ]
    )
    const whole = fc.constantFrom(
      ...[
        '- sources:',
        '  sources:',
        '  target: /a/',
        '- target: "/b/"',
        '  - /a/',
        '    - /b/',
        "  comp_op: '='"
      ]
    )
    const line = fc.oneof(
      {weight: 4, arbitrary: whole},
      fc.array(piece, {maxLength: 6}).map((all) => all.join(''))
    )
    fc.assert(
      fc.property(fc.array(line, {maxLength: 8}), (lines) => {
        const written = lines.filter((each) => each.trim() !== '')
        const plain = readPlainList(written)
        // Without options gray-matter would remember texts.
        if (plain) expect(plain).toEqual(matter(`---\n${written.join('\n')}\n---\n`, {language: 'yaml'}).data)
      }),
      {numRuns: 3000}
    )
  })
})
