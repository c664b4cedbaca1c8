/**
 * Questions that rules ask about a job family's levels and sections.
 */
import type {JobFamily, Level, Section, SectionKind, Track} from './job-family.ts'

/** Levels of one ladder and one known track, in page order: those that can be compared. */
export interface LevelTrack {
  readonly ladder: number
  readonly track: Track
  readonly levels: readonly Level[]
}

/** The comparable levels of a page. Levels of unknown track are left out. */
export function tracks(family: JobFamily): LevelTrack[] {
  const groups = Map.groupBy(
    family.levels.filter(({track}) => track !== null),
    ({ladder, track}) => `${ladder} ${track}`
  )
  return [...groups.values()].flatMap((levels) => {
    const [first] = levels
    return first?.track ? [{ladder: first.ladder, track: first.track, levels}] : []
  })
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
