/**
 * ladder-stated: the page says which job family comes next.
 * Policy: hiring/job-families.md, "Template 1 Additional Details". Why and examples: ./README.md
 */
import type {JobFamily, SectionKind} from '../../src/page/job-family.ts'
import {defineRule} from '../define-rule.ts'
import {sharingPages} from '../family-folder.ts'
import {isInternPage} from '../intern-page.ts'
import {topOf} from '../top-of-page.ts'

/** Sections that tell the next step, under whichever name. */
const TELLS_NEXT_STEP: ReadonlySet<SectionKind | null> = new Set<SectionKind>([
  'career-ladder',
  'career-paths'
])

export default defineRule({
  name: 'ladder-stated',
  severity: 'info',
  fixes: false,
  summary: 'a page without a Career Ladder',
  async run({page, family, base, handbook, report}) {
    if (isInternPage(family)) return
    if (tellsNextStep(family)) return
    if ((await sharingPages(page, handbook)).some((other) => tellsNextStep(other.family))) return
    report({
      reason:
        'The page has no "Career Ladder" section; add one that links the next job family, or says that it is not defined yet',
      place: topOf(page),
      key: 'Career Ladder',
      severity: base === null ? 'warning' : 'info'
    })
  }
})

function tellsNextStep({sections, included}: JobFamily): boolean {
  return [...sections.map(({kind}) => kind), ...included].some((kind) => TELLS_NEXT_STEP.has(kind))
}
