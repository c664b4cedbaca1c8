import {describe, expect, it} from 'vitest'
import rule from '../../rules/level-placement/rule.ts'
import {checkText} from './check-text.ts'

const level = (depth: number, name: string): string =>
  `${'#'.repeat(depth)} ${name}\n\n${'#'.repeat(depth + 1)} Job Grade\n\nThe ${name} is a grade 7.\n`

async function slipped(body: string): Promise<string[]> {
  const findings = await checkText(
    rule,
    `---\ntitle: Parts Engineer\n---\n\n## Responsibilities\n\n- Work\n\n${body}`
  )
  return findings.flatMap(({parts}) => parts.map(({label}) => label))
}

describe('level-placement', () => {
  it.each(['Requirements', 'Performance Indicators', 'Hiring Process', 'Career Ladder'])(
    'finds a level that slipped into %s',
    async (section) => {
      expect(await slipped(`## ${section}\n\nText.\n\n${level(3, 'Senior Parts Engineer')}`)).toEqual([
        `"Senior Parts Engineer" in "${section}"`
      ])
    }
  )

  it.each(['Levels', 'Career Paths', 'Parts Engineer Roles', 'Specialties'])(
    'takes a level under %s for right',
    async (section) => {
      expect(await slipped(`## ${section}\n\nText.\n\n${level(3, 'Senior Parts Engineer')}`)).toEqual([])
    }
  )

  it('takes a level beside the sections for right', async () => {
    expect(await slipped(`## Requirements\n\n- Skill\n\n${level(2, 'Senior Parts Engineer')}`)).toEqual([])
  })

  it('names the role, not its levels, when all of it slipped', async () => {
    const role = `### Tool Designer\n\n${level(4, 'Senior Tool Designer')}\n${level(4, 'Staff Tool Designer')}`
    expect(await slipped(`## Career Ladder\n\nText.\n\n${role}`)).toEqual([
      '"Tool Designer" in "Career Ladder"'
    ])
  })

  it('names the role whose levels one sentence of its Job Grade names', async () => {
    const grades = 'The Senior Tool Designer is a grade 7, and the Staff Tool Designer is a grade 8.'
    const role = `Tool Designer\n\n#### Job Grade\n\n${grades}\n`
    expect(await slipped(`## Career Ladder\n\nText.\n\n### ${role}`)).toEqual([
      '"Tool Designer" in "Career Ladder"'
    ])
  })
})
