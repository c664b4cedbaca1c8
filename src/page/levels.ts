/**
 * Questions that rules ask about a job family's levels and sections.
 */
import type {JobFamily, Level, Section, SectionKind, Track} from './job-family.ts'
import {stemsOf} from './level-name.ts'

/** Levels of one known track whose names are one job title: those that can be compared, in page order. */
export interface LevelTrack {
  readonly ladder: number
  readonly track: Track
  readonly levels: readonly Level[]
}

/**
 * The comparable levels of a page: one ladder, one known track, and one core name or names that hold one another
 * ("Field Enablement" in "Field Enablement Programs"). Levels of unknown track are left out.
 */
export function tracks(family: JobFamily): LevelTrack[] {
  const found: {ladder: number; track: Track; levels: Level[]; stems: ReadonlySet<string>[]}[] = []
  for (const level of family.levels) {
    const {ladder, track} = level
    if (track === null) continue
    const stems = stemsOf(level.core)
    const mates = found.find(
      (group) =>
        group.ladder === ladder &&
        group.track === track &&
        group.stems.some((other) => isOneName(stems, other))
    )
    if (mates) {
      mates.levels.push(level)
      mates.stems.push(stems)
    } else found.push({ladder, track, levels: [level], stems: [stems]})
  }
  return found.map(({ladder, track, levels}) => ({ladder, track, levels}))
}

function isOneName(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a]
  return [...small].every((stem) => large.has(stem))
}

/** The level a section belongs to; undefined when it is the page's. */
export function levelOf(family: JobFamily, section: Section): Level | undefined {
  return section.level === null ? undefined : family.levels[section.level]
}

/** Sections of a kind anywhere on the page, in page order; one heading may name two kinds. */
export function sectionsOf(family: JobFamily, kind: SectionKind): Section[] {
  return family.sections.filter((section) => section.kind === kind || section.alsoKind === kind)
}

/** Sections that belong to a level, without its own heading. */
export function sectionsOfLevel(family: JobFamily, level: Level): Section[] {
  const index = family.levels.indexOf(level)
  return family.sections.filter((section) => section.level === index && section.heading !== level.heading)
}

/** Whether the page has a section of a kind, or brings one in from an include that cannot be read here. */
export function hasSection(family: JobFamily, kind: SectionKind): boolean {
  return family.included.includes(kind) || sectionsOf(family, kind).length > 0
}

/** The section a level's heading opens; undefined for levels that only a sentence or the page states. */
export function sectionOfLevel(family: JobFamily, level: Level): Section | undefined {
  return level.stated === 'heading'
    ? family.sections.find(({heading}) => heading === level.heading)
    : undefined
}
