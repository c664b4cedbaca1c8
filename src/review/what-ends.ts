/**
 * What a change of texts ends, told by the findings before and after it.
 */
import type {Finding} from '../../rules/finding.ts'
import type {FindingGroup} from './finding-group.ts'
import {identityOf, matchParts, slotsOf} from './match-parts.ts'

/** @returns Whether all findings of a group are gone; undefined when there is a finding that was not there before. */
export function whatEnds(
  before: readonly Finding[],
  after: readonly Finding[]
): ((group: FindingGroup) => boolean) | undefined {
  const {added, gone} = matchParts(slotsOf(before), slotsOf(after), () => false)
  if (added.length > 0) return undefined
  const left = new Map<string, number>()
  for (const slot of gone) left.set(identityOf(slot), (left.get(identityOf(slot)) ?? 0) + 1)
  return (group) => {
    const counts = Map.groupBy(slotsOf(group.findings.map(({finding}) => finding)), identityOf)
    return counts.entries().every(([identity, slots]) => (left.get(identity) ?? 0) >= slots.length)
  }
}
