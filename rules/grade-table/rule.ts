/**
 * grade-table: a level's grade is one that the handbook's grade tables give for such a level.
 * Policy: total-rewards/compensation/compensation-calculator, "GitLab Job Grades". Why and examples: ./README.md
 */
import type {GradeTables, TableGrade} from '../../src/handbook/grade-tables.ts'
import {gradesFor} from '../../src/handbook/grades-for.ts'
import type {GradeStatement, JobFamily, Level, LevelWord} from '../../src/page/job-family.ts'
import {defineRule} from '../define-rule.ts'
import {inWords} from '../in-words.ts'

export default defineRule({
  name: 'grade-table',
  severity: 'warning',
  fixes: false,
  summary: 'a grade that no grade table of the handbook gives for such a level',
  async run({family, handbook, report}) {
    if (family.grades.length === 0 && family.levels.every(({grades}) => grades.length === 0)) return
    const tables = await handbook.gradeTables()
    const source = describeSource(tables)
    for (const level of family.levels) {
      const expected = expectedFor(level, family, tables)
      const wrong = level.grades.find((statement) => isWrong(statement, expected?.given))
      if (!wrong) continue
      const gone = isWhole(wrong.grade) ? '' : ', a grade that was given up'
      const says = expected ? describeExpected(expected) : 'the grade tables have whole grades only'
      const reason = `${level.name} is grade ${wrong.grade}${gone}; ${says}. ${source}`
      report({reason, place: wrong.place, key: `${level.name} ${wrong.grade}`})
    }
    for (const {grade, place} of family.grades.filter((statement) => !isWhole(statement.grade))) {
      const reason = `Grade ${grade} was given up; the grade tables have whole grades only. ${source}`
      report({reason, place, key: `page ${grade}`})
    }
  }
})

interface Expected {
  readonly given: readonly TableGrade[]
  readonly word: LevelWord | null
  /** Whether the name says nothing, and a Senior level beside it tells what it is. */
  readonly isBare: boolean
}

/** Undefined when no table speaks about such a level. */
function expectedFor(level: Level, {levels}: JobFamily, tables: GradeTables): Expected | undefined {
  // "Managing Editor" manages people, whatever level word stands in front.
  if (level.track === null && /\bmanaging\b/i.test(level.name)) return undefined
  const given = gradesFor(tables, level)
  if (given) return {given, word: level.word, isBare: false}
  if (level.word !== null || level.track === 'management') return undefined
  const words = levels
    .filter(({ladder, core}) => ladder === level.ladder && core === level.core)
    .map(({word}) => word)
  if (!words.includes('senior') || words.includes('intermediate')) return undefined
  const asIntermediate = gradesFor(tables, {...level, word: 'intermediate', track: 'individual'})
  return asIntermediate && {given: asIntermediate, word: 'intermediate', isBare: true}
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

/** "the grade tables give a Manager grade 8 (general) or 9 (Customer Success)". */
function describeExpected({given, word, isBare}: Expected): string {
  const grades = [...Map.groupBy(given, ({grade}) => grade)]
    .sort(([a], [b]) => a - b)
    .map(([grade, entries]) => `${grade} (${inWords([...new Set(entries.map(({table}) => table))])})`)
  const list = grades.length > 1 ? `${grades.slice(0, -1).join(', ')} or ${grades.at(-1)}` : grades[0]
  if (isBare) return `beside a Senior it is the Intermediate level, which the grade tables give grade ${list}`
  return `the grade tables give ${word === null ? 'such a level' : named(word)} grade ${list}`
}

/** "an Intermediate", "a Vice President". */
function named(word: LevelWord): string {
  const title = word.replaceAll(/\b\p{L}/gu, (letter) => letter.toUpperCase())
  return `${/^[AEIOU]/.test(title) ? 'an' : 'a'} ${title}`
}

function describeSource({source}: GradeTables): string {
  return source === 'bundled'
    ? 'This handbook has no grade tables; these are of December 2025'
    : `The tables are in ${source}`
}
