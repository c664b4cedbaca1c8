import {describe, expect, it} from 'vitest'
import {compareNames} from '../../rules/same-level.ts'

const {differenceOf, isOneTitle} = compareNames()

describe('compareNames', () => {
  it.each([
    ['Sr. Parts Engineer', 'Senior Parts Engineer'],
    ['Jr Parts Engineer', 'Junior Parts Engineer'],
    ['Senior Parts Engineer', 'Parts Engineer (Senior)'],
    ['Intermediate Parts Engineer', 'Parts Engineers'],
    ['Parts Engineer', 'Parts Engineer (Associate)'],
    ['Junior Parts Engineer', 'Associate Parts Engineer'],
    ['Senior Engineer', 'Senior Parts Engineer'],
    ['Senior Delivery Parts Engineer', 'Senior Parts Engineer'],
    ['Director, Parts', 'Director of Parts Management'],
    ['Parts Engineering Manager', 'Manager, Parts Engineering'],
    ['VP, IT', 'Vice President, Information Technology'],
    ['VP, PP&A', 'VP, Parts Planning and Analysis'],
    ['Senior CPM', 'Senior Customer Parts Manager (CPM)'],
    ['Parts Parnter', 'Parts Partner'],
    ['Regional Director, Parts', 'Director, Parts']
  ])('lets "%s" mean "%s"', (said, name) => {
    expect(differenceOf(said, name)).toBeNull()
  })

  it.each([
    ['Parts Engineer', 'Senior Parts Engineer'],
    ['Senior Parts Engineer', 'Staff Parts Engineer'],
    ['Director, Parts', 'Senior Director, Parts'],
    ['Parts Partner', 'Manager, Parts'],
    ['Junior Parts Engineer', 'Intern, Parts Engineer']
  ])('tells the rungs of "%s" and "%s" apart', (said, name) => {
    expect(differenceOf(said, name)).toBe('level')
  })

  it('tells two job titles on one rung apart', () => {
    expect(differenceOf('Senior Tool Designer', 'Senior Parts Engineer')).toBe('role')
    expect(isOneTitle('Staff Tool Designer', 'Senior Parts Engineer')).toBe(false)
    expect(isOneTitle('Staff Parts Engineer', 'Senior Parts Engineer')).toBe(true)
  })
})
