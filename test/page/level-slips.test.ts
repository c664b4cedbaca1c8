import {describe, expect, it} from 'vitest'
import {levelName} from '../../src/page/level-name.ts'
import {spellLevelWords} from '../../src/page/level-slips.ts'

describe('spellLevelWords', () => {
  it.each([
    ['Senoir Backend Engineer', 'Senior Backend Engineer'],
    ['Manger, Payroll', 'Manager, Payroll'],
    ['SENOIR DIRECTER, TAX', 'SENIOR DIRECTOR, TAX'],
    ['Assocate Paralegal', 'Associate Paralegal'],
    ['Engineer (intermedaite)', 'Engineer (intermediate)'],
    ['Principle Engineer', 'Principal Engineer']
  ])('writes "%s" as "%s"', (written, right) => {
    expect(spellLevelWords(written)).toBe(right)
  })

  it.each([
    'Senior Managers, Data',
    'Managed Services Manager',
    'Staffing and Directory Specialist',
    'Associated Products Engineer',
    'Sr. Internal Auditor'
  ])('leaves "%s" as it is', (name) => {
    expect(spellLevelWords(name)).toBe(name)
  })

  it('gives a misspelt level its rung', () => {
    expect(levelName('Senoir Practice Engineer')).toEqual(levelName('Senior Practice Engineer'))
  })
})
