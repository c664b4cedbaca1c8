import {describe, expect, it} from 'vitest'
import rule from '../../rules/ability-to-use-gitlab/rule.ts'
import {checkText, told} from './check-text.ts'

/** A page of roles, each with its own requirements. */
function pageOf(...roles: readonly string[]): string {
  const sections = roles.map((role) => `## ${role}\n\n### ${role} Requirements\n\n- Patience\n`)
  return `---\ntitle: Port\n---\n\n${sections.join('\n')}`
}

describe('ability-to-use-gitlab', () => {
  it('says once of a new page with several roles that none of them has the bullet', async () => {
    const page = pageOf('Senior Pilot', 'Senior Cook', 'Senior Sailmaker')
    expect(told(await checkText(rule, page, {base: null}))).toEqual([
      '7 error No requirement on this page says "Ability to use GitLab"; add it as a bullet, since every role must have it'
    ])
  })

  it('asks no chief officer for it', async () => {
    expect(await checkText(rule, pageOf('Chief Pilot Officer'), {base: null})).toEqual([])
    expect(await checkText(rule, pageOf('Chief Pilot Officer', 'Senior Pilot'), {base: null})).toHaveLength(1)
  })

  it('does not ask for it where an include brings the requirements, which nobody can read here', async () => {
    const page = pageOf('Senior Pilot').replace('- Patience', '{{% include "pilot-requirements.md" %}}')
    expect(await checkText(rule, page)).toEqual([])
  })
})
