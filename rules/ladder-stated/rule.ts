/**
 * ladder-stated: the page says which job family comes next.
 * Policy: hiring/job-families.md, "Template 1 Additional Details". Why and examples: ./README.md
 */
import type {SectionKind} from '../../src/page/job-family.ts'
import {defineRule} from '../define-rule.ts'
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
  run({page, family, base, report}) {
    if (isInternPage(family)) return
    const kinds = [...family.sections.map(({kind}) => kind), ...family.included]
    if (kinds.some((kind) => TELLS_NEXT_STEP.has(kind))) return
    report({
      reason:
        'The page has no "Career Ladder" section; add one that links the next job family, or says that it is not defined yet',
      place: topOf(page),
      key: 'Career Ladder',
      severity: base === null ? 'warning' : 'info'
    })
  }
})
