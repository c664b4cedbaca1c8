import {describe, expect, it} from 'vitest'
import {type WordBalance, wordingInWords} from '../../src/review/summary-wording.ts'

const URL = 'https://gitlab.example/rules/inclusive-language'
const count = (masculine: number, feminine: number) => ({masculine, feminine})

describe('wordingInWords', () => {
  it('tells of the pages whose balance changes, with what it was before, folded away', () => {
    const balances: WordBalance[] = [
      {path: 'content/a.md', head: count(3, 9), base: count(2, 9)},
      {path: 'content/b.md', head: count(5, 5), base: count(5, 5)},
      {path: 'content/c @all.md', head: count(1, 0), base: null}
    ]
    expect(wordingInWords(balances, URL)).toBe(
      [
        '<details><summary>Balance of coded words, for information only</summary>',
        '',
        `Words that readers take for masculine or feminine, [counted](${URL}) and never charged:`,
        '',
        '- `content/a.md`: 3 masculine, 9 feminine (before: 2 masculine, 9 feminine)',
        '- `content/c @all.md`: 1 masculine, 0 feminine',
        '',
        '</details>'
      ].join('\n')
    )
  })

  it('says nothing where no balance changes', () => {
    expect(wordingInWords([{path: 'a.md', head: count(1, 2), base: count(1, 2)}], URL)).toBe('')
    expect(wordingInWords([{path: 'a.md', head: count(0, 0), base: null}], URL)).toBe('')
    expect(wordingInWords([], URL)).toBe('')
  })
})
