import {expect, describe as group, it} from 'vitest'
import type {Finding} from '../../rules/finding.ts'
import {charge} from '../../src/review/charge.ts'
import {type ProvenFix, proveFixes} from '../../src/review/prove-fixes.ts'
import {applyBlocks} from '../../src/review/suggestion.ts'
import {describe, type FindingParts, findingAt, reviewed} from './build.ts'

/** A checker that finds each of these words wherever it stands. */
function finder(words: Readonly<Record<string, FindingParts>>): (text: string) => Finding[] {
  return (text) =>
    Object.entries(words).flatMap(([word, parts]) => {
      const count = text.split(word).length - 1
      return Array.from({length: count}, (_, occurrence) => findingAt(text, word, {...parts, occurrence}))
    })
}

/** What is proven on a page that a merge request adds. */
async function prove(text: string, words: Readonly<Record<string, FindingParts>>): Promise<ProvenFix[]> {
  const check = finder(words)
  const page = reviewed({base: null, head: text, headFindings: check(text)})
  return proveFixes(page, charge([page], describe).new, async (fixed) => check(fixed))
}

group('proveFixes', () => {
  it('offers a fix that ends its finding', async () => {
    const [fix] = await prove('one bad line\n', {bad: {fix: 'good'}})
    expect(fix?.block).toEqual({first: 1, last: 1, replacement: 'one good line'})
  })

  it('offers nothing that leaves the finding where it is', async () => {
    expect(await prove('one bad line\n', {bad: {fix: 'bad bad'}})).toEqual([])
  })

  it('offers nothing that starts another finding', async () => {
    expect(await prove('one bad line\n', {bad: {fix: 'worse'}, worse: {}})).toEqual([])
  })

  it('makes one block of fixes on neighbouring lines', async () => {
    const fixes = await prove('bad\npoor\n\n\nbad\n', {bad: {fix: 'good'}, poor: {fix: 'rich'}})
    expect(fixes.map(({block}) => [block.first, block.last, block.replacement])).toEqual([
      [1, 5, 'good\nrich\n\n\ngood']
    ])
  })

  it('keeps blocks apart that do not touch', async () => {
    const fixes = await prove('bad\n\n\npoor\n', {bad: {fix: 'good'}, poor: {fix: 'rich'}})
    expect(fixes.map(({block}) => [block.first, block.last])).toEqual([
      [1, 1],
      [4, 4]
    ])
    expect(
      applyBlocks(
        'bad\n\n\npoor\n',
        fixes.map(({block}) => block)
      )
    ).toBe('good\n\n\nrich\n')
  })

  it('does not let one bad fix cost its neighbour a suggestion', async () => {
    const fixes = await prove('bad\npoor\n', {bad: {fix: 'worse'}, poor: {fix: 'rich'}, worse: {}})
    expect(fixes.map(({block}) => block.replacement)).toEqual(['rich'])
  })

  it('names all the findings that a shared block ends', async () => {
    const [fix] = await prove('bad poor\n', {bad: {fix: 'good'}, poor: {fix: 'rich'}})
    expect(fix?.fingerprints).toHaveLength(2)
  })

  it('offers nothing on lines that the diff does not show', async () => {
    const check = finder({bad: {fix: 'good'}})
    const lines = 'line\n'.repeat(20)
    const base = `bad\n${lines}`
    const page = reviewed({base, head: `${base}new\n`, headFindings: check(base)})
    const charged = charge([page], describe).new
    expect(await proveFixes(page, charged, async (text) => check(text))).toEqual([])
  })

  it("offers no links that the handbook's own linters refuse", async () => {
    const text = 'see [a](old)\n'
    const offered = async (link: string) => (await prove(text, {'(old)': {fix: `(${link})`}})).length
    expect(await offered('/handbook/values/#results')).toBe(1)
    expect(await offered('{{< ref "values" >}}')).toBe(0)
    expect(await offered('https://handbook.gitlab.com/handbook/values/')).toBe(0)
    expect(await offered('/handbook/values/#Results')).toBe(0)
    expect(await offered('./values')).toBe(0)
  })

  it('offers what leaves a file of CRLF lines one', async () => {
    const lines = async (fix: string) => (await prove('one\r\nbad\r\n', {bad: {fix}})).map(({block}) => block)
    expect(await lines('good')).toEqual([{first: 2, last: 2, replacement: 'good'}])
    expect(await lines('very\r\ngood')).toEqual([])
  })

  it('spends no check on findings that make no thread', async () => {
    const page = reviewed({
      base: null,
      head: 'bad\n',
      headFindings: finder({bad: {severity: 'info', fix: 'x'}})('bad\n')
    })
    const fixes = await proveFixes(page, charge([page], describe).new, () =>
      Promise.reject(new Error('checked'))
    )
    expect(fixes).toEqual([])
  })
})
