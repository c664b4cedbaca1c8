import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {parsePage} from '../../src/page/parse-page.ts'
import {proseOf} from '../../src/page/prose.ts'

const PATH = 'content/job-families/example/parts-engineer.md'

const blocksOf = (text: string) => proseOf(parsePage(PATH, text))

/** The words of each block, blanks joined. */
function words(text: string): string[] {
  return blocksOf(text).map((block) => `${block.kind}: ${block.text.replaceAll(/ +/g, ' ').trim()}`)
}

describe('proseOf', () => {
  it('gives title, description, headings, paragraphs, bullets and cells, one block each', () => {
    const page = `---
title: Parts
layout: job_family_page
description: >-
  Finds
  parts
---

## Head

A line
that goes on.

- One

  more
- Two

| a | b |
|---|---|
| c | d |
`
    expect(words(page)).toEqual([
      'front-matter: Parts',
      'front-matter: >- Finds parts',
      'heading: Head',
      'paragraph: A line that goes on.',
      'item: One',
      'item: more',
      'item: Two',
      ...['a', 'b', 'c', 'd'].map((cell) => `cell: ${cell}`)
    ])
  })

  it('blanks what is no prose', () => {
    const page = `Use \`code\`, [a link](/x/y/ "z"), <b>html</b>, ![image](x.png), **bold**,
https://example.com/x, me@example.com, {{< ref "x" >}} and <%= erb %>.

\`\`\`
fence
\`\`\`

> quoted

<div>
html
</div>
`
    expect(words(page)).toEqual(['paragraph: Use , a link , html , , bold , and .'])
  })

  it('writes apostrophes and blanks in one way, and drops the backslash of an escape', () => {
    expect(words('They’ll\u00A0see 2\\-4 years\\+\n')).toEqual(["paragraph: They'll see 2 -4 years +"])
  })

  it('names the section that a block stands in', () => {
    const page = 'above\n\n## A\n\nbelow\n\n> ## Quoted\n\nbelow the quote\n'
    expect(blocksOf(page).map(({section}) => section)).toEqual([null, 0, 0, 0])
  })

  it('keeps every letter at its offset, on any page', () => {
    const piece = fc.constantFrom(
      ...[
        'a',
        'Word',
        ' ',
        '\n',
        '\r\n',
        '\n\n',
        '- ',
        '| ',
        '## ',
        '> ',
        '`',
        '**',
        '[x](y)',
        '\\-',
        '’',
        '&amp;'
      ],
      ...[
        '{{< x >}}',
        '<%= x %>',
        '<b>',
        'http://x.y',
        '---\n',
        'title: T\n',
        '\t',
        '\u00A0',
        '    ',
        '|---|\n'
      ]
    )
    fc.assert(
      fc.property(fc.array(piece, {maxLength: 40}), (pieces) => {
        const page = parsePage(PATH, pieces.join(''))
        for (const {text, start} of proseOf(page)) {
          expect(text).not.toMatch(/[\r\n]/)
          const written = page.text.slice(start, start + text.length)
          expect(written).toHaveLength(text.length)
          for (const [index, letter] of [...text].entries())
            if (letter !== ' ' && letter !== "'") expect(written[index]).toBe(letter)
        }
      })
    )
  })

  it('reads a hostile page in bounded time', () => {
    for (const piece of ['a.', 'x://', 'w@', '\\', '&copy;', 'www.', '{{< '])
      expect(blocksOf(piece.repeat(100_000)).length).toBeLessThanOrEqual(1)
  })
})
