/**
 * Which headings of a page are levels, and which heading a grade belongs to. Depth proves nothing on real pages, so a
 * heading is a level by what it says and by what stands under it.
 */
import type {SectionKind} from './job-family.ts'
import {isBareWord} from './level-name.ts'
import type {ReadName} from './names.ts'
import type {Outline} from './outline.ts'
import {couldBeName} from './roles.ts'
import {ancestors, isWithin} from './sections.ts'

/** Sections that a level has of its own. */
const OWN_KINDS: ReadonlySet<SectionKind | null> = new Set<SectionKind>([
  'job-grade',
  'responsibilities',
  'requirements'
])
/** Where roles are named without being levels of this page. */
const SPECIALTIES: readonly SectionKind[] = ['specialties', 'segment']
const NO_LEVELS: readonly SectionKind[] = [...SPECIALTIES, 'nice-to-have', 'about']
/** Where a role's name alone says who does something: "Hiring Manager", "Group Manager" above a list of indicators. */
const MENTIONS: readonly SectionKind[] = ['hiring-process', 'performance-indicators']

/**
 * The heading a grade stated in a section belongs to: the nearest enclosing heading that reads like a role; for a "Job Grade"
 * section also the heading beside it that comes just before. Null when the grade is the page's.
 * @param subject Who the sentence says has the grade: tells a role that the name alone does not.
 */
export function gradeOwner(
  outline: Outline,
  section: number | null,
  subject: string | null,
  readName: ReadName
): number | null {
  if (section === null) return null
  const isSpecialty = isWithin(outline, section, ...SPECIALTIES)
  for (const index of [section, ...ancestors(outline, section)]) {
    const entry = outline[index]
    if (entry?.kind !== null) continue
    if (
      entry.isRole ||
      statesGrade(outline, index) ||
      (!isSpecialty && subject !== null && isNamedIn(entry.name.stems, readName(subject).stems))
    )
      return index
  }
  return outline[section]?.kind === 'job-grade' ? headingBeside(outline, section) : null
}

/** A heading with a "Job Grade" of its own is a role, whatever it is called. */
function statesGrade(outline: Outline, index: number): boolean {
  const entry = outline[index]
  return Boolean(
    entry &&
      couldBeName(entry.heading.text) &&
      entry.children.some((child) => outline[child]?.kind === 'job-grade')
  )
}

/** Most of a heading's words stand in the subject: "Staff Strategy and Operations", "SOX PMO". */
function isNamedIn(own: ReadonlySet<string>, named: ReadonlySet<string>): boolean {
  const shared = [...own].filter((stem) => named.has(stem))
  return shared.length * 2 > own.size
}

/** Walks back over a role's own sections that stand beside it, at the same depth, to the role's heading. */
export function headingBeside(outline: Outline, section: number): number | null {
  const {parent, heading} = outline[section] ?? {}
  for (let index = section - 1; index >= 0; index--) {
    const entry = outline[index]
    if (!entry || index === parent) return null
    if (entry.parent !== parent || entry.heading.depth !== heading?.depth) continue
    if (entry.kind === null) return entry.isRole ? index : null
    if (!OWN_KINDS.has(entry.kind) && entry.kind !== 'nice-to-have') return null
  }
  return null
}

/**
 * Indexes of the headings that are levels, in page order.
 * @param graded Headings that grades belong to: these are levels whatever else is true.
 * @param named Stems of the names that the page gives its roles: its title, and whom its grade sentences speak of.
 */
export function levelHeadings(
  outline: Outline,
  graded: ReadonlySet<number>,
  named: ReadonlySet<string>
): number[] {
  const family = new Set([...named, ...repeatedStems(outline)])
  for (const index of graded) for (const stem of outline[index]?.name.stems ?? []) family.add(stem)
  const levels = new Set(graded)
  outline.forEach((entry, index) => {
    if (entry.isRole && isLevel(outline, index, levels, family)) levels.add(index)
  })
  const introduced = introductions(outline, levels, graded)
  return [...levels].filter((index) => !introduced.has(index)).sort((a, b) => a - b)
}

/** Words that several headings with a level word share: "Junior Pilot", "Senior Pilot". */
function repeatedStems(outline: Outline): string[] {
  const counts = new Map<string, number>()
  for (const {isRole, name} of outline) {
    if (isRole && name.word !== null)
      for (const stem of name.stems) counts.set(stem, (counts.get(stem) ?? 0) + 1)
  }
  return [...counts].filter(([, count]) => count > 1).map(([stem]) => stem)
}

function isLevel(
  outline: Outline,
  index: number,
  levels: ReadonlySet<number>,
  family: ReadonlySet<string>
): boolean {
  if (isWithin(outline, index, ...NO_LEVELS)) return false
  if (hasOwnSections(outline, index) || isListed(outline, index)) return true
  if (isWithin(outline, index, ...MENTIONS) || ancestors(outline, index).some((at) => levels.has(at)))
    return false
  const name = outline[index]?.name
  return name?.word != null && (isBareWord(name) || meet(family, name.stems))
}

/** Whether it stands directly under "Levels" or "Career paths". */
function isListed(outline: Outline, index: number): boolean {
  const parent = outline[index]?.parent ?? null
  const kind = parent === null ? null : outline[parent]?.kind
  return kind === 'levels' || kind === 'career-paths'
}

function meet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return [...b].some((stem) => a.has(stem))
}

/** Sections of its own, nested below it or standing beside it. */
function hasOwnSections(outline: Outline, index: number): boolean {
  const entry = outline[index]
  const next = outline[index + 1]
  const beside =
    next && OWN_KINDS.has(next.kind) && next.named === null && next.heading.depth === entry?.heading.depth
  return (
    Boolean(beside) || Boolean(entry?.children.some((child) => OWN_KINDS.has(outline[child]?.kind ?? null)))
  )
}

/**
 * Headings that only introduce levels of the same job title, nested below them or listed under "Levels": without a level word
 * and a grade of their own they are no rung.
 */
function introductions(
  outline: Outline,
  levels: ReadonlySet<number>,
  graded: ReadonlySet<number>
): Set<number> {
  const found = new Set<number>()
  for (const index of levels) {
    for (const above of ancestors(outline, index))
      if (introduces(outline, above, index, graded)) found.add(above)
  }
  const listed = [...levels].filter((index) => isListed(outline, index))
  const [first] = listed
  for (const index of levels) {
    if (first !== undefined && index < first && introduces(outline, index, first, graded)) found.add(index)
  }
  return found
}

function introduces(outline: Outline, index: number, level: number, graded: ReadonlySet<number>): boolean {
  const own = outline[index]?.name
  const other = outline[level]?.name
  if (!own || !other || own.word !== null || graded.has(index)) return false
  return isBareWord(other) || meet(own.stems, other.stems)
}
