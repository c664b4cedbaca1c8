/**
 * Headings to sections: what each is for, what it is nested in, and where its own text stands.
 */
import type {Heading, Section, SectionKind} from './job-family.ts'
import type {createPlaces} from './places.ts'
import {endOf, startOf} from './places.ts'
import {readsLikeRole} from './roles.ts'
import {sectionName} from './section-kinds.ts'

/** A section before it is known which level it belongs to. */
export type Outline = Omit<Section, 'level'>

export function outlineOf(
  headings: readonly Heading[],
  textLength: number,
  placeAt: ReturnType<typeof createPlaces>
): Outline[] {
  const open: number[] = []
  const ends = endsOf(headings, textLength)
  const outline = headings.map((heading, index): Outline => {
    while (open.length > 0 && depthAt(headings, open.at(-1)) >= heading.depth) open.pop()
    const parent = open.at(-1) ?? null
    open.push(index)
    const name = sectionName(heading.text)
    const start = startOf(heading.place)
    const next = headings[index + 1]
    return {
      heading,
      kind: name?.kind ?? null,
      alsoKind: name?.alsoKind ?? null,
      parent,
      place: placeAt(start, ends[index] ?? textLength),
      body: placeAt(endOf(heading.place), next ? startOf(next.place) : textLength),
      named: name?.named ?? null
    }
  })
  return outline.map((section, index) =>
    isDiscipline(section, index, outline) ? {...section, kind: null} : section
  )
}

/** "Compensation" above roles of its own is a discipline of the People Group, not what people are paid. */
function isDiscipline(section: Outline, index: number, outline: readonly Outline[]): boolean {
  return (
    section.kind === 'compensation' &&
    outline.some(
      ({parent, kind, heading}) => parent === index && kind === null && readsLikeRole(heading.text)
    )
  )
}

function depthAt(headings: readonly Heading[], index: number | undefined): number {
  return headings[index ?? -1]?.depth ?? 0
}

/** Where each heading's section ends: at the next heading of the same or a smaller depth. */
function endsOf(headings: readonly Heading[], textLength: number): number[] {
  const ends = headings.map(() => textLength)
  const open: number[] = []
  headings.forEach((heading, index) => {
    while (open.length > 0 && depthAt(headings, open.at(-1)) >= heading.depth) {
      const closed = open.pop()
      if (closed !== undefined) ends[closed] = startOf(heading.place)
    }
    open.push(index)
  })
  return ends
}

/** The section an offset stands in, innermost; null above the first heading. */
export function sectionAt(outline: readonly Pick<Section, 'heading'>[], offset: number): number | null {
  let low = 0
  let high = outline.length
  while (low < high) {
    const middle = (low + high) >> 1
    const section = outline[middle]
    if (section && startOf(section.heading.place) <= offset) low = middle + 1
    else high = middle
  }
  return low === 0 ? null : low - 1
}

/** Indexes of the sections that enclose one, innermost first, without itself. */
export function ancestors(outline: readonly Pick<Section, 'parent'>[], index: number | null): number[] {
  const found: number[] = []
  for (
    let at = index === null ? null : (outline[index]?.parent ?? null);
    at !== null;
    at = outline[at]?.parent ?? null
  )
    found.push(at)
  return found
}

/** Whether a section, or one that encloses it, is of a kind. */
export function isWithin(
  outline: readonly Pick<Section, 'parent' | 'kind'>[],
  index: number | null,
  ...kinds: SectionKind[]
): boolean {
  if (index === null) return false
  return [index, ...ancestors(outline, index)].some((at) => {
    const kind = outline[at]?.kind
    return kind !== undefined && kind !== null && kinds.includes(kind)
  })
}
