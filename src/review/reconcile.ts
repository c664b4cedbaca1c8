/**
 * From what a review wants to say and what stands already to the operations between the two. Pure: when nothing is new
 * there is no operation; after a crash at any point a second run ends in the same state.
 */
import type {Identity} from './marker.ts'
import type {Recalled, SaidStatus} from './said.ts'
import type {SummaryState} from './summary-state.ts'
import type {Placement, WantedThread} from './threads.ts'

export type Operation =
  /** Try the placements in turn; bodies carry their markers. */
  | {readonly kind: 'create-draft'; readonly fingerprint: string; readonly placements: readonly Placement[]}
  | {
      readonly kind: 'create-discussion'
      readonly fingerprint: string
      readonly placements: readonly Placement[]
    }
  | {readonly kind: 'delete-draft'; readonly draft: number}
  | {readonly kind: 'publish-drafts'}
  | {
      readonly kind: 'update-thread'
      readonly discussion: string
      readonly note: number
      readonly body: string
    }
  | {readonly kind: 'resolve-thread'; readonly discussion: string; readonly resolved: boolean}
  | {readonly kind: 'create-summary'; readonly body: string}
  | {readonly kind: 'update-summary'; readonly note: number; readonly body: string}
  /** `summary` is the note that the status links to; null for the one that `create-summary` made just before. */
  | {
      readonly kind: 'set-status'
      readonly state: SaidStatus['state']
      readonly description: string
      readonly summary: {readonly note: number | null} | null
    }

export interface Wanted {
  /** Null when the review could not be done: then all threads stay as they are. */
  readonly threads: readonly WantedThread[] | null
  /** Fingerprints that are charged but stand in the summary: their threads, if there are any, stay as they are. */
  readonly unthreaded: ReadonlySet<string>
  /** `shortHash` of pages that could not be checked in full: their threads stay as they are. */
  readonly unchecked: ReadonlySet<string>
  /** Without marker; null to write none where none stands. */
  readonly summary: string | null
  readonly state: SummaryState
  readonly status: {readonly state: SaidStatus['state']; readonly description: string}
}

/** @param mergeRequestUrl Address of the merge request; a status links to `#note_<id>` on it. */
export declare function reconcile(
  wanted: Wanted,
  recalled: Recalled,
  identity: Identity,
  mergeRequestUrl: string
): Operation[]

/** Address of a note. */
export declare function noteUrl(mergeRequestUrl: string, note: number): string
