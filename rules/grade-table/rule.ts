/**
 * grade-table: a level's grade is one that the handbook's grade tables give for such a level.
 * Policy: total-rewards/compensation/compensation-calculator, "GitLab Job Grades". Why and examples: ./README.md
 */

import type {GradeTables, TableGrade} from '../../src/handbook/grade-tables.ts'
import {gradesFor} from '../../src/handbook/grades-for.ts'
import type {GradeStatement, JobFamily, Level} from '../../src/page/job-family.ts'
import {defineRule} from '../define-rule.ts'
import {inWords} from '../in-words.ts'

export default defineRule({
  name: 'grade-table',
  severity: 'warning',
  fixes: false,
  summary: 'a grade that no grade table of the handbook gives for such a level',
  async run({family, handbook, report}) {
    const graded = family.levels.filter((level) => level.grades.length > 0)
    if (graded.length === 0 && family.grades.length === 0) return
    const tables = await handbook.gradeTables()
    for (const level of graded) {
      const {given, as} = expectedOf(level, family, tables)
      const wrong = level.grades.find((statement) => isWrong(statement, given))
      if (!wrong) continue
      const gap = isWhole(wrong.grade) ? '' : ', which is no whole grade'
      const reason = given
        ? `${level.name} is grade ${wrong.grade}${gap}, but the grade tables give ${describeGrades(given)} for ${as}`
        : `${level.name} is grade ${wrong.grade}${gap}; the grade tables have whole grades only`
      report({
        reason: `${reason} (${describeSource(tables)})`,
        place: wrong.place,
        key: `${level.name} ${wrong.grade}`
      })
    }
    for (const statement of family.grades) {
      if (isWhole(statement.grade)) continue
      const reason = `Grade ${statement.grade} is no whole grade; the grade tables have whole grades only (${describeSource(tables)})`
      report({reason, place: statement.place, key: `page ${statement.grade}`})
    }
  }
})

interface Expected {
  /** Undefined when no table speaks about such a level. */
  readonly given: readonly TableGrade[] | undefined
  readonly as: string
}

/** Beside a Senior level of the same title, a name without a level word is the Intermediate one. */
function expectedOf(level: Level, {levels}: JobFamily, tables: GradeTables): Expected {
  const given = gradesFor(tables, level)
  if (given || level.word !== null || level.track === 'management') return {given, as: 'such a level'}
  const words = levels
    .filter((other) => other.ladder === level.ladder && other.core === level.core)
    .map(({word}) => word)
  if (!words.includes('senior') || words.includes('intermediate')) return {given: undefined, as: ''}
  const intermediate = {...level, word: 'intermediate', track: 'individual'} as const
  return {given: gradesFor(tables, intermediate), as: 'the level below a Senior, the Intermediate one'}
}

function isWrong({grade, alternatives}: GradeStatement, given: readonly TableGrade[] | undefined): boolean {
  const stated = [grade, ...alternatives]
  if (!stated.every(isWhole)) return true
  return given !== undefined && !given.some((entry) => stated.includes(entry.grade))
}

/** Grade 9.5 was given up in 2022; pages that still state it are wrong whatever the tables say. */
function isWhole(grade: number): boolean {
  return Number.isInteger(grade)
}

/** "8 (Sales), 9 (general and Customer Success)", lowest first. */
function describeGrades(given: readonly TableGrade[]): string {
  const byGrade = Map.groupBy(given, ({grade}) => grade)
  return [...byGrade]
    .sort(([a], [b]) => a - b)
    .map(([grade, entries]) => `${grade} (${inWords([...new Set(entries.map(({table}) => table))])})`)
    .join(', ')
}

function describeSource({source}: GradeTables): string {
  return source === 'bundled' ? 'tables of December 2025, as this tree has none' : `tables: ${source}`
}
