/**
 * Pairs the parts of findings at head with those at base: equal rule and key, as multisets.
 */
import type {Finding, Part, Severity} from '../../rules/finding.ts'
import {normaliseKey} from './fingerprint.ts'

/** One part with the finding it belongs to. */
export interface Slot {
  readonly finding: Finding
  readonly part: Part
}

export interface Matched {
  /** In head's order. */
  readonly added: readonly Slot[]
  /** In head's order. */
  readonly kept: readonly {readonly head: Slot; readonly base: Slot}[]
  /** In base's order. */
  readonly gone: readonly Slot[]
}

export const severityRank: Record<Severity, number> = {info: 0, warning: 1, error: 2}

/**
 * @param isAdded Whether a part at head stands on a line of this change: of several equal ones, those that do not stand
 *   on one are matched first, so that the new one is the one that was written.
 */
export function matchParts(
  base: readonly Slot[],
  head: readonly Slot[],
  isAdded: (part: Part) => boolean
): Matched {
  const added = new Set<Slot>()
  const kept = new Map<Slot, Slot>()
  const gone = new Set(base)
  const before = Map.groupBy(base, identityOf)
  const rests = new Map(base.flatMap((slot) => (slot.part.isRest ? [[slot.finding.rule, slot]] : [])))

  for (const [identity, slots] of Map.groupBy(head, identityOf)) {
    const pools = Map.groupBy(before.get(identity) ?? [], rankOf)
    const settle = (slot: Slot, ranks: readonly number[]): boolean => {
      const rank = ranks.find((each) => (pools.get(each)?.length ?? 0) > 0)
      const match = rank === undefined ? undefined : pools.get(rank)?.shift()
      if (!match) return false
      gone.delete(match)
      // More severe than before: this change made it worse, so it is charged.
      if (rankOf(match) < rankOf(slot)) added.add(slot)
      else kept.set(slot, match)
      return true
    }
    let open = [...slots.filter((slot) => !isAdded(slot.part)), ...slots.filter((slot) => isAdded(slot.part))]
    open = open.filter((slot) => !settle(slot, [rankOf(slot)]))
    open = open.filter((slot) => !settle(slot, worseThan(rankOf(slot))))
    open = open.filter((slot) => !settle(slot, [0, 1, 2]))
    for (const slot of open) {
      // Where the base has more than are named, nobody can tell that one of them is new.
      const rest = rests.get(slot.finding.rule)
      if (rest) kept.set(slot, rest)
      else added.add(slot)
    }
  }
  return {
    added: head.filter((slot) => added.has(slot)),
    kept: head.flatMap((slot) => {
      const match = kept.get(slot)
      return match ? [{head: slot, base: match}] : []
    }),
    gone: [...gone]
  }
}

export function slotsOf(findings: readonly Finding[]): Slot[] {
  return findings.flatMap((finding) => finding.parts.map((part) => ({finding, part})))
}

/** What makes two parts the same: their rule and what they are about. */
export function identityOf({finding, part}: Slot): string {
  return JSON.stringify([finding.rule, normaliseKey(part.key)])
}

function worseThan(rank: number): number[] {
  return Object.values(severityRank).filter((other) => other > rank)
}

/** Its severity as a number, higher for worse. */
export function rankOf(slot: Slot): number {
  return severityRank[slot.finding.severity]
}
