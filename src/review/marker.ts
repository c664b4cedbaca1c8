/**
 * The hidden comment at the end of each of our notes: what the note is, signed for one project, one merge request and one
 * author, so that neither a copy in another merge request nor one by another person counts as ours.
 */
import type {SummaryState} from './summary-state.ts'

/** Who writes: what markers are signed with and checked against. */
export interface Identity {
  /** Numeric id of the target project. */
  readonly project: number
  readonly iid: number
  /** User id of the bot. */
  readonly ownerId: number
  /** LADDERLINT_MARKER_KEY or what is derived in its place; null when there is none: then only the owner's notes are ours. */
  readonly key: string | null
}

export interface ThreadMarker {
  readonly kind: 'thread'
  readonly fingerprint: string
  readonly rule: string
  /** `shortHash` of the page's id. */
  readonly page: string
  /** `shortHash` of each part's key. */
  readonly parts: readonly string[]
}

export interface SummaryMarker {
  readonly kind: 'summary'
  readonly state: SummaryState
}

/** A second summary that an older one took over from. */
export interface RetiredMarker {
  readonly kind: 'retired'
}

export type Marker = ThreadMarker | SummaryMarker | RetiredMarker

/** The body with its marker as last line. */
export declare function withMarker(body: string, marker: Marker, identity: Identity): string

/** The marker of a note, or undefined when the note is not ours. */
export declare function readMarker(body: string, authorId: number, identity: Identity): Marker | undefined
