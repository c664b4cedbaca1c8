/**
 * grade-table: a level's grade is one that the handbook's grade tables give for such a level.
 * Policy: total-rewards/compensation/compensation-calculator, "GitLab Job Grades". Why and examples: ./README.md
 */
import type {GradeTables, TableGrade} from '../../src/handbook/grade-tables.ts'
import {gradesFor} from '../../src/handbook/grades-for.ts'
import type {GradeStatement, Level} from '../../src/page/job-family.ts'
import {defineRule} from '../define-rule.ts'
import {inWords} from '../in-words.ts'

const WHOLE_ONLY = 'the grade tables have whole grades only'

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
      const given = gradesFor(tables, level)
      const wrong = level.grades.find((statement) => isWrong(statement, given))
      if (!wrong) continue
      const gone = isWhole(wrong.grade) ? '' : ', a grade that was given up'
      const says = given
        ? `the grade tables give ${describeLevel(level)} grade ${describeGrades(given)}`
        : WHOLE_ONLY
      const reason = `${level.name} is grade ${wrong.grade}${gone}; ${says}. ${source}`
      const label = `${level.name}, grade ${wrong.grade}`
      report({reason, place: wrong.place, key: `${level.name} ${wrong.grade}`, label})
    }
    for (const {grade, place} of family.grades.filter((statement) => !isWhole(statement.grade))) {
      const reason = `Grade ${grade} was given up; ${WHOLE_ONLY}. ${source}`
      report({reason, place, key: `page ${grade}`})
    }
  }
})

function isWrong({grade, alternatives}: GradeStatement, given: readonly TableGrade[] | undefined): boolean {
  const stated = [grade, ...alternatives]
  if (!stated.every(isWhole)) return true
  return given !== undefined && !given.some((entry) => stated.includes(entry.grade))
}

/** Grade 9.5 was given up in 2022; pages that still state it are wrong whatever the tables say. */
function isWhole(grade: number): boolean {
  return Number.isInteger(grade)
}

/** "8 (general) or 9 (Customer Success)". */
function describeGrades(given: readonly TableGrade[]): string {
  const grades = [...Map.groupBy(given, ({grade}) => grade)]
    .sort(([a], [b]) => a - b)
    .map(([grade, entries]) => `${grade} (${inWords([...new Set(entries.map(({table}) => table))])})`)
  return grades.length > 1 ? `${grades.slice(0, -1).join(', ')} or ${grades.at(-1)}` : (grades[0] ?? '')
}

/** "an Intermediate", "a Vice President". */
function describeLevel({word, track}: Level): string {
  if (word === null) return track === 'individual' ? 'the level below a Senior' : 'such a level'
  const title = (word === 'chief' ? 'chief officer' : word).replaceAll(/\b\p{L}/gu, (letter) =>
    letter.toUpperCase()
  )
  return `${/^[AEIOU]/.test(title) ? 'an' : 'a'} ${title}`
}

function describeSource({source}: GradeTables): string {
  return source === 'bundled'
    ? 'This handbook has no grade tables; these are of December 2025'
    : `The tables are in ${source}`
}
