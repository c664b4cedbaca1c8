/**
 * Which headings of a page are levels, and which heading a grade belongs to. Depth proves nothing on real pages, so a
 * heading is a level by what it says and by what stands under it.
 */
import {isBareWord, levelName, stems, withoutGrade} from './level-name.ts'
import {readsLikeRole} from './roles.ts'
import {ancestors, isWithin, type Outline} from './sections.ts'

/** Sections that a level has of its own. */
const OWN_KINDS = new Set(['job-grade', 'responsibilities', 'requirements'])

/**
 * The heading a grade stated in a section belongs to: the nearest enclosing heading that reads like a role; for a "Job Grade"
 * section also the heading beside it that comes just before. Null when the grade is the page's.
 * @param subject Who the sentence says has the grade: tells a role that the name alone does not.
 */
export function gradeOwner(
  outline: readonly Outline[],
  section: number | null,
  subject: string | null
): number | null {
  if (section === null) return null
  const specialty = isWithin(outline, section, 'specialties', 'segment')
  for (const index of [section, ...ancestors(outline, section)]) {
    const at = outline[index]
    if (!at || at.kind !== null) continue
    if (readsLikeRole(at.heading.text) || (!specialty && isNamedIn(subject, at.heading.text))) return index
  }
  return outline[section]?.kind === 'job-grade' ? levelBeside(outline, section) : null
}

/** Most of the heading's words stand in the subject: "Staff Strategy and Operations", "SOX PMO". */
function isNamedIn(subject: string | null, heading: string): boolean {
  if (subject === null) return false
  const named = stems(levelName(subject.replace(/^the /i, '')).core)
  const own = [...stems(levelName(heading).core)]
  return own.length > 0 && own.filter((stem) => named.has(stem)).length * 2 > own.length
}

/** Walks back over a level's sections that stand beside it, at the same depth, to the level's heading. */
export function levelBeside(outline: readonly Outline[], section: number): number | null {
  const depth = outline[section]?.heading.depth
  const parent = outline[section]?.parent
  for (let index = section - 1; index >= 0; index--) {
    const at = outline[index]
    if (!at || at.heading.depth < (depth ?? 0)) return null
    if (at.heading.depth > (depth ?? 0) || at.parent !== parent) continue
    if (at.kind === null) return readsLikeRole(at.heading.text) ? index : null
    if (!OWN_KINDS.has(at.kind) && at.kind !== 'nice-to-have') return null
  }
  return null
}

/**
 * Indexes of the headings that are levels, in page order.
 * @param owners Headings that grades belong to: these are levels whatever else is true.
 * @param title The page's title, '' when it has none.
 */
export function levelHeadings(
  outline: readonly Outline[],
  owners: ReadonlySet<number>,
  title: string
): number[] {
  const cores = [title, ...[...owners].map((index) => outline[index]?.heading.text ?? '')].map((name) =>
    stems(levelName(name).core)
  )
  const levels = new Set(owners)
  outline.forEach((section, index) => {
    if (
      section.kind === null &&
      readsLikeRole(section.heading.text) &&
      isLevel(outline, index, levels, cores)
    )
      levels.add(index)
  })
  for (const index of levels)
    if (!owners.has(index) && isContainer(outline, index, levels)) levels.delete(index)
  return [...levels].sort((a, b) => a - b)
}

function isLevel(
  outline: readonly Outline[],
  index: number,
  levels: ReadonlySet<number>,
  cores: readonly ReadonlySet<string>[]
): boolean {
  if (isWithin(outline, index, 'specialties', 'segment', 'nice-to-have', 'about')) return false
  const own = hasOwnSections(outline, index)
  if (own) return true
  const parent = outline[index]?.parent ?? null
  const kind = parent === null ? null : outline[parent]?.kind
  if (kind === 'levels' || kind === 'career-paths') return true
  if (isWithin(outline, index, 'hiring-process', 'performance-indicators')) return false
  if (ancestors(outline, index).some((at) => levels.has(at))) return false
  const name = levelName(outline[index]?.heading.text ?? '')
  return name.word !== null && (name.core === '' || cores.some((core) => meet(core, stems(name.core))))
}

function meet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return [...a].some((stem) => b.has(stem))
}

/** Sections of its own, nested below it or standing beside it. */
function hasOwnSections(outline: readonly Outline[], index: number): boolean {
  const depth = outline[index]?.heading.depth
  const next = outline[index + 1]
  const beside = next?.kind && OWN_KINDS.has(next.kind) && next.heading.depth === depth && next.named === null
  return (
    Boolean(beside) ||
    outline.some(({parent, kind}) => parent === index && kind !== null && OWN_KINDS.has(kind))
  )
}

/** A heading above levels of the same job title introduces them; without a grade of its own it is no rung. */
function isContainer(outline: readonly Outline[], index: number, levels: ReadonlySet<number>): boolean {
  const {word, core} = levelName(outline[index]?.heading.text ?? '')
  if (word !== null) return false
  const own = stems(core)
  return outline.some((section, at) => {
    if (!levels.has(at) || !ancestors(outline, at).includes(index)) return false
    return (
      isBareWord(withoutGrade(section.heading.text)) || meet(own, stems(levelName(section.heading.text).core))
    )
  })
}
