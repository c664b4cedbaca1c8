import {describe, expect, it} from 'vitest'
import rule from '../../rules/grade-stated/rule.ts'
import {checkText} from './check-text.ts'
import {gradedPage} from './graded-pages.ts'

const BEFORE = gradedPage(['Senior Pilot', 7])
const AFTER = gradedPage(['Senior Pilot', 7], ['Staff Pilot'])

describe('grade-stated', () => {
  it('finds a new level without a grade', async () => {
    expect(await checkText(rule, AFTER, {base: BEFORE})).toHaveLength(1)
  })

  it('says nothing where a row of the Levels table states a grade for what may be that level', async () => {
    const table = '| Level | Grade |\n|---|---|\n| Pilot of the harbour | Grade 8 |\n'
    const page = AFTER.replace('## Levels\n', `## Levels\n\n${table}`)
    expect(await checkText(rule, page, {base: BEFORE})).toEqual([])
  })
})
