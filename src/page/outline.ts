/**
 * Headings to an outline: what each section is for, what it is nested in, where its own text stands, whom it may name.
 */
import type {Heading, Section} from './job-family.ts'
import type {LevelName} from './level-name.ts'
import type {ReadName} from './names.ts'
import {endOf, type PlaceAt, startOf} from './places.ts'
import {couldBeName, readsLikeRole} from './roles.ts'
import {sectionName} from './section-kinds.ts'

/** A section before it is known which level it belongs to. */
export interface OutlineEntry extends Omit<Section, 'level'> {
  /** Indexes of the sections nested directly in it. */
  readonly children: readonly number[]
  /** What its heading, or the name in it ("X" in "X Job Grade"), tells when read as a level's. */
  readonly name: LevelName
  /** Whether its heading is no section's and reads like a role. */
  readonly isRole: boolean
}

export type Outline = readonly OutlineEntry[]

export function createOutline(
  headings: readonly Heading[],
  textLength: number,
  title: string,
  readName: ReadName,
  placeAt: PlaceAt
): Outline {
  const nesting = nestingOf(headings, textLength)
  const entries = headings.map((heading, index): OutlineEntry => {
    const section = sectionName(heading.text)
    const {parent, children, end} = nesting[index] ?? {parent: null, children: [], end: textLength}
    const next = headings[index + 1]
    const name = readName(section?.named ?? heading.text)
    return {
      heading,
      kind: section?.kind ?? null,
      alsoKind: section?.alsoKind ?? null,
      parent,
      place: placeAt(startOf(heading.place), end),
      body: placeAt(endOf(heading.place), next ? startOf(next.place) : textLength),
      named: section?.named ?? null,
      children,
      name,
      isRole: section === null && readsLikeRole(heading.text, name)
    }
  })
  const titles = jobTitles(entries, readName(title))
  const named = entries.map((entry) => (isTitled(entry, titles) ? {...entry, isRole: true} : entry))
  return named.map((entry) => (isDiscipline(entry, named) ? {...entry, kind: null} : entry))
}

/** The cores that stand on the page with a level word, and the page's own title: "Pilot" where "Senior Pilot" is. */
function jobTitles(outline: Outline, title: LevelName): Set<string> {
  const leveled = outline.flatMap(({isRole, name}) => (isRole && name.word !== null ? [name] : []))
  return new Set([title, ...leveled].map(({core}) => core).filter((core) => core !== ''))
}

function isTitled({kind, name, heading}: OutlineEntry, titles: ReadonlySet<string>): boolean {
  return kind === null && titles.has(name.core) && couldBeName(heading.text)
}

/** "Compensation" above roles of its own is a discipline of the People Group, not what people are paid. */
function isDiscipline({kind, children}: OutlineEntry, outline: Outline): boolean {
  return kind === 'compensation' && children.some((child) => outline[child]?.isRole)
}

interface Nesting {
  readonly parent: number | null
  readonly children: number[]
  /** Where the section ends: at the next heading of the same or a smaller depth. */
  end: number
}

function nestingOf(headings: readonly Heading[], textLength: number): Nesting[] {
  const nesting: Nesting[] = []
  const open: {index: number; depth: number}[] = []
  headings.forEach(({depth, place}, index) => {
    for (let last = open.at(-1); last && last.depth >= depth; last = open.at(-1)) {
      const closed = nesting[last.index]
      if (closed) closed.end = startOf(place)
      open.pop()
    }
    const parent = open.at(-1)?.index ?? null
    if (parent !== null) nesting[parent]?.children.push(index)
    nesting.push({parent, children: [], end: textLength})
    open.push({index, depth})
  })
  return nesting
}
