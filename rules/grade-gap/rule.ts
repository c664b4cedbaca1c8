/**
 * grade-gap: no rung is missing between two levels of one track.
 * Policy: total-rewards/compensation/compensation-calculator, "GitLab Job Grades". Why and examples: ./README.md
 */
import type {GradeTables} from '../../src/handbook/grade-tables.ts'
import {gradesFor} from '../../src/handbook/grades-for.ts'
import type {JobFamily} from '../../src/page/job-family.ts'
import {defineRule} from '../define-rule.ts'
import {gradedTracks, type Rung} from '../graded-tracks.ts'

interface Gap {
  readonly low: Rung
  readonly high: Rung
}

export default defineRule({
  name: 'grade-gap',
  severity: 'info',
  fixes: false,
  summary: 'two neighbouring levels of one track with a grade between them that no level has',
  describe: (parts) =>
    `No level stands between ${parts.map(({label}) => label).join(', and between ')}; add it, unless this family skips that grade on purpose`,
  async run({family, handbook, report}) {
    const gaps = gradedTracks(family).flatMap((track) => gapsOf(track, family))
    if (gaps.length === 0) return
    const tables = await handbook.gradeTables()
    for (const gap of gaps.filter((each) => !isGapOfTable(each, tables))) {
      const {low, high} = gap
      const place = high.level.grades[0]?.place
      const label = `${low.level.name} (grade ${low.highest}) and ${high.level.name} (grade ${high.lowest})`
      if (place) report({place, key: `${low.highest} ${high.lowest} ${high.level.core}`, label})
    }
  }
})

function gapsOf(track: readonly Rung[], family: JobFamily): Gap[] {
  // An intern is on no ladder yet.
  const rungs = track.filter(({level}) => level.word !== 'intern').sort((a, b) => a.highest - b.highest)
  return rungs.slice(1).flatMap((high, index) => {
    const low = rungs[index]
    return low && high.lowest - low.highest > 1 && !isFilled({low, high}, family) ? [{low, high}] : []
  })
}

/** Levels whose track or rank the name does not tell may be the missing rung, and so may one without a grade. */
function isFilled({low, high}: Gap, {levels}: JobFamily): boolean {
  return levels.some(({ladder, track, rank, grades}) => {
    if (ladder !== high.level.ladder || (track !== null && track !== high.level.track)) return false
    if (grades.some(({grade}) => grade > low.highest && grade < high.lowest)) return true
    return grades.length === 0 && (rank === null || (rank > low.rank && rank < high.rank))
  })
}

/** The Customer Success table has no grade between a Senior and a Staff: what it leaves out is not missing on a page. */
function isGapOfTable({low, high}: Gap, tables: GradeTables): boolean {
  const tablesOf = ({level, highest, lowest}: Rung) =>
    (gradesFor(tables, level) ?? [])
      .filter(({grade}) => grade === highest || grade === lowest)
      .map(({table}) => table)
  const shared = tablesOf(low).filter((name) => tablesOf(high).includes(name))
  return tables.tables.some(
    ({name, rows}) =>
      shared.includes(name) &&
      rows
        .filter(({grade}) => grade > low.highest && grade < high.lowest)
        .every(
          ({management, individual}) =>
            (high.level.track === 'management' ? management : individual).length === 0
        )
  )
}
