/**
 * What becomes of a finding's thread, given what stands: new, kept, reopened, or left as a person decided.
 */

import type {FindingGroup} from './finding-group.ts'
import {normaliseKey, shortHash} from './fingerprint.ts'
import type {OwnThread, Recalled} from './said.ts'

export type Fate =
  | {readonly kind: 'new'}
  | {readonly kind: 'keep' | 'reopen' | 'decided'; readonly thread: OwnThread}
  /** A person decided and the thread is gone. */
  | {readonly kind: 'decided'; readonly thread: null}

export function fateOf(group: FindingGroup, recalled: Recalled): Fate {
  const {fingerprint} = group
  const {state} = recalled
  const thread = standingThread(recalled.threads, fingerprint)
  if (!thread) {
    return state.decided.includes(fingerprint) ? {kind: 'decided', thread: null} : {kind: 'new'}
  }
  if (thread.resolvedBy === null) return {kind: 'keep', thread}
  if (thread.resolvedBy !== 'person') return {kind: 'reopen', thread}
  // A person resolved it. That is a decision about what the thread said at the time, and only while it was so.
  const returned = state.gone.includes(fingerprint)
  const grown = isOurs(thread) && partsOf(group).some((part) => !thread.marker.parts.includes(part))
  return {kind: returned || grown ? 'reopen' : 'decided', thread}
}

/** Of several threads for one finding (two bots at once) the one that stays: one with replies, else the oldest. */
export function standingThread(threads: readonly OwnThread[], fingerprint: string): OwnThread | undefined {
  const same = threads.filter(({marker}) => marker.fingerprint === fingerprint)
  return same.find(({replied}) => replied) ?? same[0]
}

/** Whether we may change its text: it is written with our token and no person answers to what it says. */
export function isOurs({editable, replied}: OwnThread): boolean {
  return editable && !replied
}

/** A marker has room for so many; a finding about more is recognised by these. */
const MOST_PARTS = 100

/** What the findings of a group are about, as markers hold it. */
export function partsOf({findings}: FindingGroup): string[] {
  const parts = findings.flatMap(({finding}) => finding.parts).slice(0, MOST_PARTS)
  return [...new Set(parts.map(({key}) => shortHash(normaliseKey(key))))]
}
