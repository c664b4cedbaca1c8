/**
 * The port to the forge: what a review reads from a merge request and the only ways it writes to one.
 * Adapter: src/gitlab. Sources: GitLab docs api/merge_requests, api/discussions, api/draft_notes, api/notes, api/commits.
 */

import {LadderlintError} from '../config/ladderlint-error.ts'
import type {Snapshot} from '../handbook/snapshot.ts'
import type {FileDiff} from '../review/diff.ts'
import type {ReviewerState} from '../review/marks.ts'
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
  readonly labels: readonly string[]
  /** User ids of the reviewers it was given. */
  readonly reviewerIds: readonly number[]
  readonly diffRefs: DiffRefs
  /** Head of the target branch by now, which has often gone on since `diffRefs.start`; that where GitLab does not tell. */
  readonly target: string
}

export interface Note {
  readonly id: number
  readonly body: string
  readonly authorId: number
  /** Username. */
  readonly authorName: string
  /** Milliseconds since 1970; null when unknown. */
  readonly createdAt: number | null
  readonly system: boolean
  /** Seen by members only. */
  readonly internal: boolean
  readonly resolvable: boolean
  readonly resolved: boolean
  /** User id of who resolved it; null when open or unknown. */
  readonly resolvedById: number | null
  /** Whether a push resolved it, because the project resolves threads whose lines have changed. */
  readonly resolvedByPush: boolean
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

/** `canceled`: what was begun is not ended, because nobody needs it any more. */
export type StatusState = 'running' | 'success' | 'failed' | 'canceled'

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

/** Raised when the token's role does not reach for a write: what a review can do without is then left out. */
export class NotAllowed extends LadderlintError {
  override name = 'NotAllowed'
}

/** Raised when what was to be changed is gone: somebody deleted the note, so what stands is to be read again. */
export class Gone extends LadderlintError {
  override name = 'Gone'
}

export interface Forge {
  /** Requests sent so far, repetitions included: `reads` are those that only ask. */
  readonly counts: {readonly reads: number; readonly writes: number}
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
  /**
   * Files of the target project at a commit.
   * @param rest For the base and the head of the diff, once that was read whole: the commit that all paths are taken from
   *   which the diff does not name. The target branch by now shows both ends as they will be when it is merged.
   */
  snapshot(ref: MergeRequestRef, commit: string, rest?: string): Snapshot

  /** @returns Whether it is sure to become a note when it is published. */
  createDraftNote(ref: MergeRequestRef, body: string, position: Position | null): Promise<boolean>
  deleteDraftNote(ref: MergeRequestRef, id: number): Promise<void>
  /** @param state What the token's user says as a reviewer with it; not said where the server or the role cannot. */
  publishDraftNotes(ref: MergeRequestRef, state?: ReviewerState): Promise<void>
  createDiscussion(ref: MergeRequestRef, body: string, position: Position | null): Promise<void>
  /** Adds a note to a discussion; a plain comment becomes a thread by it. */
  reply(ref: MergeRequestRef, discussion: string, body: string): Promise<void>
  createNote(ref: MergeRequestRef, body: string): Promise<{readonly id: number}>
  /** @throws Gone */
  updateNote(ref: MergeRequestRef, id: number, body: string): Promise<void>
  /** @throws Gone */
  updateDiscussionNote(ref: MergeRequestRef, discussion: string, note: number, body: string): Promise<void>
  /**
   * @param note Its only note that can be resolved, where the token's user wrote that: a role that may not resolve a
   *   thread may resolve its own note.
   * @throws NotAllowed, Gone
   */
  resolveDiscussion(
    ref: MergeRequestRef,
    discussion: string,
    resolved: boolean,
    note?: number | null
  ): Promise<void>
  /**
   * The newest status named `ladderlint` on the head, or undefined.
   * @param isNewHead Whether no review of that head is known: then nothing is read where the head has no pipeline yet,
   *   since a status makes one.
   */
  status(mergeRequest: MergeRequest, isNewHead: boolean): Promise<Status | undefined>
  /**
   * @returns Whether it was set: left out is a `running` that would have to wait for a pipeline, and what this head took none
   *   of before.
   * @throws StatusRefused
   */
  setStatus(mergeRequest: MergeRequest, status: Status): Promise<boolean>

  /** Whether a user is a program: a token's user, a service account. */
  isBot(user: number): Promise<boolean>
  /** Whether a user has the least role that merges: Developer. False for who is no member. */
  mayMerge(ref: MergeRequestRef, user: number): Promise<boolean>
  /** @throws NotAllowed */
  setLabels(ref: MergeRequestRef, change: LabelChange): Promise<void>
  /** What the token's user says as a reviewer; null when it is none, or the server takes no such word from a program. */
  reviewerState(mergeRequest: MergeRequest): Promise<string | null>
  /** Publishes all drafts of the token's user, too, if there are any. @throws NotAllowed */
  setReviewerState(ref: MergeRequestRef, state: ReviewerState): Promise<void>
}

export interface LabelChange {
  readonly add: readonly string[]
  readonly remove: readonly string[]
}
