/**
 * /projects/:id/merge_requests/:iid/draft_notes (doc/api/draft_notes.md). Absent before 15.9.
 */
import {z} from 'zod'
import {badRequest, notFound} from '../refusal.ts'
import type {DraftNote} from '../review/discussion.ts'
import {
  createDraftNote,
  deleteDraftNote,
  draftNotesOf,
  publishDraftNote,
  publishReview,
  updateDraftNote
} from '../review/draft-notes.ts'
import {isAtLeast, type MergeRequest} from '../state.ts'
import {actorOf, boolean, type Call, mergeRequestOf, parametersOf, type Register} from './call.ts'
import {positionParameter} from './position-parameter.ts'
import {presentDraftNote} from './present-discussion.ts'

const BASE = '/projects/:id/merge_requests/:iid/draft_notes'

const reviewSchema = z.object({
  note: z.string().optional(),
  internal: boolean.optional(),
  reviewer_state: z.enum(['reviewed', 'requested_changes']).optional()
})

export function registerDraftNotes(register: Register): void {
  register('get', BASE, (call) => {
    const mergeRequest = mergeRequestWithDrafts(call)
    // Not paginated, whatever is asked for.
    const drafts = draftNotesOf(mergeRequest, actorOf(call))
    call.response.json(drafts.map((draft) => presentDraftNote(mergeRequest, draft)))
  })

  register('get', `${BASE}/:draft`, (call) => {
    const mergeRequest = mergeRequestWithDrafts(call)
    call.response.json(presentDraftNote(mergeRequest, draftOf(call, mergeRequest)))
  })

  register('post', `${BASE}/bulk_publish`, async (call) => {
    const mergeRequest = mergeRequestWithDrafts(call)
    const {note, internal, reviewer_state: reviewerState} = parametersOf(reviewSchema, call)
    await publishReview(call.state, mergeRequest, actorOf(call), {note, internal, reviewerState})
    call.response.status(204).end()
  })

  register('post', BASE, async (call) => {
    const mergeRequest = mergeRequestWithDrafts(call)
    const schema = z.object({
      note: z.string().min(1),
      position: positionParameter(call.state),
      in_reply_to_discussion_id: z.string().nullish(),
      resolve_discussion: boolean.nullish(),
      commit_id: z.string().nullish()
    })
    const given = parametersOf(schema, call)
    const thread = given.in_reply_to_discussion_id
    const replyTo = thread ? mergeRequest.discussions.find(({id}) => id === thread) : null
    if (replyTo === undefined) throw badRequest('Thread to reply to cannot be found')
    const draft = await createDraftNote(call.state, mergeRequest, actorOf(call), {
      note: given.note,
      position: given.position,
      replyTo,
      resolveDiscussion: given.resolve_discussion ?? false,
      commitId: given.commit_id ?? null
    })
    call.response.status(201).json(presentDraftNote(mergeRequest, draft))
  })

  register('put', `${BASE}/:draft`, async (call) => {
    const mergeRequest = mergeRequestWithDrafts(call)
    const schema = z.object({note: z.string().nullish(), position: positionParameter(call.state)})
    const {note, position} = parametersOf(schema, call)
    if (!note) throw badRequest('Missing params to modify')
    const draft = draftOf(call, mergeRequest)
    await updateDraftNote(mergeRequest, draft, note, position)
    call.response.json(presentDraftNote(mergeRequest, draft))
  })

  register('delete', `${BASE}/:draft`, (call) => {
    const mergeRequest = mergeRequestWithDrafts(call)
    deleteDraftNote(mergeRequest, draftOf(call, mergeRequest))
    call.response.status(204).end()
  })

  register('put', `${BASE}/:draft/publish`, async (call) => {
    const mergeRequest = mergeRequestWithDrafts(call)
    await publishDraftNote(call.state, mergeRequest, actorOf(call), draftOf(call, mergeRequest))
    call.response.status(204).end()
  })
}

function mergeRequestWithDrafts(call: Call): MergeRequest {
  if (!isAtLeast(call.state, 15, 9)) throw notFound()
  return mergeRequestOf(call)
}

/** A draft of the caller's own; those of others do not exist for them. */
function draftOf(call: Call, mergeRequest: MergeRequest): DraftNote {
  const id = Number(call.request.params.draft)
  const found = draftNotesOf(mergeRequest, actorOf(call)).find((draft) => draft.id === id)
  if (!found) throw notFound()
  return found
}
