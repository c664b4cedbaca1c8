import {describe, expect, it} from 'vitest'
import rule from '../../rules/grade-progression/rule.ts'
import {checkText} from './check-text.ts'
import {gradedPage} from './graded-pages.ts'

async function keys(page: string): Promise<(string | undefined)[]> {
  return (await checkText(rule, page)).map(({parts}) => parts[0]?.key)
}

describe('grade-progression', () => {
  it.each([
    ['a lead beside a senior', gradedPage(['Senior Parts Engineer', 7], ['Parts Engineer Lead', 7])],
    ['managers of Customer Success', gradedPage(['Manager, Parts', 9], ['Senior Manager, Parts', 9])],
    ['area managers', gradedPage(['Area Parts Manager (Intermediate)', 9], ['Senior Area Parts Manager', 9])],
    ['another track', gradedPage(['Principal Parts Engineer', 9], ['Manager, Parts Engineering', 8])],
    ['a level without a word', gradedPage(['Parts Engineer', 7], ['Senior Parts Engineer', 7])],
    ['another job title', gradedPage(['Senior Parts Engineer', 7], ['Staff Tool Designer', 7])]
  ])('says nothing of %s', async (_what, page) => {
    expect(await keys(page)).toEqual([])
  })

  it('says nothing where a sentence allows the level below a grade that is lower', async () => {
    const page = `${gradedPage(['Staff Parts Engineer', 8])}\n### Senior Parts Engineer\n\nThe Senior Parts Engineer is a grade 7 or a grade 8.\n`
    expect(await keys(page)).toEqual([])
  })

  it('compares levels that only one sentence names', async () => {
    const page =
      '---\ntitle: Parts\n---\n\n## Job Grade\n\nThe Senior Parts Engineer is a grade 7, and the Staff Parts Engineer is a grade 7.\n'
    expect(await keys(page)).toEqual(['senior parts engineer < staff parts engineer'])
  })

  it('says nothing of what a specialty asks of the same level', async () => {
    const page = `${gradedPage(['Senior Parts Engineer', 7])}\n## Specialties\n\n### Staff Parts Engineer (Grade 7)\n`
    expect(await keys(page)).toEqual([])
  })
})
