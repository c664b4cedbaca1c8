import {describe, expect, it} from 'vitest'
import {familyOf} from './read-text.ts'

function managersIn(sentence: string): [string, string | null][] {
  const {levels} = familyOf(`## Levels\n\n### Senior Pilot\n\n${sentence}\n`)
  return (levels[0]?.reportsTo ?? []).map(({text, url}) => [text, url])
}

describe('managers of a level', () => {
  it.each([
    ['The Senior Pilot reports to the Director, Support.', [['Director, Support', null]]],
    ['Reports to the Director, Support.', [['Director, Support', null]]],
    ['The Senior Pilot reports to Sr. Manager of Gear. Swims.', [['Sr. Manager of Gear', null]]],
    ['The Senior Pilot reports to the [Director, Support](/a/).', [['Director, Support', '/a/']]],
    ['Is a grade 5 and reports to the Harbour Master.', [['Harbour Master', null]]],
    [
      'The Pilot (Intermediate) reports directly to the Harbour Master and works at night.',
      [['Harbour Master', null]]
    ],
    [
      'This role reports to the [Aft](/a/) or the [Bow](/b/).',
      [
        ['Aft', '/a/'],
        ['Bow', '/b/']
      ]
    ],
    ['Will report to the regional Harbour Leader.', [['regional Harbour Leader', null]]],
    ['Pilots report to the Harbour Master, and Stokers report to the Pilot.', [['Harbour Master', null]]],
    [
      'The Senior Pilot reports to the Harbour Master. A team of Stokers report to the Senior Pilot.',
      [['Harbour Master', null]]
    ],
    ['The Senior Pilot reports to the Harbour Master who lives here.', [['Harbour Master', null]]]
  ])('are read from "%s"', (sentence, managers) => {
    expect(managersIn(sentence)).toEqual(managers)
  })

  it.each([
    'Writes monthly reports to the Board.',
    'Prepares reports to measure success.',
    'Coaches direct reports to drive results.',
    'Does reconciliations and reporting to Necessary Parties.',
    'Nobody.'
  ])('are not seen in "%s"', (sentence) => {
    expect(managersIn(sentence)).toEqual([])
  })

  it('are named once, and not those of specialties and interview steps', () => {
    const {levels} = familyOf(
      '## Levels\n\n### Senior Pilot\n\nReports to the Master.\n\nThis role reports to the Master.\n\n#### Specialties\n\n##### Fog\n\nThis role reports to the Hornblower.\n'
    )
    expect(levels[0]?.reportsTo.map(({text}) => text)).toEqual(['Master'])
  })

  it('have the place of the name', () => {
    const text = '## Levels\n\n### Senior Pilot\n\nThe Senior Pilot reports to the Harbour Master.\n'
    const place = familyOf(text).levels[0]?.reportsTo[0]?.place
    expect(text.slice(place?.start.offset, place?.end.offset)).toBe('Harbour Master')
  })

  it.each([
    ['The Senior Pilot reports to the Master.', 'Senior Pilot'],
    [
      'The Manager, Pilots and Fog Horns role will report to the [Master](/a/).',
      'Manager, Pilots and Fog Horns'
    ],
    ['This role reports to the Master.', null],
    ['Reports to the Master.', null],
    ['The Senior Pilot works at sea and reports to the Master.', null]
  ])('are named in "%s", which speaks of %s', (sentence, subject) => {
    const {levels} = familyOf(`## Levels\n\n### Senior Pilot\n\n${sentence}\n`)
    expect(levels[0]?.reportsTo[0]?.subject?.text ?? null).toBe(subject)
  })
})
