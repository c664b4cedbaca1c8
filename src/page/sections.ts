/**
 * Where in a page's sections something stands.
 */
import type {Section, SectionKind} from './job-family.ts'
import {startOf} from './places.ts'

type Nested = Pick<Section, 'parent' | 'kind'>

/** Indexes of the sections that enclose one, innermost first, without itself. Five at most: headings have six depths. */
export function ancestors(sections: readonly Nested[], index: number | null): number[] {
  const found: number[] = []
  const parentOf = (at: number | null) => (at === null ? null : (sections[at]?.parent ?? null))
  for (let at = parentOf(index); at !== null; at = parentOf(at)) found.push(at)
  return found
}

/** Whether the section at an index, or one that encloses it, is of one of these kinds; never true for null. */
export function isWithin(
  sections: readonly Nested[],
  index: number | null,
  ...kinds: readonly SectionKind[]
): boolean {
  if (index === null) return false
  return [index, ...ancestors(sections, index)].some((at) => {
    const kind = sections[at]?.kind
    return kind !== undefined && kind !== null && kinds.includes(kind)
  })
}

/** The section an offset stands in, innermost; null above the first heading. */
export function sectionAt(sections: readonly Pick<Section, 'heading'>[], offset: number): number | null {
  let low = 0
  let high = sections.length
  while (low < high) {
    const middle = (low + high) >> 1
    const section = sections[middle]
    if (section && startOf(section.heading.place) <= offset) low = middle + 1
    else high = middle
  }
  return low === 0 ? null : low - 1
}
