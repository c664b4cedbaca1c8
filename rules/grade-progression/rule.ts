/**
 * grade-progression: of two levels of one job title and track, the higher has the higher grade.
 * Policy: total-rewards/compensation/compensation-calculator, "GitLab Job Grades". Why and examples: ./README.md
 */
import type {GradeTables} from '../../src/handbook/grade-tables.ts'
import {gradesFor} from '../../src/handbook/grades-for.ts'
import {defineRule} from '../define-rule.ts'
import {gradedTracks, type Rung, titleOf} from '../graded-tracks.ts'
import {levelKey} from '../level-key.ts'

/** Two rungs of one job title with no rank between them. */
interface Step {
  readonly low: Rung
  readonly high: Rung
}

export default defineRule({
  name: 'grade-progression',
  severity: 'warning',
  fixes: false,
  summary: 'a higher level of one job title whose grade is not higher',
  async run({family, handbook, report}) {
    const flat = gradedTracks(family)
      .flatMap(stepsOf)
      .filter(({low, high}) => high.highest <= low.lowest)
    if (flat.length === 0) return
    const tables = await handbook.gradeTables()
    for (const step of flat) {
      const place = step.high.level.grades[0]?.place
      if (!place || mayShareGrade(step, tables)) continue
      report({
        reason: describe(step),
        place,
        key: `${levelKey(step.low.level)} < ${levelKey(step.high.level)}`
      })
    }
  }
})

function stepsOf(track: readonly Rung[]): Step[] {
  // A level without a word is an intermediate by guess; whether its grade fits is grade-table's question.
  const named = track.filter(({level}) => level.word !== null)
  const titles = Map.groupBy(named, ({level}) => titleOf(level.core))
  return [...titles.values()].flatMap((rungs) => {
    const ranks = [...Map.groupBy(rungs, ({rank}) => rank).values()]
    return ranks
      .slice(1)
      .flatMap((highs, index) => highs.flatMap((high) => (ranks[index] ?? []).map((low) => ({low, high}))))
  })
}

/** In Customer Success a Manager and a Senior Manager, a Staff and a Principal have one grade; of area managers no table tells. */
function mayShareGrade({low, high}: Step, tables: GradeTables): boolean {
  if (low.lowest !== high.highest) return false
  const [ofLow, ofHigh] = [low, high].map(({level}) => gradesFor(tables, level))
  if (!ofLow || !ofHigh) return true
  const shared = ofLow.filter(({grade}) => grade === high.highest)
  return shared.some(({table}) =>
    ofHigh.some((other) => other.table === table && other.grade === high.highest)
  )
}

function describe({low, high}: Step): string {
  const [lower, higher] = [low.level.name, high.level.name]
  const compared =
    high.highest === low.lowest
      ? `the same as the lower ${lower}`
      : `lower than grade ${low.lowest} of the ${lower} below it`
  return `${higher} is grade ${high.highest}, ${compared}; each step up a career ladder has a higher grade, so check both`
}
