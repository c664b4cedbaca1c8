/**
 * Draft notes: what only their author sees until all are published together, with one notification. Source: GitLab
 * docs, api/draft_notes; lib/api/draft_notes.rb.
 */

import type {ReviewerState} from '../review/marks.ts'
import type {Position} from '../review/position.ts'
import {type DraftNote, type MergeRequestRef, NotAllowed} from '../reviewer/forge.ts'
import {allowed} from './allowed.ts'
import {all} from './answers.ts'
import type {Client} from './client.ts'
import {GitLabError} from './errors.ts'
import {placing, toGitLabPosition} from './positions.ts'
import {draftNoteSchema} from './schemas.ts'

const pathOf = ({project, iid}: MergeRequestRef): string =>
  `projects/${project}/merge_requests/${iid}/draft_notes`

/** Statuses that say that there are none: an old release, or a token whose rights do not reach for them. */
const NO_DRAFTS = [403, 404, 405]

/** The drafts of the token's user; undefined where this GitLab has no draft notes, or none for this token. */
export async function readDraftNotes(client: Client, ref: MergeRequestRef): Promise<DraftNote[] | undefined> {
  try {
    const answers = await all(client, pathOf(ref), draftNoteSchema)
    return answers.map(({id, note}) => ({id, body: note}))
  } catch (error) {
    if (error instanceof GitLabError && NO_DRAFTS.includes(error.status ?? 0)) return undefined
    throw error
  }
}

/**
 * @returns Whether GitLab found the line: a draft without one may vanish when it is published (drafts_notes/publish_service.rb).
 * @throws PositionRefused, GitLabError
 */
export async function createDraftNote(
  client: Client,
  ref: MergeRequestRef,
  note: string,
  position: Position | null
): Promise<boolean> {
  // gitbeaker types `line_range` of a draft as a number.
  const payload = {note, ...(position ? {position: toGitLabPosition(position)} : {})}
  const {body} = await placing(position, () => client.requester.post(pathOf(ref), {body: payload}))
  const lineCode = draftNoteSchema.safeParse(body).data?.line_code
  return typeof lineCode === 'string' || position?.kind === 'file'
}

/** Deletes a draft; one that is gone already is as good as deleted. */
export async function deleteDraftNote(
  client: Client,
  {project, iid}: MergeRequestRef,
  id: number
): Promise<void> {
  try {
    await client.MergeRequestDraftNotes.remove(project, iid, id)
  } catch (error) {
    if (!(error instanceof GitLabError && error.status === 404)) throw error
  }
}

/**
 * Publishes every draft of the token's user on this merge request.
 * @param state What the user says as a reviewer with it. GitLab sets it last: when it refuses that, the drafts are public.
 */
export async function publishDraftNotes(
  client: Client,
  ref: MergeRequestRef,
  state?: ReviewerState
): Promise<void> {
  if (state === undefined) {
    await client.MergeRequestDraftNotes.publishBulk(ref.project, ref.iid)
    return
  }
  try {
    await setReviewerState(client, ref, state)
  } catch (error) {
    // What is not public after all is found missing when the discussions are read back.
    if (!(error instanceof NotAllowed)) throw error
  }
}

/** A role below Developer is a 401 here. */
const STATE_REFUSED = [401, 403, 422]

/**
 * Says what the token's user thinks as a reviewer; drafts that are pending are published with it.
 * @throws NotAllowed
 */
export async function setReviewerState(
  client: Client,
  ref: MergeRequestRef,
  state: ReviewerState
): Promise<void> {
  const publish = () => client.requester.post(`${pathOf(ref)}/bulk_publish`, {body: {reviewer_state: state}})
  await allowed(publish, STATE_REFUSED)
}
