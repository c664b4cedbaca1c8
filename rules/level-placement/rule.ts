/**
 * level-placement: no level is nested in a section that is about something else, and no section stands beside its level.
 * Policy: hiring/job-families.md, the two templates. Why and examples: ./README.md
 */
import type {JobFamily, Level, Section, SectionKind} from '../../src/page/job-family.ts'
import {startOf} from '../../src/page/places.ts'
import {isWithin} from '../../src/page/sections.ts'
import {defineRule} from '../define-rule.ts'
import type {Part} from '../finding.ts'
import {inWords} from '../in-words.ts'
import {nest, sectionsBeside} from './sections-beside.ts'

/** A heading that opens a role, and the section it has slipped into. */
interface Slip {
  readonly role: Section
  readonly into: Section
}

/** The others hold levels by right (levels, career paths, a role's own overview) or on purpose (specialties, segment). */
const NO_PLACE: ReadonlySet<SectionKind | null> = new Set<SectionKind>([
  'responsibilities',
  'requirements',
  'nice-to-have',
  'performance-indicators',
  'job-grade',
  'career-ladder',
  'hiring-process'
])

/** In front of the key of a section that stands beside its level. */
const BESIDE = 'beside '

export default defineRule({
  name: 'level-placement',
  severity: 'warning',
  fixes: true,
  summary: 'levels nested in a section that is about something else; sections beside their level (info)',
  describe(all) {
    const beside = all.filter(({key}) => key.startsWith(BESIDE))
    const parts = all.filter((part) => !beside.includes(part))
    const told = beside.length > 0 ? [describeBeside(beside)] : []
    if (parts.length === 0) return told.join('')
    const levels = inWords(parts.map(({label}) => label))
    const nested =
      parts.length === 1
        ? `A level is nested in a section that is about something else: ${levels}. Move it under "Levels", or give its heading no more # than that section's`
        : `Levels are nested in sections that are about something else: ${levels}. Move them under "Levels", or give their headings no more # than those sections'`
    return [nested, ...told].join('. ')
  },
  run({page, family, report}) {
    const sections = new Map(family.sections.map((section) => [startOf(section.heading.place), section]))
    const slips = new Map<Section, Slip>()
    for (const level of family.levels) {
      const own = level.heading ? sections.get(startOf(level.heading.place)) : undefined
      // Of a page that is the role itself only a section is there to be misplaced, and no level.
      const slip = own && level.stated !== 'page' && findSlip(family, level, own)
      if (slip) slips.set(slip.role, slip)
    }
    for (const {role, into} of slips.values()) {
      const {text, place} = role.heading
      const severity = NO_PLACE.has(into.kind) ? 'warning' : 'info'
      report({place, key: text, label: `"${text}" in "${into.heading.text}"`, severity})
    }
    for (const found of sectionsBeside(family)) {
      const {text, place} = found.section.heading
      const {name} = found.level
      const label = text.includes(name) ? `"${text}"` : `"${text}" of the ${name}`
      report({place, key: `${BESIDE}${name}: ${text}`, label, fix: nest(found, page), severity: 'info'})
    }
  }
})

function findSlip(family: JobFamily, level: Level, own: Section): Slip | undefined {
  let role = level.stated === 'sentence' ? roleAround(family, own) : own
  let into = parentOf(family, role)
  // A heading in between is a role of its own, and slipped with all its levels, only when these have grades.
  while (into?.kind === null && level.grades.length > 0) {
    role = into
    into = parentOf(family, into)
  }
  if (!role || !into) return undefined
  if (NO_PLACE.has(into.kind)) return {role, into}
  return role === own && isRungIn(family, level, into) ? {role, into} : undefined
}

/** A rung with a grade of its own that is nested in the Specialties of the ladder that it is a part of. */
function isRungIn({levels, sections}: JobFamily, level: Level, into: Section): boolean {
  if (into.kind !== 'specialties' || level.stated !== 'heading' || level.grades.length === 0) return false
  const mates = levels.filter((other) => other !== level && other.ladder === level.ladder)
  const outside = mates.filter(({parent}) => !isWithin(sections, parent, 'specialties', 'segment'))
  return outside.length > 0 && outside.every(({word}) => word !== level.word)
}

function describeBeside(parts: readonly Part[]): string {
  const names = inWords(parts.map(({label}) => label))
  return parts.length === 1
    ? `A section stands beside its level, not in it: ${names}. Give its heading one # more than the level's`
    : `Sections stand beside their level, not in it: ${names}. Give their headings one # more than the level's`
}

/** A sentence names levels in a grade section: the heading above that is their role's, unless it is a section too. */
function roleAround(family: JobFamily, section: Section): Section | undefined {
  const role = section.kind === 'job-grade' ? parentOf(family, section) : section
  return role?.kind === null ? role : undefined
}

function parentOf({sections}: JobFamily, section: Section | undefined): Section | undefined {
  return sections[section?.parent ?? -1]
}
