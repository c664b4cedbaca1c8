/**
 * The port to the forge: what a review reads from a merge request and the only ways it writes to one.
 * Adapter: src/gitlab. Sources: GitLab docs api/merge_requests, api/discussions, api/draft_notes, api/notes, api/commits.
 */

import type {Snapshot} from '../handbook/snapshot.ts'
import type {FileDiff} from '../review/diff.ts'
import type {Position} from '../review/position.ts'

/** A merge request: `project` is the numeric id of the target project, `iid` its number in that project. */
export interface MergeRequestRef {
  readonly project: number
  readonly iid: number
}

export interface DiffRefs {
  /** Merge base. */
  readonly base: string
  /** Head of the target branch when this version of the diff was made. */
  readonly start: string
  /** Head of the source branch. */
  readonly head: string
}

export interface MergeRequest {
  readonly ref: MergeRequestRef
  readonly projectPath: string
  readonly title: string
  readonly url: string
  readonly state: 'opened' | 'closed' | 'merged' | 'locked'
  readonly draft: boolean
  readonly sourceBranch: string
  readonly targetBranch: string
  /** Numeric id of the source project; null when the fork was deleted. */
  readonly sourceProject: number | null
  /** Username of the author. */
  readonly author: string
  readonly diffRefs: DiffRefs
}

export interface Note {
  readonly id: number
  readonly body: string
  readonly authorId: number
  readonly system: boolean
  readonly resolvable: boolean
  readonly resolved: boolean
  /** User id of who resolved it; null when open or unknown. */
  readonly resolvedById: number | null
}

export interface Discussion {
  readonly id: string
  /** A plain comment (GitLab's `individual_note`): not a thread, cannot be resolved. */
  readonly individual: boolean
  readonly notes: readonly Note[]
}

export interface DraftNote {
  readonly id: number
  readonly body: string
}

export type StatusState = 'running' | 'success' | 'failed'

export interface Status {
  readonly state: StatusState
  /** At most 255 characters. */
  readonly description: string
  /** At most 255 characters; null for none. */
  readonly url: string | null
}

/** Raised when GitLab refuses a position (400 with `line_code`): the caller falls back, no finding is lost. */
export class PositionRefused extends Error {
  override name = 'PositionRefused'
}

/** Raised when no status can be set on the head, as for a fork that the token may not write to: the review stands. */
export class StatusRefused extends Error {
  override name = 'StatusRefused'
}

export interface Forge {
  /** The user the token belongs to. */
  self(): Promise<{readonly id: number; readonly username: string}>
  /** Waits, bounded, until the diff of the newest head is ready. */
  mergeRequest(ref: MergeRequestRef): Promise<MergeRequest>
  /** All file diffs, whatever the page size; `overflow` when GitLab left files out. */
  diffs(
    mergeRequest: MergeRequest
  ): Promise<{readonly files: readonly FileDiff[]; readonly overflow: boolean}>
  discussions(ref: MergeRequestRef): Promise<readonly Discussion[]>
  /** The token's own pending drafts; undefined where the server has no draft notes. */
  draftNotes(ref: MergeRequestRef): Promise<readonly DraftNote[] | undefined>
  /** Files of the target project at a commit. */
  snapshot(ref: MergeRequestRef, commit: string): Snapshot

  createDraftNote(ref: MergeRequestRef, body: string, position: Position | null): Promise<void>
  deleteDraftNote(ref: MergeRequestRef, id: number): Promise<void>
  publishDraftNotes(ref: MergeRequestRef): Promise<void>
  createDiscussion(ref: MergeRequestRef, body: string, position: Position | null): Promise<void>
  createNote(ref: MergeRequestRef, body: string): Promise<{readonly id: number}>
  updateNote(ref: MergeRequestRef, id: number, body: string): Promise<void>
  updateDiscussionNote(ref: MergeRequestRef, discussion: string, note: number, body: string): Promise<void>
  resolveDiscussion(ref: MergeRequestRef, discussion: string, resolved: boolean): Promise<void>
  /** The newest status named `ladderlint` on this commit, or undefined. */
  status(mergeRequest: MergeRequest): Promise<Status | undefined>
  setStatus(mergeRequest: MergeRequest, status: Status): Promise<void>
}
