import {expect, describe as group, it} from 'vitest'
import type {Finding} from '../../rules/finding.ts'
import {findSilences} from '../../rules/silences.ts'
import {parsePage} from '../../src/page/parse-page.ts'
import {charge, chargeProbation} from '../../src/review/charge.ts'
import type {ReviewedPage} from '../../src/review/reviewed-page.ts'
import {listContext} from '../../src/review/summary-lists.ts'
import {silencesInWords} from '../../src/review/summary-silences.ts'
import {describe, findingAt, refs, reviewed} from './build.ts'

const PATH = 'content/job-families/engineer.md'

/** A page whose comments silence these findings at head. */
function silencing(base: string | null, head: string, findings: readonly Finding[]): ReviewedPage {
  const {silences} = findSilences(parsePage(PATH, head))
  const [by] = silences
  if (!by) throw new Error('no comment silences anything')
  return {...reviewed({base, head}), silenced: findings.map((finding) => ({finding, by}))}
}

const told = (pages: readonly ReviewedPage[]) => silencesInWords(pages, listContext(pages, refs, null))

const comment = (words: string) => `<!-- ladderlint disable grade-stated ${words} -->\n\none\ntwo\n`

group('silencesInWords', () => {
  it('tells apart what this merge request silences from what was silenced before', () => {
    const head = comment('because nobody knows')
    const before = silencing(head, `${head}three\n`, [findingAt(head, 'one')])
    const added = silencing('one\ntwo\n', head, [findingAt(head, 'one'), findingAt(head, 'two')])
    expect(told([before]).added).toBe('')
    expect(told([before]).before).toContain('<summary>1 finding silenced by the page</summary>')
    expect(told([added]).before).toBe('')
    expect(told([added]).added.split('\n').slice(2)).toEqual([
      '- line 1: `disable grade-stated` because nobody knows',
      '  - line 3: "one" has no grade ([`grade-stated`](https://rules.example/grade-stated))',
      '  - line 4: "two" has no grade ([`grade-stated`](https://rules.example/grade-stated))'
    ])
  })

  it('tells the last day, and a reason that is missing', () => {
    const head = comment('until 2030-01-31')
    const {added} = told([silencing(null, head, [findingAt(head, 'one')])])
    expect(added).toContain('`disable grade-stated` until 2030-01-31, without a reason')
  })

  it('pings nobody and runs nothing, whatever the comment says', () => {
    const head = comment('because @all </details> /merge #1')
    const {added} = told([silencing(null, head, [findingAt(head, 'one')])])
    expect(added).toContain('because `@all </details> /merge #1`')
  })
})

group('charge', () => {
  it('takes nothing for fixed that a comment silences', () => {
    const base = 'one\ntwo\n'
    const head = comment('')
    const page = silencing(base, head, [findingAt(head, 'one')])
    const {fixed} = charge(
      [{...page, baseFindings: [findingAt(base, 'one'), findingAt(base, 'two')]}],
      describe
    )
    expect(fixed.map(({finding}) => finding.parts[0]?.key)).toEqual(['two'])
  })

  it('charges a finding whose comment is taken out', () => {
    const base = comment('')
    const head = 'one\ntwo\n'
    const page = reviewed({base, head, headFindings: [findingAt(head, 'one')]})
    expect(charge([page], describe).new).toHaveLength(1)
  })
})

group('chargeProbation', () => {
  it('names what is new of rules on probation, and nothing else', () => {
    const base = 'one\n'
    const head = 'one\ntwo\n'
    const page = {
      ...reviewed({base, head, headFindings: [findingAt(head, 'two', {rule: 'mojibake'})]}),
      probation: {base: [findingAt(base, 'one')], head: [findingAt(head, 'one'), findingAt(head, 'two')]}
    }
    expect(chargeProbation([page], describe).map(({finding}) => finding.parts[0]?.key)).toEqual(['two'])
    expect(chargeProbation([reviewed({base, head})], describe)).toEqual([])
  })
})
