/**
 * The roles of a page and where each has its requirements: a page's own Requirements cover all of them, and each job title
 * with Requirements of its own is one.
 */
import type {JobFamily} from '../../src/page/job-family.ts'
import type {Page} from '../../src/page/page.ts'
import {endOf, startOf} from '../../src/page/places.ts'

export interface Role {
  /** `Level.ladder`; null for the page as a whole. */
  readonly ladder: number | null
  /** Indexes in `JobFamily.sections` of its Requirements, in page order; at least one. */
  readonly sections: readonly number[]
  /** Stays the same when levels are added to the role. */
  readonly key: string
  readonly label: string
}

/** Requirements that build on another role's need not repeat its bullets. */
const BUILDS_ON = /\bextends?\b|\bsame\b.{0,60}\bas\b|\bin addition to\b|\bincludes all\b/i

export function rolesOf({family, text}: Page): Role[] {
  const {sections, levels} = family
  const byLadder = new Map<number | null, number[]>()
  for (const [index, section] of sections.entries()) {
    if (section.kind !== 'requirements' && section.alsoKind !== 'requirements') continue
    const ladder = section.level === null ? null : (levels[section.level]?.ladder ?? null)
    byLadder.set(ladder, [...(byLadder.get(ladder) ?? []), index])
  }
  const shared = byLadder.get(null)
  // The page's own Requirements are where the bullet belongs: then it is missing once, however many roles follow.
  if (shared) return [{ladder: null, sections: shared, key: 'page', label: 'on this page'}]
  const isOnly = byLadder.size === 1
  return byLadder
    .entries()
    .filter(([, indexes]) => isOnly || !indexes.some((index) => BUILDS_ON.test(ownText(index, family, text))))
    .map(([ladder, indexes]): Role => {
      const first = levels.find((level) => level.ladder === ladder)
      const name = first?.name ?? ''
      const label = isOnly ? 'on this page' : `of the ${name}`
      return {ladder, sections: indexes, key: first?.core || name, label}
    })
    .toArray()
}

function ownText(index: number, {sections}: JobFamily, text: string): string {
  const place = sections[index]?.place
  return place ? text.slice(startOf(place), endOf(place)) : ''
}
