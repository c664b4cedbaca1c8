/**
 * Sections that a job family must have, and that stand there with nothing in them.
 */
import type {Section, SectionKind} from '../../src/page/job-family.ts'
import type {Page} from '../../src/page/page.ts'
import {endOf, startOf} from '../../src/page/places.ts'

/** Performance Indicators are performance-indicators' to judge. */
const NEVER_EMPTY: ReadonlySet<SectionKind | null> = new Set<SectionKind>([
  'responsibilities',
  'requirements',
  'hiring-process'
])

/** In page order. A heading right below, of no known purpose, may be what the section is about: then it is left alone. */
export function emptySections(page: Page): Section[] {
  const {sections} = page.family
  return sections.filter((section, index) => {
    const {kind, heading, place} = section
    if (!NEVER_EMPTY.has(kind) || heading.text.endsWith(':')) return false
    if (page.text.slice(endOf(heading.place), endOf(place)).trim() !== '') return false
    const next = sections[index + 1]
    const isClosed = !next || next.kind !== null || next.heading.depth < heading.depth
    return isClosed && (!next || startOf(next.heading.place) >= endOf(place))
  })
}
