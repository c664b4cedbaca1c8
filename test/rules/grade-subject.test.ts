import {describe, expect, it} from 'vitest'
import {applyFixes} from '../../rules/apply-fixes.ts'
import rule from '../../rules/grade-subject/rule.ts'
import {checkText, told} from './check-text.ts'

function pageOf(heading: string, rest: string): string {
  return `---\ntitle: Parts Engineer\n---\n\n## Levels\n\n### ${heading}\n\n${rest}\n`
}

async function said(heading: string, rest: string): Promise<number> {
  return (await checkText(rule, pageOf(heading, rest))).length
}

describe('grade-subject', () => {
  it.each([
    ['Senior Parts Engineer', 'This role is a grade 7.'],
    ['Senior Parts Engineer', 'The position is a grade 7.'],
    ['Senior Parts Engineer (SPE)', 'The SPE is a grade 7.'],
    ['Staff', 'The Staff Parts Engineer is a grade 8.'],
    ['Manager, Parts (Intermediate)', 'The Manager, Parts is a grade 8.'],
    ['Senior Parts Engineer', 'The Parts Engineer is a grade 6, and the Senior Parts Engineer is a grade 7.'],
    ['Manager, UX', 'The User Experience (UX) Manager reports to the Director.'],
    ['Some useful resources', 'The Staff Parts Engineer is a grade 8.']
  ])('leaves "%s" with "%s" alone', async (heading, sentence) => {
    expect(await said(heading, sentence)).toBe(0)
  })

  it.each([
    'US Parts Requirements',
    'Performance Indicators for Parts Operations',
    'Base Requirements',
    'Nice-to-have Requirements'
  ])('takes "%s" for no name of a level', async (heading) => {
    expect(await said('Senior Parts Engineer', `#### ${heading}\n\n- Curiosity`)).toBe(0)
  })

  it('charges a section with the plain name of another level of the page', async () => {
    const page = pageOf(
      'Associate Parts Engineer',
      '#### Parts Engineer Requirements\n\n- Curiosity\n\n### Parts Engineer\n\n#### Parts Engineer Requirements\n\n- Experience'
    )
    expect(told(await checkText(rule, page))).toEqual([
      '9 warning "Parts Engineer Requirements" stands under "Associate Parts Engineer"; write "Associate Parts Engineer Requirements", or move it to the level that it names'
    ])
  })

  it('speaks once of a name that two sentences on the manager repeat', async () => {
    const sentence = 'The Senior Parts Engineer role reports to the [Director](/x/).'
    const grade = 'The Staff Parts Engineer is a grade 8.'
    expect(await said('Staff Parts Engineer', `${sentence}\n\n${sentence}\n\n${grade}`)).toBe(1)
  })

  it('leaves the fix to a person when another family links to the heading', async () => {
    const page = pageOf('Director, Parts', '#### Manager, Parts Requirements\n\n- Experience')
    const files = {
      'content/job-families/example/tools.md':
        'As for a [manager](/job-families/example/practice-engineer/#manager-parts-requirements).\n'
    }
    expect((await checkText(rule, page)).map(({fix}) => fix === null)).toEqual([false])
    expect((await checkText(rule, page, {files})).map(({fix}) => fix === null)).toEqual([true])
  })

  it('changes the name alone, over a line break and beside a link', async () => {
    const page = pageOf(
      'Staff Parts Engineer',
      'The Senior Parts Engineer is a\n[grade 8](/x/#job-grades) role.'
    )
    const [finding] = await checkText(rule, page)
    expect(finding?.fix && applyFixes(page, [finding.fix]).text).toBe(
      page.replace('The Senior Parts Engineer', 'The Staff Parts Engineer')
    )
  })

  it('repeats no misspelt name of a section, neither in words nor in the fix', async () => {
    const page = pageOf(
      'Senior Parts Engineer',
      '#### Staff Parts Engineer Responsibilties\n\n- Care\n\n### Staff Parts Engineer\n\n#### Staff Parts Engineer Responsibilities\n\n- More'
    )
    const [finding] = await checkText(rule, page)
    expect(finding?.reason).toContain('write "Senior Parts Engineer Responsibilities"')
    expect(applyFixes(page, finding?.fix ? [finding.fix] : []).text).toBe(
      page.replace('Staff Parts Engineer Responsibilties', 'Senior Parts Engineer Responsibilities')
    )
  })
})
