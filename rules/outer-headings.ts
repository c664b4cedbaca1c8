/**
 * The headings that give a page its structure.
 */
import type {Heading} from '../src/page/job-family.ts'
import type {Page} from '../src/page/page.ts'
import {startOf} from '../src/page/places.ts'
import {proseOf} from '../src/page/prose.ts'

/** All headings but those inside quotes, in page order. */
export function outerHeadings(page: Page): Heading[] {
  const starts = new Set(proseOf(page).flatMap(({kind, start}) => (kind === 'heading' ? [start] : [])))
  return page.family.headings.filter(({place}) => starts.has(startOf(place)))
}
