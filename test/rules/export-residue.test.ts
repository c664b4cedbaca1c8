import fc from 'fast-check'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import {unified} from 'unified'
import {describe, expect, it} from 'vitest'
import {applyFixes} from '../../rules/apply-fixes.ts'
import rule from '../../rules/export-residue/rule.ts'
import {checkText} from './check-text.ts'

const pageOf = (text: string): string => `---\ntitle: Parts\n---\n\n## Responsibilities\n\n${text}\n`

async function mended(text: string): Promise<string> {
  const page = pageOf(text)
  const [finding] = await checkText(rule, page)
  return finding?.fix ? applyFixes(page, [finding.fix]).text.slice(pageOf('').length - 1, -1) : text
}

/** What GFM makes of a text, strikethrough and bare addresses included. */
function read(text: string): string {
  const tree = unified().use(remarkParse).use(remarkGfm).parse(text)
  return JSON.stringify(tree, (key, value) => (key === 'position' ? undefined : value), 1)
}

describe('export-residue', () => {
  it.each([
    ['a \\- b', 'a - b'],
    ['about \\~20%', 'about ~20%'],
    ['68 \\>= 60 \\<= 70', '68 >= 60 <= 70'],
    ['(one\\), two\\!', '(one), two!'],
    ['R\\&D, 2\\+2\\=4, 1\\.5', 'R&D, 2+2=4, 1.5']
  ])('writes %s as %s', async (written, better) => {
    expect(await mended(written)).toBe(better)
  })

  it.each([
    ['a list', '\\- a'],
    ['a numbered list', '- 1\\. a\n- 2\\) b'],
    ['a quote', '\\> a'],
    ['struck-out text', '\\~a\\~'],
    ['a link', '[a](b\\) and ]\\(c)'],
    ['an image', '\\![a](b)'],
    ['a tag', 'a \\<b> and \\<!-- c'],
    ['a character', '\\&amp; and \\&#38;'],
    ['a dash or an ellipsis', 'a \\-\\- b\\.\\.\\.'],
    ['an underline', 'a\n\\=\n\nb\n\\-'],
    ['code', '`a \\- b`'],
    ['an address', 'https://example.com/a\\-b']
  ])('keeps what would be %s', async (_what, text) => {
    expect(await mended(text)).toBe(text)
  })

  it('changes nothing that a reader sees, on any page', async () => {
    const piece = fc.constantFrom(
      ...[
        '\\-',
        '\\+',
        '\\=',
        '\\~',
        '\\<',
        '\\>',
        '\\(',
        '\\)',
        '\\.',
        '\\!',
        '\\&',
        '~',
        '-',
        '<',
        '>',
        ']'
      ],
      ...['a', 'b ', '1', ' ', '\n', '\n\n', '- ', '  \n', '[', '](x)', '`', '*', 'amp;', '#', '\r\n', '    ']
    )
    await fc.assert(
      fc.asyncProperty(fc.array(piece, {maxLength: 25}), async (pieces) => {
        const text = pieces.join('')
        expect(read(await mended(text))).toEqual(read(text))
      }),
      {numRuns: 300}
    )
  })

  it('leaves the blanks of an old page alone when a change brings a backslash in', async () => {
    const base = pageOf('Old  ')
    const [finding] = await checkText(rule, pageOf('Old  \n\nNew \\- text  '), {base})
    expect(finding?.parts.map(({key}) => key)).toEqual(['\\-'])
  })
})
