/**
 * Pending reviews: draft notes that only their author sees, published together as one mail.
 * Source: lib/api/draft_notes.rb, app/services/draft_notes/publish_service.rb.
 */
import {forbidden, Refusal, unauthorized} from '../refusal.ts'
import {type Actor, isAtLeast, type MergeRequest, ROLES, roleOf, type State, takeId} from '../state.ts'
import {checkCommits, checkPosition} from './check-position.ts'
import type {Discussion, DraftNote, Position} from './discussion.ts'
import {notify} from './history.ts'
import {mayResolve, setResolved} from './resolve-threads.ts'
import {addReviewer, setReviewerState} from './reviewers.ts'
import {type CommandsOnly, mayComment, type Written, writeNote} from './write-notes.ts'

export interface DraftRequest {
  readonly note: string
  readonly position: Position | null
  readonly replyTo: Discussion | null
  readonly resolveDiscussion: boolean
  readonly commitId: string | null
}

/** What `bulk_publish` takes from 19.2 on; earlier releases ignore it. */
export interface ReviewRequest {
  readonly note?: string | undefined
  readonly internal?: boolean | undefined
  readonly reviewerState?: 'reviewed' | 'requested_changes' | undefined
}

export function draftNotesOf(mergeRequest: MergeRequest, {user}: Actor): DraftNote[] {
  return mergeRequest.draftNotes.filter((draft) => draft.authorId === user.id)
}

/**
 * Keeps a draft. Like GitLab it takes a line that is not in the diff: that comes out when the draft is published.
 * @throws Refusal 403, or 500 when the position's commits do not belong together.
 */
export async function createDraftNote(
  state: State,
  mergeRequest: MergeRequest,
  actor: Actor,
  request: DraftRequest
): Promise<DraftNote> {
  if (!mayComment(mergeRequest, actor.user)) throw forbidden()
  if (request.resolveDiscussion && !mayResolve(mergeRequest, actor.user)) {
    throw new Refusal(400, {message: {base: ['User is not allowed to resolve thread']}})
  }
  const draft: DraftNote = {
    id: takeId(state),
    authorId: actor.user.id,
    note: request.note,
    position: request.position,
    lineCode: await lineCodeOf(mergeRequest, request.position),
    discussionId: request.replyTo?.id ?? null,
    resolveDiscussion: request.resolveDiscussion,
    commitId: request.commitId
  }
  mergeRequest.draftNotes.push(draft)
  return draft
}

/** Writes both fields: leaving the position out clears it. */
export async function updateDraftNote(
  mergeRequest: MergeRequest,
  draft: DraftNote,
  note: string,
  position: Position | null
): Promise<void> {
  draft.lineCode = await lineCodeOf(mergeRequest, position)
  draft.note = note
  draft.position = position
}

export function deleteDraftNote(mergeRequest: MergeRequest, draft: DraftNote): void {
  mergeRequest.draftNotes.splice(mergeRequest.draftNotes.indexOf(draft), 1)
}

/** Publishes one draft, with a mail of its own. A draft that makes no valid note is gone all the same. */
export async function publishDraftNote(
  state: State,
  mergeRequest: MergeRequest,
  actor: Actor,
  draft: DraftNote
): Promise<void> {
  if (!mayComment(mergeRequest, actor.user)) throw new Refusal(500, undefined)
  await publish(state, mergeRequest, actor, draft, true)
  deleteDraftNote(mergeRequest, draft)
}

/** Publishes all drafts of the user, whoever made them in which run, as one mail. */
export async function publishReview(
  state: State,
  mergeRequest: MergeRequest,
  actor: Actor,
  request: ReviewRequest
): Promise<void> {
  if (!mayComment(mergeRequest, actor.user)) throw new Refusal(500, undefined)
  const drafts = draftNotesOf(mergeRequest, actor)
  for (const draft of drafts) {
    await publish(state, mergeRequest, actor, draft, false)
    deleteDraftNote(mergeRequest, draft)
  }
  if (drafts.length > 0) notify(state, mergeRequest, actor.user, 'review')
  setReviewerState(state, mergeRequest, actor, 'reviewed')
  if (!isAtLeast(state, 19, 2)) return

  if (request.note !== undefined)
    await summarise(state, mergeRequest, actor, request.note, request.internal ?? false)
  if (request.reviewerState) {
    if (roleOf(mergeRequest.project, actor.user) < ROLES.developer) throw unauthorized()
    addReviewer(state, mergeRequest, actor)
    setReviewerState(state, mergeRequest, actor, request.reviewerState)
  }
}

/** The drafts are public already when the summary fails: that is a 422. */
async function summarise(
  state: State,
  mergeRequest: MergeRequest,
  actor: Actor,
  body: string,
  internal: boolean
): Promise<void> {
  try {
    await writeNote(state, mergeRequest, actor, {body, kind: 'comment', internal, notify: false})
  } catch (error) {
    if (error instanceof Refusal) throw new Refusal(422, {message: 'Failed to create the review summary'})
    throw error
  }
}

async function publish(
  state: State,
  mergeRequest: MergeRequest,
  actor: Actor,
  draft: DraftNote,
  alone: boolean
): Promise<void> {
  const replyTo = mergeRequest.discussions.find((discussion) => discussion.id === draft.discussionId)
  let written: Written | CommandsOnly
  try {
    written = await writeNote(state, mergeRequest, actor, {
      body: draft.note,
      position: draft.position,
      kind: 'thread',
      notify: alone,
      ...(replyTo ? {replyTo} : {})
    })
  } catch (error) {
    // GitLab deletes the draft although no note came of it, and tells nobody.
    if (error instanceof Refusal) return
    throw error
  }
  if (!replyTo || 'commands' in written) return
  // A published reply says what becomes of the thread; without a word it is opened again.
  const resolved = draft.resolveDiscussion && mayResolve(mergeRequest, actor.user)
  setResolved(state, mergeRequest, actor, replyTo.notes, resolved)
}

async function lineCodeOf(mergeRequest: MergeRequest, position: Position | null): Promise<string | null> {
  if (!position) return null
  checkCommits(mergeRequest, position)
  try {
    return await checkPosition(mergeRequest, position)
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}
