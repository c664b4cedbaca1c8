import {describe, expect, it} from 'vitest'
import rule from '../../rules/grade-table/rule.ts'
import {checkText, told} from './check-text.ts'

const pageOf = (sentence: string) =>
  `---\ntitle: Parts\n---\n\n## Responsibilities\n\n- Work\n\n## Job Grade\n\n${sentence}\n`

describe('grade-table', () => {
  it('finds a grade that was given up where no level can be told for it, too', async () => {
    const page = pageOf('Parts is a grade 9.5, and Tools a grade 9.')
    const findings = told(await checkText(rule, page))
    expect(findings).toHaveLength(1)
    expect(findings[0]).toMatch(/^11 warning .*9\.5.* was given up;/)
  })

  it('says nothing of a page without a grade', async () => {
    expect(await checkText(rule, pageOf('Not yet known.'))).toEqual([])
  })
})
