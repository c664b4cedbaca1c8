import {describe, expect, it} from 'vitest'
import rule from '../../rules/grade-gap/rule.ts'
import {checkText} from './check-text.ts'
import {type GradedLevel, gradedPage} from './graded-pages.ts'

async function gaps(...levels: readonly GradedLevel[]): Promise<string[]> {
  return (await checkText(rule, gradedPage(...levels))).flatMap(({parts}) => parts.map(({key}) => key))
}

describe('grade-gap', () => {
  it('looks at each track by itself', async () => {
    expect(await gaps(['Staff Parts Engineer', 8], ['Director, Parts Engineering', 10])).toEqual([])
    expect(await gaps(['Manager, Parts', 8], ['Director, Parts', 10])).toEqual(['8 10 parts'])
  })

  it('waits for the grade of a level between', async () => {
    expect(await gaps(['Manager, Parts', 8], ['Senior Manager, Parts'], ['Director, Parts', 10])).toEqual([])
  })

  it('does not count an intern as a rung', async () => {
    expect(await gaps(['Intern, Parts Engineer', 4], ['Parts Engineer (Intermediate)', 6])).toEqual([])
  })

  it('tells functions of "X Manager" as well', async () => {
    expect(await gaps(['Associate Parts Manager', 5], ['Senior Parts Manager', 7])).toHaveLength(1)
  })

  it('takes no level above for the one that is missing', async () => {
    expect(await gaps(['Manager, Parts', 8], ['Director, Parts', 10], ['VP, Parts'])).toEqual(['8 10 parts'])
  })
})
