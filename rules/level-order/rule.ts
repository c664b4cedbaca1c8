/**
 * level-order: the levels of one job title and track go up the page, the lowest first.
 * Policy: hiring/job-families.md, "Template 1 Additional Details". Why and examples: ./README.md
 */
import type {Heading, JobFamily, Level, Section} from '../../src/page/job-family.ts'
import {type LevelTrack, tracks} from '../../src/page/levels.ts'
import {endOf, startOf} from '../../src/page/places.ts'
import {defineRule} from '../define-rule.ts'

/** A level whose place on its track is known. */
interface Rung {
  readonly level: Level
  readonly heading: Heading
  readonly rank: number
}

/** Two rungs of one track, the higher of which stands above the lower on the page. */
interface Conflict {
  readonly higher: Rung
  readonly lower: Rung
}

/** More than any page has, and few enough to compare each with each. */
const MAX_RUNGS = 200

export default defineRule({
  name: 'level-order',
  severity: 'error',
  fixes: false,
  summary: 'levels of one job title and track that do not go up the page',
  describe: (parts) => `Levels go up the page, the lowest first: ${parts.map(({label}) => label).join('; ')}`,
  run({family, report}) {
    for (const track of tracks(family)) {
      const conflicts = findConflicts(rungsOf(track, family))
      for (const rung of misplaced(conflicts)) {
        const {name, core} = rung.level
        report({place: rung.heading.place, key: `${name}: ${core}`, label: explain(rung, conflicts)})
      }
    }
  }
})

function rungsOf({levels}: LevelTrack, {sections}: JobFamily): Rung[] {
  const seen = new Set<string>()
  return levels
    .flatMap((level) => {
      const {heading, rank, core, word, stated} = level
      // A heading below Specialties says what the specialty adds to a level; a second one adds to what the first said.
      const isRepeat = isBelowSpecialties(sections, level.parent) || seen.has(`${word} ${core}`)
      if (stated !== 'heading' || !heading || rank === null || isRepeat) return []
      seen.add(`${word} ${core}`)
      return [{level, heading, rank}]
    })
    .slice(0, MAX_RUNGS)
}

function isBelowSpecialties(sections: readonly Section[], parent: number | null): boolean {
  const section = sections[parent ?? -1]
  if (!section) return false
  return (
    section.kind === 'specialties' ||
    section.kind === 'segment' ||
    isBelowSpecialties(sections, section.parent)
  )
}

function findConflicts(rungs: readonly Rung[]): Conflict[] {
  return rungs.flatMap((lower, index) =>
    rungs
      .slice(0, index)
      .map((higher) => ({higher, lower}))
      .filter(isConflict)
  )
}

function isConflict({higher, lower}: Conflict): boolean {
  if (higher.rank <= lower.rank || !isOneCore(higher.level, lower.level)) return false
  // The base role comes first and holds its other levels: an outline of its own, which some families keep.
  if (startOf(lower.heading.place) < endOf(higher.level.place)) return false
  // Grades that say the opposite of the names leave it open which is the higher.
  const [high, low] = [topGrade(higher.level), topGrade(lower.level)]
  return high === undefined || low === undefined || high > low
}

/**
 * A manager's core is a function, and a part of it stands lower than the whole ("Field Enablement Programs" and "Field
 * Enablement"). An individual's core is a title: an Associate of one is no lower rung of another that it is part of.
 */
function isOneCore(a: Level, b: Level): boolean {
  if (a.core === b.core || a.core === '' || b.core === '') return true
  return a.track === 'management' && (contains(a.core, b.core) || contains(b.core, a.core))
}

function contains(whole: string, part: string): boolean {
  return ` ${whole} `.includes(` ${part} `)
}

/** The fewest rungs whose move ends all conflicts; of equals the later one, since pages grow at their end. */
function misplaced(conflicts: readonly Conflict[]): Rung[] {
  const counts = new Map<Rung, number>()
  for (const rung of conflicts.flatMap(({higher, lower}) => [higher, lower]))
    counts.set(rung, (counts.get(rung) ?? 0) + 1)
  const [most] = [...counts].sort(
    ([a, countOfA], [b, countOfB]) =>
      countOfB - countOfA || startOf(b.heading.place) - startOf(a.heading.place)
  )
  if (!most) return []
  const [rung] = most
  return [rung, ...misplaced(conflicts.filter(({higher, lower}) => higher !== rung && lower !== rung))]
}

function explain(rung: Rung, conflicts: readonly Conflict[]): string {
  const above = conflicts.find(({lower}) => lower === rung)?.higher
  if (above) return `${told(rung)} stands below ${told(above)}; move it above`
  const below = conflicts.findLast(({higher}) => higher === rung)?.lower
  return below ? `${told(rung)} stands above ${told(below)}; move it below` : told(rung)
}

function told({level}: Rung): string {
  const grade = topGrade(level)
  return grade === undefined ? `"${level.name}"` : `"${level.name}" (grade ${grade})`
}

/** The highest grade it states; undefined when it states none. */
function topGrade({grades}: Level): number | undefined {
  return grades.length === 0 ? undefined : Math.max(...grades.map(({grade}) => grade))
}
