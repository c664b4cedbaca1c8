/**
 * grade-consistent: heading, sentence and table state one grade for a level.
 * Policy: hiring/job-families.md, "Job Grades". Why and examples: ./README.md
 */
import type {GradeStatement, JobFamily, Level} from '../../src/page/job-family.ts'
import {levelName} from '../../src/page/level-name.ts'
import {defineRule} from '../define-rule.ts'

const WHERE: Readonly<Record<GradeStatement['source'], string>> = {
  heading: 'its heading',
  sentence: 'the grade sentence',
  table: 'the Levels table'
}

export default defineRule({
  name: 'grade-consistent',
  severity: 'error',
  fixes: false,
  summary: 'one level with different grades in its heading, its sentence and the table',
  run({family, report}) {
    for (const level of family.levels) {
      const [first, ...others] = level.grades.filter((statement) => !isAboutAnother(statement, level, family))
      const other = first && others.find((statement) => !agree(first, statement))
      if (!other) continue
      const [here, there] = [WHERE[other.source], WHERE[first.source]]
      const where =
        here === there
          ? `in one place and ${other.grade} in another`
          : `in ${there} and ${other.grade} in ${here}`
      const reason = `The ${level.name} is grade ${first.grade} ${where}; write the same grade in both`
      report({reason, place: other.place, key: `${level.name} ${first.grade} ${other.grade}`})
    }
  }
})

/** A sentence may allow two grades for one level: then each of them agrees with it. */
function agree(a: GradeStatement, b: GradeStatement): boolean {
  const allowed = new Set([a.grade, ...a.alternatives])
  return [b.grade, ...b.alternatives].some((grade) => allowed.has(grade))
}

/** A sentence that names another level of the page is misplaced or miscopied: whose grade it states is not certain. */
function isAboutAnother({subject}: GradeStatement, level: Level, {levels}: JobFamily): boolean {
  if (subject === null) return false
  const {word} = levelName(subject)
  return word !== level.word && levels.some((other) => other !== level && other.word === word)
}
