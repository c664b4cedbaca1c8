/**
 * What stands on a merge request already, as the forge tells it, and what of it is ours.
 * The shapes are those of src/reviewer/forge.ts, as far as a decision needs them.
 */
import type {Identity, ThreadMarker} from './marker.ts'
import type {SummaryState} from './summary-state.ts'

export interface SaidNote {
  readonly id: number
  readonly body: string
  readonly authorId: number
  readonly system: boolean
  readonly resolvable: boolean
  readonly resolved: boolean
  readonly resolvedById: number | null
}

export interface SaidDiscussion {
  readonly id: string
  readonly individual: boolean
  readonly notes: readonly SaidNote[]
}

export interface SaidStatus {
  readonly state: 'running' | 'success' | 'failed'
  readonly description: string
  readonly url: string | null
}

export interface Said {
  /** Oldest first. */
  readonly discussions: readonly SaidDiscussion[]
  /** Undefined where the server has no draft notes. */
  readonly draftNotes: readonly {readonly id: number; readonly body: string}[] | undefined
  readonly status: SaidStatus | undefined
}

export interface OwnThread {
  readonly discussion: string
  readonly note: number
  readonly body: string
  readonly marker: ThreadMarker
  /** Null while open. `us`: a bot of this installation resolved it. */
  readonly resolvedBy: 'us' | 'person' | null
  /** Whether a person wrote into it. */
  readonly replied: boolean
  /** Whether the note was written by the user the token belongs to. */
  readonly editable: boolean
}

/** Our own part of what is said. */
export interface Recalled {
  /** Oldest first. */
  readonly threads: readonly OwnThread[]
  /** Summaries, oldest first. */
  readonly summaries: readonly {readonly note: number; readonly body: string; readonly editable: boolean}[]
  /** Of the newest summary. */
  readonly state: SummaryState
  readonly drafts: readonly {readonly id: number; readonly body: string; readonly marker: ThreadMarker}[]
  /** Whether the token's user has drafts that are not ours: they would be published with ours. */
  readonly foreignDrafts: boolean
  /** False where the server has no draft notes. */
  readonly canDraft: boolean
  readonly status: SaidStatus | undefined
}

export declare function recall(said: Said, identity: Identity): Recalled
