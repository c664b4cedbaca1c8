import {describe, expect, it} from 'vitest'
import {sectionName} from '../../src/page/section-kinds.ts'

describe('sectionName', () => {
  it.each([
    ['Responsibilities', 'responsibilities', null],
    ['Senior Pilot Responsibilities', 'responsibilities', 'Senior Pilot'],
    ['Responsibilties', 'responsibilities', null],
    ['Pilot Responsbilities', 'responsibilities', 'Pilot'],
    ['Responsibilies', 'responsibilities', null],
    ['Responsibilities (extends the Senior Pilot Responsibilities)', 'responsibilities', null],
    ['Responsibilities for Harbour Pilot roles', 'responsibilities', 'Harbour Pilot'],
    ['Expectations', 'responsibilities', null],
    ["What you'll do", 'responsibilities', null],
    ['Requirements:', 'requirements', null],
    ['Requirments', 'requirements', null],
    ['Base Requirements Across All Levels', 'requirements', null],
    ['Requirements (all levels)', 'requirements', null],
    ['Must-have Requirements', 'requirements', null],
    ['Technical Writer (Intermediate) Requirements', 'requirements', 'Technical Writer (Intermediate)'],
    ['Pilot - Requirements', 'requirements', 'Pilot'],
    ['Qualifications', 'requirements', null],
    ['About you', 'requirements', null],
    ['Nice-to-haves', 'nice-to-have', null],
    ["Nice-to-have's", 'nice-to-have', null],
    ['Nice to have:', 'nice-to-have', null],
    ['Preferred Requirements', 'nice-to-have', null],
    ['Performance Indicators (PI)', 'performance-indicators', null],
    ['Primary Performance Indicator for the Role', 'performance-indicators', null],
    ['KPIs', 'performance-indicators', null],
    ['Job Grade\u00A0', 'job-grade', null],
    ['Senior Pilot Job Grade', 'job-grade', 'Senior Pilot'],
    ['The Pilot Job Grades', 'job-grade', 'Pilot'],
    ['Levels', 'levels', null],
    ['Level', 'levels', null],
    ['In role levels', 'levels', null],
    ['Levels for Harbour Pilots', 'levels', null],
    ['Harbour Team Levels', 'levels', null],
    ['Senior Pilot Career Ladder', 'career-ladder', 'Senior Pilot'],
    ['Career progression', 'career-ladder', null],
    ['Career paths', 'career-paths', null],
    ['Hiring process overview', 'hiring-process', null],
    ['Hiring Process for Dredging Specialty', 'hiring-process', null],
    ['Interview Process', 'hiring-process', null],
    ['Specialities', 'specialties', null],
    ['Team Specialties', 'specialties', null],
    ['Dredging Specialty', 'specialties', null],
    ['Senior Director of Product Management - Specialties', 'specialties', null],
    ['Segment', 'segment', null],
    ['About GitLab', 'about', null],
    ['An overview of this role', 'overview', null],
    ['Pilot Roles at GitLab', 'overview', null]
  ])('reads "%s" as %s of %s', (heading, kind, named) => {
    expect(sectionName(heading)).toMatchObject({kind, named})
  })

  it.each([
    'Security Incident Response Team',
    'Required Skills by Level',
    'Team responsibility',
    'Senior Harbour Pilot',
    'Staff+ Initiatives',
    'Leveling of Pilots at GitLab',
    'Moving to Piloting',
    '',
    'x'.repeat(5000)
  ])('sees no section in "%.40s"', (heading) => {
    expect(sectionName(heading)).toBeNull()
  })

  it('tells both purposes of a heading that names two', () => {
    expect(sectionName('Pilot Responsibilities & Requirements')).toEqual({
      kind: 'responsibilities',
      alsoKind: 'requirements',
      named: 'Pilot'
    })
  })
})
