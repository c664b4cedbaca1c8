import {describe, expect, it} from 'vitest'
import rule from '../../rules/years-of-experience/rule.ts'
import {yearsOfExperience} from '../../rules/years-of-experience/years.ts'
import {checkText} from './check-text.ts'

const inRequirements = (text: string): string[] => yearsOfExperience(text, true).map((years) => years.text)

describe('yearsOfExperience', () => {
  it.each([
    ['5+ years of experience', '5+ years of experience'],
    ['5 + years experience in support', '5 + years experience'],
    ['10 plus years experience', '10 plus years experience'],
    ["1 - 3 years' legal experience", "1 - 3 years' legal experience"],
    ['2 years or more experience', '2 years or more experience'],
    ['Over fifteen to twenty (15-20) years of experience', 'fifteen to twenty (15-20) years of experience'],
    ['You have at least 6 yrs of recruiting experience', '6 yrs of recruiting experience'],
    ['1 year of experience', '1 year of experience'],
    ['1-2 years professional exposure', '1-2 years professional exposure'],
    ['Past experience (3 to 5 years) as a manager', '3 to 5 years'],
    ['7+ years in community programs', '7+ years'],
    ['Minimum of 2 years of corporate development', '2 years']
  ])('finds the years in %j', (text, years) => {
    expect(inRequirements(text)).toEqual([years])
  })

  it.each([
    'Own the 3-5 year vision of the experience team',
    'A 4 year degree',
    'Completed 2 years of law school',
    'In the last 5 years',
    'Within 3 years, gain experience',
    '2080 hours/year',
    'Year-end close, year over year',
    'Relevant years of accounting experience',
    'Budgets of $5 years ago'
  ])('finds none in %j', (text) => {
    expect(inRequirements(text)).toEqual([])
  })

  it('takes years for experience outside of requirements only where the text says so', () => {
    expect(yearsOfExperience('Over 5 years of plans', false)).toEqual([])
    expect(yearsOfExperience('5 years of experience', false)).toHaveLength(1)
    expect(yearsOfExperience('At least 5 years in sales', false)).toHaveLength(1)
    expect(yearsOfExperience('5 years in sales', false)).toEqual([])
  })

  it.each([
    ['10 years ', 1],
    ['1', 0],
    ['1 ', 0],
    ['one to ', 0],
    ['5 (', 0],
    ['1-', 0],
    ['years of ', 0],
    ['1 + ', 0]
  ] as const)('reads %j a hundred thousand times in bounded time', (piece, count) => {
    expect(yearsOfExperience(piece.repeat(100_000), true)).toHaveLength(count)
  })
})

describe('years-of-experience', () => {
  const pageOf = (grade: number, section: string): string =>
    `---\ntitle: Parts\n---\n\n## Parts Engineer\n\nThe Parts Engineer is a grade ${grade}.\n\n### ${section}\n\n- 2+ years of experience\n`

  it.each([
    [5, 'Requirements', 'warning'],
    [4, 'Requirements', 'warning'],
    [6, 'Requirements', 'info'],
    [5, 'Nice-to-haves', 'info']
  ])('at grade %i under %s is a finding of severity %s', async (grade, section, severity) => {
    const findings = await checkText(rule, pageOf(grade, section))
    expect(findings.map((finding) => finding.severity)).toEqual([severity])
  })

  it.each(['Hiring Process', 'Performance Indicators'])('leaves %s alone', async (section) => {
    expect(await checkText(rule, pageOf(5, section))).toEqual([])
  })
})
