import {describe, expect, it} from 'vitest'
import {familyOf} from './read-text.ts'

/** Rows of the page's level tables: name, grade, name of the level it is about. */
function rowsOf(table: string, headings = ''): (string | number | undefined)[][] {
  const {tables, levels} = familyOf(`## Levels\n\n${table}\n\n${headings}`)
  return tables.flatMap(({rows}) =>
    rows.map(({name, grade, level}) => [name, grade?.grade, level === null ? undefined : levels[level]?.name])
  )
}

const PILOTS =
  '## Junior Pilot\n\n### Requirements\n\n## Pilot\n\n### Requirements\n\n## Senior Pilot\n\n### Requirements\n'

describe('level tables', () => {
  it('match rows with levels by name, by link, and by the only level with that word', () => {
    const table =
      '| Level | Grade |\n| - | - |\n| Junior Pilot | Grade 5 |\n| [Mid](#pilot) | [Grade 6](/x#gitlab-job-grades) |\n| Senior | 7 |'
    expect(rowsOf(table, PILOTS)).toEqual([
      ['Junior Pilot', 5, 'Junior Pilot'],
      ['Mid', 6, 'Pilot'],
      ['Senior', 7, 'Senior Pilot']
    ])
  })

  it('trust a row’s own name more than a link that was copied from the row above', () => {
    const table = '| Role | Grade |\n| - | - |\n| [Senior Pilot](#junior-pilot) | Grade 7 |'
    expect(rowsOf(table, PILOTS)).toEqual([['Senior Pilot', 7, 'Senior Pilot']])
  })

  it('take "Intermediate" for the level without a word', () => {
    const table = '| Level | Grade |\n| - | - |\n| Intermediate | Grade 6 |'
    expect(rowsOf(table, PILOTS)).toEqual([['Intermediate', 6, 'Pilot']])
  })

  it('read rows without a closing pipe, and "Level 11" in the grade’s column', () => {
    const table = '| Role | Grade |\n| - | - |\n| Senior Pilot | Level 7\n| Pilot | Grade 6'
    expect(rowsOf(table, PILOTS)).toEqual([
      ['Senior Pilot', 7, 'Senior Pilot'],
      ['Pilot', 6, 'Pilot']
    ])
  })

  it('keep a row that no level answers to', () => {
    expect(rowsOf('| Role | Grade |\n| - | - |\n| VP, Pilots | Grade 12 |', PILOTS)).toEqual([
      ['VP, Pilots', 12, undefined]
    ])
  })

  it('read the first of two names in one cell', () => {
    const table = '| Role | Grade |\n| - | - |\n| Senior Pilot<br>Senior Stoker | Grade 7 |'
    expect(rowsOf(table, PILOTS)).toEqual([['Senior Pilot / Senior Stoker', 7, 'Senior Pilot']])
  })

  it('are not seen in tables about other things', () => {
    expect(rowsOf('| Ship | Length |\n| - | - |\n| Marie | 7 |', PILOTS)).toEqual([])
    expect(rowsOf('| Skill | Pilot | Senior Pilot |\n| - | - | - |\n| Fog | 1 | 2 |', PILOTS)).toEqual([])
  })
})
