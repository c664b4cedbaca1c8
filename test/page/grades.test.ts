import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import type {GradeStatement, Place} from '../../src/page/job-family.ts'
import {parsePage} from '../../src/page/parse-page.ts'
import {familyOf, HUGO, MIDDLEMAN} from './read-text.ts'

const U = '/handbook/total-rewards/compensation/compensation-calculator/#gitlab-job-grades'

/** What the text of a "Job Grade" section of one level states. */
function statedIn(text: string): GradeStatement[] {
  const {levels, grades} = familyOf(`## Senior Pilot\n\n### Job Grade\n\n${text}\n`)
  return [...levels.flatMap((level) => level.grades), ...grades]
}

describe('grade statements', () => {
  it.each([
    ['the policy’s wording', `The Senior Pilot is a [grade 7](${U}).`, 7],
    ['a role or a job', `The Senior Pilot is a [Grade 7](${U}) role`, 7],
    ['no article', `Is a [grade 5](${U}) and reports to the Harbour Master.`, 5],
    ['a link that is only the number', `The Senior Pilot is a [7](${U}).`, 7],
    ['a link that says level', `The Senior Pilot is a [level 11](${U}).`, 11],
    ['a job grade', `The Senior Pilot is [Job Grade 10](${U}).`, 10],
    ['a number behind the words', `The Senior Pilot is a job grade [12](${U}).`, 12],
    ['a number behind the link', `The Senior Pilot is a [grade](${U}) 6 job.`, 6],
    ['a number sign', `The Senior Pilot is a [grade #10](${U}).`, 10],
    ['no link', 'The Senior Pilot is a grade 8.', 8],
    ['brackets without a link', 'The Senior Pilot is a grade [8].', 8],
    ['brackets around the words', 'The Senior Pilot is a [grade 8].', 8],
    ['an address as text', `The Senior Pilot is a grade 4 (${U}).`, 4],
    ['a link with two parentheses, which is none', `The Senior Pilot is a [Grade 7]((${U}))`, 7],
    [
      'a shortcode as destination',
      'The Senior Pilot is a [grade 6]({{% ref "compensation-calculator#gitlab-job-grades" %}}).',
      6
    ],
    ['a sentence over two lines', `The Senior Pilot is a\n[grade 6](${U}).`, 6],
    ['bold words on a line of their own', '**Grade 7:**', 7],
    ['half a grade', `The Senior Pilot is a [grade 9.5](${U}).`, 9.5]
  ])('are read in %s', (_, text, grade) => {
    expect(statedIn(text).map((statement) => statement.grade)).toEqual([grade])
  })

  it.each([
    'Extends the responsibilities of the grade 8 manager level.',
    '91 companies have a grade 8 level.',
    'Performs at a Grade 10 (Director) level.',
    'Has the same grade as the Senior Pilot.',
    `The Pilot is not aligned to a job [grade](${U}).`,
    'An enterprise-grade lighthouse for 7 ships.',
    `Read more about [Job Grades](${U}).`,
    'The role is a grade.',
    'The Pilot is a grade 70.'
  ])('are not seen in "%s"', (text) => {
    expect(statedIn(text)).toEqual([])
  })

  it('say who has the grade, as written', () => {
    expect(statedIn(`The Senior Pilot is a [grade 7](${U}).`)[0]?.subject).toBe('The Senior Pilot')
    expect(statedIn(`**Grade 7:**`)[0]?.subject).toBeNull()
  })

  it('have the place of the number and of the sentence', () => {
    const text = `## Senior Pilot\n\nSteers. The Senior\nPilot is a [grade 10](${U}). Swims.\n`
    const page = parsePage(HUGO, text)
    const [statement] = page.family.levels[0]?.grades ?? []
    const at = (place?: Place) => text.slice(place?.start.offset, place?.end.offset)
    expect(at(statement?.place)).toBe('10')
    expect(at(statement?.statement)).toBe(`The Senior\nPilot is a [grade 10](${U}).`)
  })

  it('keep the other grades that one sentence allows', () => {
    expect(statedIn(`The Senior Pilot can be a [grade 11 or a grade 12](${U}).`)).toMatchObject([
      {grade: 11, alternatives: [12]}
    ])
  })

  it('belong to the levels that three sentences of one paragraph name', () => {
    const sentences = [
      'The Pilot is a grade 6.',
      'The Senior Pilot is a grade 7.',
      'The Staff Pilot is a grade 8.'
    ]
    const {levels} = familyOf(`---\ntitle: Pilot\n---\n\n### Job Grade\n\n${sentences.join('\n')}\n`)
    expect(levels.map(({name, stated, grades}) => [name, stated, grades[0]?.grade])).toEqual([
      ['Pilot', 'sentence', 6],
      ['Senior Pilot', 'sentence', 7],
      ['Staff Pilot', 'sentence', 8]
    ])
  })

  it('belong to a level that has its heading elsewhere on the page', () => {
    const {levels} = familyOf(
      '### Job Grade\n\nThe Senior Pilot is a grade 7.\nThe Staff Pilot is a grade 8.\n\n## Requirements\n\n### Senior Pilot\n\n### Staff Pilot\n'
    )
    expect(levels.map(({name, stated, grades}) => [name, stated, grades[0]?.grade])).toEqual([
      ['Senior Pilot', 'heading', 7],
      ['Staff Pilot', 'heading', 8]
    ])
  })

  it('belong to the heading when the sentence names another level', () => {
    const {levels} = familyOf(
      '## Levels\n\n### Staff Pilot\n\n#### Job Grade\n\nThe Senior Pilot is a grade 8.\n'
    )
    expect(levels).toMatchObject([{name: 'Staff Pilot', grades: [{grade: 8, subject: 'The Senior Pilot'}]}])
  })

  it.each([
    {first: 'Pilot (Intermediate)', others: ['Senior Pilot', 'Staff Pilot']},
    {first: 'Pilot', others: ['Senior Pilot', 'Staff Pilot']},
    {first: 'Senior Pilot', others: ['Staff Pilot']}
  ])('make a role’s heading the level "$first" when a sentence below names several', ({first, others}) => {
    const names = [first, ...others]
    const sentences = names.map((name, index) => `The ${name} is a grade ${6 + index}.`).join(' ')
    const {levels} = familyOf(`## Harbour Pilots (HP)\n\n### Job Grades\n\n${sentences}\n`)
    expect(levels.map(({name, stated, grades}) => [name, stated, grades.map(({grade}) => grade)])).toEqual([
      [first, 'heading', [6]],
      ...others.map((name, index) => [name, 'sentence', [7 + index]])
    ])
  })

  it('belong to nobody when specialties are not roles', () => {
    const {levels, grades} = familyOf(
      '## Specialties\n\n### Fog\n\n#### Responsibilities\n\n**Grade 7:**\n\n- Sounds the horn\n'
    )
    expect(levels).toEqual([])
    expect(grades.map(({grade}) => grade)).toEqual([7])
  })

  it('read cells beyond a table’s header where kramdown shows them, and not where GFM drops them', () => {
    const text =
      '## Levels\n\n| Level |\n| ----- |\n| [Senior](#senior-pilot) | Grade 7 |\n\n## Senior Pilot\n\n### Requirements\n'
    const [kramdown] = parsePage(MIDDLEMAN, text).family.tables
    const [goldmark] = parsePage(HUGO, `${text}\nGrade 7\n`).family.tables
    expect(kramdown?.rows).toMatchObject([{name: 'Senior', grade: {grade: 7}, dropped: 'Grade 7', level: 0}])
    expect(goldmark?.rows ?? []).toMatchObject([{name: 'Senior', grade: null, dropped: 'Grade 7', level: 0}])
  })

  it('have true places in any mixture of words and marks', () => {
    const part = fc.constantFrom(
      'The Pilot is a grade 7',
      `[grade 8](${U})`,
      '**',
      '*',
      '&amp; ',
      '\\)',
      '`',
      ' ',
      '\n',
      '. ',
      '| ',
      '<b>',
      'é'
    )
    fc.assert(
      fc.property(fc.array(part, {maxLength: 30}), (parts) => {
        const text = `## Pilot\n\n${parts.join('')}\n`
        const {levels, grades} = parsePage(HUGO, text).family
        for (const {grade, place} of [...levels.flatMap((level) => level.grades), ...grades]) {
          expect(text.slice(place.start.offset, place.end.offset)).toBe(String(grade))
        }
      })
    )
  })
})
