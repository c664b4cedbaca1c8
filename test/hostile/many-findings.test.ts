import {describe, expect, it} from 'vitest'
import {reviewInMemory} from './whole-engine.ts'

const TOP = '---\ntitle: Pilot\ndescription: Steers.\n---\n\n## Responsibilities\n\n'

function longLinks(count: number, prefix = 'gone'): string {
  return Array.from(
    {length: count},
    (_, index) => `[page](https://handbook.gitlab.com/handbook/${prefix}-${index}/)\n\n`
  ).join('')
}

describe('a review of a page with thousands of findings of one rule', () => {
  it('names the first thousand and counts the others', async () => {
    const {checked} = await reviewInMemory(null, TOP + longLinks(1203))
    const findings = checked.pages[0]?.headFindings.filter(({rule}) => rule === 'link-style') ?? []
    expect(findings).toHaveLength(1001)
    expect(findings.at(-1)?.reason).toBe(
      'The page has 203 more of these, which are not named one by one; mend the 1000 above first'
    )
    expect(findings.at(-1)?.place.start.line).toBe(8 + 2 * 1000)
  })

  it('says so once for a rule that speaks once a page', async () => {
    const {checked} = await reviewInMemory(null, `${TOP}${'- Then you will steer\n'.repeat(1500)}`)
    const findings = checked.pages[0]?.headFindings.filter(({rule}) => rule === 'vacancy-language') ?? []
    expect(findings.map(({reason}) => reason)).toEqual([
      'A job family is no vacancy, but this reads like one in 1000 places: "you will". Write what the role does ("leads the team") for those who have it. The page has 500 more of these, which are not named one by one; mend the 1000 above first'
    ])
  })

  it('charges none of them to a change that only moves which ones are named', async () => {
    const {checked} = await reviewInMemory(
      TOP + longLinks(1200),
      TOP + longLinks(1200).replace(/^.*\n\n/, '')
    )
    expect(checked.charges.new).toEqual([])
  })

  it('charges the rest to the change that brings it in', async () => {
    const {checked} = await reviewInMemory(TOP + longLinks(999), TOP + longLinks(999) + longLinks(3, 'new'))
    expect(checked.charges.new).toHaveLength(2)
  })
})
