import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {BUNDLED_GRADE_TABLES} from '../../src/handbook/bundled-grade-tables.ts'
import {gradesFor} from '../../src/handbook/grades-for.ts'
import {openMemorySnapshot} from '../../src/handbook/memory-snapshot.ts'
import {openHandbook} from '../../src/handbook/open-handbook.ts'
import {parseGradeTables} from '../../src/handbook/parse-grade-tables.ts'
import {levelName} from '../../src/page/level-name.ts'

const PAGE = `---
title: "Calculator"
---

### GitLab Job Grades

#### Job Grades:

| Grade\t| Management | Individual Contributor |
|-------|------------|------------------------|
| 9\t| Senior Manager <br> Group Manager, Kitchen |\tPrincipal\t|
| 8 |\t**Manager**\t| [Staff](/x/)<br/>Consultant |
| 7\t\t\t| | Senior |

##### Front of House:

<!-- a note -->
| Grade | Management | Individual Contributor |
|---|---|---|
| 8 | Manager | |
| many | Nobody | |

| Benefit | Days |
|---|---|
| 5 | 3 |
`

describe('parseGradeTables', () => {
  it('reads every table of grades with its heading, names apart and without markup', () => {
    expect(parseGradeTables(PAGE)).toEqual([
      {
        name: 'general',
        rows: [
          {grade: 9, management: ['Senior Manager', 'Group Manager, Kitchen'], individual: ['Principal']},
          {grade: 8, management: ['Manager'], individual: ['Staff', 'Consultant']},
          {grade: 7, management: [], individual: ['Senior']}
        ]
      },
      {name: 'Front of House', rows: [{grade: 8, management: ['Manager'], individual: []}]}
    ])
  })

  it('reads a table that ends the page, and line ends of Windows', () => {
    const [table] = parseGradeTables('|Grade|Management|Individual Contributors|\r\n|-|-|-|\r\n|4||Intern|')
    expect(table).toEqual({name: 'general', rows: [{grade: 4, management: [], individual: ['Intern']}]})
  })

  it('reads none from any other text', () => {
    expect(parseGradeTables('## Cook\n\n| a | b |\n|---|---|\n| 1 | 2 |\n')).toEqual([])
    fc.assert(fc.property(fc.string({unit: 'binary'}), (text) => Array.isArray(parseGradeTables(text))))
  })
})

describe('Handbook.gradeTables', () => {
  const folder = 'handbook/total-rewards/compensation/compensation-calculator'

  it.each([
    `content/${folder}/_index.md`,
    `content/${folder}.md`,
    `sites/handbook/source/${folder}/index.html.md`,
    `sites/handbook/source/${folder}/index.html.md.erb`
  ])("reads the handbook's own page at %s", async (path) => {
    const tables = await openHandbook(openMemorySnapshot({[path]: PAGE})).gradeTables()
    expect(tables.source).toBe(path)
    expect(tables.tables.map(({name}) => name)).toEqual(['general', 'Front of House'])
  })

  it('takes the bundled copy where the tree has no such page, or the page no tables', async () => {
    expect((await openHandbook(openMemorySnapshot({})).gradeTables()).source).toBe('bundled')
    const empty = openMemorySnapshot({[`content/${folder}/_index.md`]: '## Moved\n'})
    expect((await openHandbook(empty).gradeTables()).source).toBe('bundled')
  })
})

describe('gradesFor', () => {
  const grades = (name: string) => {
    const found = gradesFor(BUNDLED_GRADE_TABLES, {name, ...levelName(name)})
    return found && Array.from(new Set(found.map(({grade}) => grade))).sort((a, b) => a - b)
  }

  it.each([
    ['Intern, Cook', [4]],
    ['Junior Cook', [5]],
    ['Associate Cook', [5]],
    ['Cook (Intermediate)', [6]],
    ['Senior Cook', [7]],
    ['Staff Cook', [8, 9]],
    ['Principal Cook', [9]],
    ['Senior Principal Cook', [10]],
    ['Distinguished Cook', [10]],
    ['Senior Distinguished Cook', [11]],
    ['Cook Fellow', [12]],
    ['Manager, Kitchen', [8, 9]],
    ['Associate Manager, Kitchen', [8]],
    ['Senior Manager, Kitchen', [9]],
    ['Group Manager, Kitchen', [9]],
    ['Director, Kitchen', [10]],
    ['Senior Director of Kitchens', [11]],
    ['VP, Kitchen', [12]],
    ['EVP of Kitchens', [14]],
    ['Chief Kitchen Officer', [14]],
    ['Chief Executive Officer', [15]],
    ['Senior Mid Market Cook', [7]],
    ['Senior Enterprise Cook', [7, 8]]
  ])('gives %s %j', (name, expected) => {
    expect(grades(name)).toEqual(expected)
  })

  it.each([
    ['Kitchen Manager', [6, 7, 8, 9]],
    ['Senior Kitchen Manager', [7, 8, 9]],
    ['Senior Managing Cook', [7, 8, 9]],
    ['Kitchen Manager (Intermediate)', [6]],
    ['Associate Kitchen Manager', [5, 8]],
    ['Principal Kitchen Manager', [9]]
  ])('reads %s both ways, as a function and as a manager of people: %j', (name, expected) => {
    expect(grades(name)).toEqual(expected)
  })

  it.each([
    'Cook',
    'Lead Cook',
    'Cook, Team Lead',
    'Kitchen Coordinator',
    'Chief of Staff to the Chef',
    'Area VP, Kitchens',
    'Regional Director, Kitchens',
    ''
  ])('has no verdict on %j', (name) => {
    expect(grades(name)).toBeUndefined()
  })

  it('takes a name without word for the first level where the page has a Senior above it', () => {
    const found = gradesFor(BUNDLED_GRADE_TABLES, {name: 'Cook', word: null, track: 'individual', rank: 6})
    expect(new Set(found?.map(({grade}) => grade))).toEqual(new Set([5, 6]))
  })

  it('has no verdict where no table knows the word', () => {
    const tables = {
      source: 'x',
      tables: [{name: 'general', rows: [{grade: 7, management: [], individual: ['Senior']}]}]
    }
    expect(gradesFor(tables, {name: 'Staff Cook', ...levelName('Staff Cook')})).toBeUndefined()
  })
})
