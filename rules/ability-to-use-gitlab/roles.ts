/**
 * The roles of a page that must have the bullet, each with the Requirements it could stand in.
 */
import type {JobFamily, Level} from '../../src/page/job-family.ts'
import type {Page} from '../../src/page/page.ts'
import {endOf, startOf} from '../../src/page/places.ts'
import {isWithin} from '../../src/page/sections.ts'
import {buildsOn} from '../builds-on.ts'

export interface Role {
  /** `Level.ladder`; null for the page as a whole. */
  readonly ladder: number | null
  /** Indexes in `JobFamily.sections` of its Requirements, in page order; at least one. */
  readonly sections: readonly number[]
  /** Name of its first level; null for the page as a whole. */
  readonly name: string | null
  readonly isFirst: boolean
}

/** What these ask for comes on top of a role's requirements. */
const EXTRAS = ['specialties', 'segment'] as const
/**
 * The page's own Requirements cover every role. Where it has none, the first role must have the bullet, and so must a role
 * that is new: in old pages later roles lean on the first, and only one in ten repeats the bullet.
 * @param isNew Levels that base does not have; empty when nothing is compared.
 */
export function rolesOf({family, text}: Page, isNew: ReadonlySet<Level>): Role[] {
  const {sections, levels} = family
  const byLadder = new Map<number | null, number[]>()
  for (const [index, {kind, alsoKind}] of sections.entries()) {
    if (kind !== 'requirements' && alsoKind !== 'requirements') continue
    if (isWithin(sections, index, ...EXTRAS)) continue
    const ladder = ladderAt(index, family)
    byLadder.set(ladder, [...(byLadder.get(ladder) ?? []), index])
  }
  const shared = byLadder.get(null)
  if (shared) return [{ladder: null, sections: shared, name: null, isFirst: true}]
  const roles = [...byLadder].map(([ladder, indexes], order): Role => {
    const first = levels.find((level) => level.ladder === ladder)
    return {ladder, sections: indexes, name: first?.name ?? null, isFirst: order === 0}
  })
  return roles.filter(({ladder, sections: own, isFirst}) => {
    const rungs = levels.filter((level) => level.ladder === ladder)
    // A chief officer's page need not say so either.
    if (rungs.length > 0 && rungs.every(({word}) => word === 'chief')) return false
    if (isFirst) return true
    // Requirements that build on another role's need not repeat its bullets.
    const isNewRole = rungs.every((level) => isNew.has(level))
    return isNewRole && !own.some((index) => buildsOn(textOf(index, family, text)))
  })
}

/** The ladder whose role a section belongs to; null for the page as a whole. */
export function ladderAt(section: number | null, {sections, levels}: JobFamily): number | null {
  const level = section === null ? null : (sections[section]?.level ?? null)
  return level === null ? null : (levels[level]?.ladder ?? null)
}

function textOf(index: number, {sections}: JobFamily, text: string): string {
  const place = sections[index]?.place
  return place ? text.slice(startOf(place), endOf(place)) : ''
}
