import {describe, expect, it} from 'vitest'
import {parsePage} from '../../src/page/parse-page.ts'
import {type ApprovalsInput, policySteps, renderApprovals} from '../../src/review/approvals.ts'
import {ownersOf, parseCodeOwners} from '../../src/review/code-owners.ts'
import {touchedGrades} from '../../src/review/touched-grades.ts'
import {reviewed} from './build.ts'

const nothing: ApprovalsInput = {
  steps: [],
  policyUrl: 'https://handbook.example/policy/#approval-flow',
  grades: new Set(),
  owners: null
}
const PATH = 'content/job-families/sales/engineer.md'

const told = (parts: Partial<ApprovalsInput>) => renderApprovals({...nothing, ...parts})
const owners = (text: string) => ownersOf(parseCodeOwners(text), [PATH])

describe('renderApprovals', () => {
  it('names the steps of the policy in their order', () => {
    expect(told({steps: policySteps})).toBe(
      '- By the [policy](https://handbook.example/policy/#approval-flow), one after the other: the author’s manager → Talent Management → the department head with the People Business Partner → Total Rewards'
    )
  })

  it('names a step for some grades only where the change is about them', () => {
    const steps = [{who: 'Manager'}, {who: 'E-Group', fromGrade: 10}, {who: 'Coach', toGrade: 6}]
    expect(told({steps, grades: new Set([7, 11])})).toMatch(/: Manager → E-Group \(grade 10 and above\)$/)
    expect(told({steps, grades: new Set([7])})).toMatch(/: Manager$/)
  })

  it('names every step with its grades where the pages state none', () => {
    const steps = [{who: 'Board', fromGrade: 12, toGrade: 14}]
    expect(told({steps})).toContain('Board (grades 12 to 14)')
  })

  it('names the code owners with section, count and pattern, and pings nobody', () => {
    const text = `^[Docs]\n*.md @docs ada@example.com\n[People][2]\ncontent/job-families/ @people/partners @@owner`
    expect(told({owners: owners(text)})).toBe(
      [
        '- Code owners, `Docs` (optional): `@docs` or `ada@example.com`, for `*.md`',
        '- Code owners, `People`: 2 approvals of `@people/partners` or `@@owner`, for `content/job-families/`'
      ].join('\n')
    )
  })

  it('joins entries that ask the same people', () => {
    const owned = [{section: null, isOptional: false, approvals: 1, owners: ['@a']}]
    const both = owned.flatMap((one) => [
      {...one, pattern: 'a/'},
      {...one, pattern: 'b/'}
    ])
    expect(told({owners: both})).toBe('- Code owners: `@a`, for `a/` and `b/`')
  })

  it('says nothing where there is nobody to name', () => {
    expect(told({owners: []})).toBeNull()
  })
})

describe('touchedGrades', () => {
  const page = (senior: string) =>
    parsePage(
      PATH,
      `---\ntitle: Engineer\n---\n\n## Levels\n\n### Engineer (Grade 6)\n\n- Writes code with others\n\n### Senior Engineer (Grade 8)\n\n- ${senior}\n\n## Performance Indicators\n\n- Speed\n`
    )
  const change = (base: string | null, head: string | null) => ({
    ...reviewed({base: base === null ? null : 'x', head: head === null ? null : 'y'}),
    base: base === null ? null : page(base),
    head: head === null ? null : page(head)
  })

  it('are those of the levels that changed', () => {
    expect([...touchedGrades([change('Leads', 'Leads more')])]).toEqual([8])
  })

  it('are all of the page when only what the levels share changed', () => {
    expect([...touchedGrades([change('Leads', 'Leads')])]).toEqual([6, 8])
  })

  it('are all of a page that is new or deleted', () => {
    expect([...touchedGrades([change(null, 'Leads')])]).toEqual([6, 8])
    expect([...touchedGrades([change('Leads', null)])]).toEqual([6, 8])
  })
})
