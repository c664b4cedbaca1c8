import {describe, expect, it} from 'vitest'
import rule from '../../rules/grade-table/rule.ts'
import {checkText, told} from './check-text.ts'
import {gradedPage} from './graded-pages.ts'

describe('grade-table', () => {
  it('finds a grade that was given up where no level can be told for it, too', async () => {
    const page = `${gradedPage(['Senior Pilot', 7])}\n## Hiring Process\n\nThe Cook is a grade 9.5.\n`
    const findings = told(await checkText(rule, page))
    expect(findings).toHaveLength(1)
    expect(findings[0]).toMatch(/^15 warning Grade 9\.5 was given up;/)
  })

  it('says nothing of a page without a grade', async () => {
    expect(await checkText(rule, gradedPage(['Senior Pilot']))).toEqual([])
  })
})
