/**
 * How the threads of a review stand, or what ended them: what a rule's threads come to shows what the rule is worth.
 */
import {fateOf, standingThread} from './fate.ts'
import {shortHash} from './fingerprint.ts'
import type {Wanted} from './reconcile.ts'
import type {Recalled} from './said.ts'

/**
 * `change`: what the thread is about is gone. `person`: somebody resolved it while that was there. `ignore`: a
 * command set the rule aside.
 */
export type ThreadEnd = 'change' | 'person' | 'ignore'

export interface ThreadState {
  readonly fingerprint: string
  readonly rule: string
  /** Null while it is open. */
  readonly end: ThreadEnd | null
}

/** One a finding, duplicates left out. A thread of which this review cannot tell is left out, too. */
export function threadStates(wanted: Wanted, recalled: Recalled): ThreadState[] {
  if (!wanted.threads) return []
  const {threads, unthreaded, ignored = new Set(), unchecked} = wanted
  const standing = threads.map(({group}): ThreadState => {
    const isDecided = fateOf(group, recalled).kind === 'decided'
    return {fingerprint: group.fingerprint, rule: group.first.rule, end: isDecided ? 'person' : null}
  })
  const told = new Set([...threads.map(({group}) => group.fingerprint), ...unthreaded])
  const skipped = new Set(Array.from(unchecked, shortHash))
  const ended = recalled.threads.flatMap((thread): ThreadState[] => {
    const {fingerprint, rule, page} = thread.marker
    if (told.has(fingerprint) || standingThread(recalled.threads, fingerprint) !== thread) return []
    if (ignored.has(fingerprint)) return [{fingerprint, rule, end: 'ignore'}]
    if (skipped.has(page)) return []
    return [{fingerprint, rule, end: recalled.state.decided.includes(fingerprint) ? 'person' : 'change'}]
  })
  return [...standing, ...ended]
}

/**
 * How threads are left when a merge request is over and its pages are not looked at any more: those that are open, and those
 * that people have resolved since the last review.
 * @param head Of the source branch. When that has moved since the last review nobody knows what the threads say is still so.
 */
export function leftThreads({threads, state}: Recalled, head: string): ThreadState[] {
  if (state.head !== head) return []
  return threads.flatMap((thread): ThreadState[] => {
    const {fingerprint, rule} = thread.marker
    const isSpare = standingThread(threads, fingerprint) !== thread
    if (isSpare || thread.resolvedBy === 'us' || thread.resolvedBy === 'push') return []
    const ended = state.gone.includes(fingerprint) ? 'change' : 'person'
    return [{fingerprint, rule, end: thread.resolvedBy === null ? null : ended}]
  })
}
