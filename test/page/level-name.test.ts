import {describe, expect, it} from 'vitest'
import {levelName} from '../../src/page/level-name.ts'

describe('levelName', () => {
  it.each([
    ['Intern, Backend Engineer', 'intern', 'individual', 4],
    ['Legal Intern', 'intern', 'individual', 4],
    ['Junior Backend Engineer', 'junior', 'individual', 5],
    ['Jr. Backend Engineer', 'junior', 'individual', 5],
    ['Associate Paralegal', 'associate', 'individual', 5],
    ['Paralegal (Associate)', 'associate', 'individual', 5],
    ['Backend Engineer (Intermediate)', 'intermediate', 'individual', 6],
    ['Intermediate Backend Engineer', 'intermediate', 'individual', 6],
    ['Sr. Backend Engineer', 'senior', 'individual', 7],
    ['Sourcing Lead', 'lead', 'individual', 7],
    ['Senior Backend Engineer, Team Lead', 'lead', 'individual', 7],
    ['Staff, Solutions Architect', 'staff', 'individual', 8],
    ['Principal Backend Engineer', 'principal', 'individual', 9],
    ['Senior Principal Architect', 'senior principal', 'individual', 10],
    ['Distinguished Engineer', 'distinguished', 'individual', 10],
    ['Senior Distinguished Engineer', 'senior distinguished', 'individual', 11],
    ['Engineering Fellow', 'fellow', 'individual', 12],
    ['Manager, Data (Intermediate)', 'manager', 'management', 8],
    ['Associate Manager, Data', 'associate manager', 'management', 7],
    ['Senior Manager of Product Design', 'senior manager', 'management', 9],
    ['Group Manager, Product (GMP)', 'group manager', 'management', 9],
    ['Director - Treasury', 'director', 'management', 10],
    ['Director of Product', 'director', 'management', 10],
    ['Sr. Director, Brand', 'senior director', 'management', 11],
    ['VP of Quality', 'vice president', 'management', 12],
    ['Vice President, Alliances', 'vice president', 'management', 12],
    ['Executive VP of Engineering', 'executive vice president', 'management', 14],
    ['Chief Legal Officer', 'chief', 'management', 14]
  ])('reads "%s" as %s on the %s track', (name, word, track, rank) => {
    expect(levelName(name)).toMatchObject({word, track, rank})
  })

  it.each([
    'Product Marketing Manager',
    'Senior Product Manager',
    'Managing Editor',
    'Area Sales Manager (Intermediate)'
  ])('does not guess whether "%s" manages people', (name) => {
    expect(levelName(name)).toMatchObject({track: null, rank: null, isAmbiguous: true})
  })

  it.each([
    'Chief of Staff to the CFO',
    'Principal Accounting Officer',
    'Associate General Counsel',
    'Lead Generation Specialist',
    'Sales Development Associate',
    'Harbour Pilot'
  ])('finds no level word in "%s"', (name) => {
    expect(levelName(name)).toMatchObject({word: null, rank: null})
  })

  it('ranks nobody who stands between two rungs', () => {
    expect(levelName('Senior Staff Engineer')).toMatchObject({word: null, rank: null, core: 'engineer'})
    expect(levelName('Area Vice President, Sales')).toMatchObject({track: 'management', rank: null})
  })

  it.each([
    ['Staff Backend Engineers', 'backend engineer'],
    ['Director, Channel Programs', 'channel program'],
    ['Associate Engineer (Grade 5)', 'engineer'],
    ['Backend Engineer II', 'backend engineer'],
    ['Associate Ledger Accountant (Junior)', 'ledger accountant'],
    ['Staff', '']
  ])('reads the core of "%s" as "%s"', (name, core) => {
    expect(levelName(name).core).toBe(core)
  })

  it.each([
    ['Sourcer (Intermediate)', 'Sourcing Lead'],
    ['Senior Stock Administrator', 'Manager, Stock Administration'],
    ['Solutions Architect', 'VP of Solution Architecture'],
    ['Data Analyst', 'Manager, Data Analytics'],
    ['Engineering Fellow', 'Distinguished Engineer']
  ])('finds the same job title in "%s" and "%s"', (one, other) => {
    expect(levelName(one).stems).toEqual(levelName(other).stems)
  })
})
