/**
 * Sections that every job family must have, and that a change took away: what was wrong in them has gone, and is not mended.
 * Policy: hiring/job-families.md, what a page must hold.
 */
import type {Place, SectionKind} from '../page/job-family.ts'
import type {Page} from '../page/page.ts'

const REQUIRED: readonly SectionKind[] = [
  'responsibilities',
  'requirements',
  'performance-indicators',
  'job-grade',
  'career-ladder',
  'hiring-process'
]

/** Where they stood on the page at base. */
export function lostSections(base: Page, head: Page): Place[] {
  const {sections, included} = head.family
  const left = new Set([...sections.flatMap(({kind, alsoKind}) => [kind, alsoKind]), ...included])
  return base.family.sections.flatMap(({kind, place}) =>
    kind !== null && REQUIRED.includes(kind) && !left.has(kind) ? [place] : []
  )
}
