/**
 * Sections of a level whose headings have no more `#` than the level's own, while others of its sections are nested in it.
 */
import type {JobFamily, Level, Section, SectionKind} from '../../src/page/job-family.ts'
import type {Page} from '../../src/page/page.ts'
import {startOf} from '../../src/page/places.ts'
import type {Fix} from '../finding.ts'

/** What each level has of its own; the rest may be the page's. */
const OF_A_LEVEL: ReadonlySet<SectionKind | null> = new Set<SectionKind>([
  'job-grade',
  'responsibilities',
  'requirements'
])
const DEEPEST = 6

export interface Beside {
  readonly section: Section
  readonly level: Level
}

/** In page order. None of a level whose sections all stand beside it: some pages are written that way. */
export function sectionsBeside({levels, sections}: JobFamily): Beside[] {
  // The sections of a single role are as well the page's.
  if (levels.length < 2) return []
  const owned = Map.groupBy(
    sections.filter(({kind, level}) => level !== null && OF_A_LEVEL.has(kind)),
    ({level}) => level
  )
  return levels.flatMap((level, index) => {
    const {heading, stated} = level
    if (stated !== 'heading' || !heading) return []
    const own = (owned.get(index) ?? []).filter((section) => section.heading !== heading)
    const beside = own.filter((section) => section.heading.depth <= heading.depth)
    return beside.length < own.length ? beside.map((section) => ({section, level})) : []
  })
}

/** Null for a heading that has headings of its own below it, and for one that is no line with `#`. */
export function nest({section, level}: Beside, {text, family}: Page): Fix | null {
  const {heading} = section
  const missing = (level.heading?.depth ?? DEEPEST) + 1 - heading.depth
  const start = startOf(heading.place)
  const hasOwn = family.sections.some(({parent}) => parent === family.sections.indexOf(section))
  const isDeepest = heading.depth + missing > DEEPEST
  if (hasOwn || isDeepest || !text.startsWith('#', start)) return null
  return {edits: [{start, end: start, text: '#'.repeat(missing)}]}
}
