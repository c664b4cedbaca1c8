/**
 * level-placement: no level is nested in a section that is about something else.
 * Policy: hiring/job-families.md, the two templates. Why and examples: ./README.md
 */
import type {JobFamily, Level, Section, SectionKind} from '../../src/page/job-family.ts'
import {startOf} from '../../src/page/places.ts'
import {defineRule} from '../define-rule.ts'
import {inWords} from '../in-words.ts'

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

export default defineRule({
  name: 'level-placement',
  severity: 'warning',
  fixes: false,
  summary: 'levels nested in a section that is about something else',
  describe(parts) {
    const levels = inWords(parts.map(({label}) => label))
    return parts.length === 1
      ? `A level is nested in a section that is about something else: ${levels}. Move it under "Levels", or give its heading no more # than that section's`
      : `Levels are nested in sections that are about something else: ${levels}. Move them under "Levels", or give their headings no more # than those sections'`
  },
  run({family, report}) {
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
      report({place, key: text, label: `"${text}" in "${into.heading.text}"`})
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
  return role && into && NO_PLACE.has(into.kind) ? {role, into} : undefined
}

/** A sentence names levels in a grade section: the heading above that is their role's, unless it is a section too. */
function roleAround(family: JobFamily, section: Section): Section | undefined {
  const role = section.kind === 'job-grade' ? parentOf(family, section) : section
  return role?.kind === null ? role : undefined
}

function parentOf({sections}: JobFamily, section: Section | undefined): Section | undefined {
  return sections[section?.parent ?? -1]
}
