/**
 * Which heading took the place of one that a change took away, where there is no doubt: between two headings that stayed,
 * one went and one came.
 */
import type {Heading} from '../../src/page/job-family.ts'
import type {Page} from '../../src/page/page.ts'
import {endOf, startOf} from '../../src/page/places.ts'
import type {Edit} from '../finding.ts'

/** Headings that may come and go; the time it takes grows with their square. */
const MOST_CHANGES = 200

/** The new headings by the ids of the old ones. */
export async function renamedHeadings(base: Page, head: Page): Promise<ReadonlyMap<string, Heading>> {
  const {diffArrays} = await import('diff')
  const before = base.family.headings
  const after = head.family.headings
  const renamed = new Map<string, Heading>()
  const changes = diffArrays(before.map(nameOf), after.map(nameOf), {maxEditLength: MOST_CHANGES}) ?? []
  let old = 0
  let fresh = 0
  for (const [index, {removed, added, count}] of changes.entries()) {
    const next = changes[index + 1]
    if (removed && count === 1 && next?.added && next.count === 1) {
      const [gone, come] = [before[old], after[fresh]]
      if (gone && come && gone.depth === come.depth) renamed.set(gone.id, come)
    }
    if (!added) old += count
    if (!removed) fresh += count
  }
  return renamed
}

function nameOf({depth, text}: Heading): string {
  return `${depth} ${text}`
}

/** An id as both renderers take it. */
const WRITABLE = /^[A-Za-z][\w-]*$/

/** Writes an id behind a heading; null where it has one, or has no place for it. */
export function idEdit({text}: Page, {place}: Heading, id: string): Edit | null {
  const [first = '', ...rest] = text.slice(startOf(place), endOf(place)).split(/\r\n|\r|\n/)
  const written = first.trimEnd()
  // Underlined headings may have several lines; signs at the end of the others are no part of the heading.
  const isOpen = rest.length <= 1 && written !== '' && !/[{}#]$/.test(written)
  if (!isOpen || !WRITABLE.test(id)) return null
  const start = startOf(place) + written.length
  return {start, end: start, text: ` {#${id}}`}
}
