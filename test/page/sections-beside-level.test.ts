import {describe, expect, it} from 'vitest'
import {parsePage} from '../../src/page/parse-page.ts'

describe('sections of a level', () => {
  it("belong to the level in their heading when they stand beside its heading, inside another level's", () => {
    const {family} = parsePage(
      'content/job-families/sales/example.md',
      `# Levels

## Lead Billing Counsel

### Lead Billing Counsel Responsibilities

- Advise

### Manager, Lead Billing Counsel

The Manager, Lead Billing Counsel is a grade 8.

### Manager, Lead Billing Counsel Responsibilities

- Manage
`
    )
    const owners = family.sections.map(({heading, level}) => [
      heading.text,
      level === null ? null : family.levels[level]?.name
    ])
    expect(owners).toContainEqual(['Lead Billing Counsel Responsibilities', 'Lead Billing Counsel'])
    expect(owners).toContainEqual([
      'Manager, Lead Billing Counsel Responsibilities',
      'Manager, Lead Billing Counsel'
    ])
  })

  it('belong to the level whose name their heading abbreviates as the page does', () => {
    const {family} = parsePage(
      'content/job-families/sales/example.md',
      `## Levels

### Director, Parts Architects

#### Director, Parts Architects Job Grade

The Director, Parts Architects is a grade 10.

### Vice President of Parts Architecture (PA) Job Grade

The Vice President of Parts Architecture is a grade 12.

### Vice President of PA Responsibilities

- Lead
`
    )
    const section = family.sections.find(
      ({heading}) => heading.text === 'Vice President of PA Responsibilities'
    )
    expect(family.levels[section?.level ?? -1]?.name).toBe('Vice President of Parts Architecture (PA)')
  })
})
