/**
 * /projects/:id/merge_requests/:iid/discussions and /notes (doc/api/discussions.md, notes.md).
 */
import {z} from 'zod'
import {badRequest, invalidParameters, notFound} from '../refusal.ts'
import type {Discussion} from '../review/discussion.ts'
import {resolveDiscussion, resolveNote} from '../review/resolve-threads.ts'
import {type CommandsOnly, deleteNote, editNote, type Written, writeNote} from '../review/write-notes.ts'
import type {MergeRequest} from '../state.ts'
import {actorOf, boolean, type Call, mergeRequestOf, parametersOf, type Register} from './call.ts'
import {limitNotes} from './note-limit.ts'
import {paginate} from './pagination.ts'
import {positionParameter} from './position-parameter.ts'
import {presentDiscussion, presentNote} from './present-discussion.ts'

const BASE = '/projects/:id/merge_requests/:iid'

const replySchema = z.object({body: z.string()})
const noteSchema = z.object({
  body: z.string(),
  internal: boolean.optional(),
  confidential: boolean.optional()
})
const editSchema = z.object({body: z.string().optional(), resolved: boolean.optional()})
const resolveSchema = z.object({resolved: boolean})
const orderSchema = z.object({
  order_by: z.enum(['created_at', 'updated_at']).default('created_at'),
  sort: z.enum(['asc', 'desc']).default('desc'),
  activity_filter: z.enum(['all_notes', 'only_comments', 'only_activity']).default('all_notes')
})

export function registerDiscussions(register: Register): void {
  register('get', `${BASE}/discussions`, async (call) => {
    const mergeRequest = mergeRequestOf(call)
    const page = paginate(call, mergeRequest.discussions)
    call.response.json(await Promise.all(page.map((one) => presentDiscussion(call.state, mergeRequest, one))))
  })

  register('get', `${BASE}/discussions/:discussion`, async (call) => {
    const mergeRequest = mergeRequestOf(call)
    call.response.json(await presentDiscussion(call.state, mergeRequest, discussionOf(call, mergeRequest)))
  })

  register('post', `${BASE}/discussions`, async (call) => {
    const mergeRequest = mergeRequestOf(call)
    const schema = z.object({body: z.string(), position: positionParameter(call.state)})
    const {body, position} = parametersOf(schema, call)
    const written = await writeNote(call.state, mergeRequest, actorOf(call), {
      body,
      position,
      kind: 'thread',
      notify: true
    })
    await answer(call, mergeRequest, written, ({discussion}) =>
      presentDiscussion(call.state, mergeRequest, discussion)
    )
  })

  register('put', `${BASE}/discussions/:discussion`, async (call) => {
    const mergeRequest = mergeRequestOf(call)
    const {resolved} = parametersOf(resolveSchema, call)
    const discussion = discussionOf(call, mergeRequest)
    resolveDiscussion(call.state, mergeRequest, actorOf(call), discussion, resolved)
    call.response.json(await presentDiscussion(call.state, mergeRequest, discussion))
  })

  register('get', `${BASE}/discussions/:discussion/notes`, async (call) => {
    const mergeRequest = mergeRequestOf(call)
    const page = paginate(call, discussionOf(call, mergeRequest).notes)
    call.response.json(await Promise.all(page.map((note) => presentNote(call.state, mergeRequest, note))))
  })

  register('post', `${BASE}/discussions/:discussion/notes`, async (call) => {
    const mergeRequest = mergeRequestOf(call)
    const {body} = parametersOf(replySchema, call)
    const replyTo = discussionOf(call, mergeRequest)
    const request = {body, kind: 'thread', replyTo, notify: true} as const
    const written = await writeNote(call.state, mergeRequest, actorOf(call), request)
    await answer(call, mergeRequest, written, ({note}) => presentNote(call.state, mergeRequest, note))
  })

  register('put', `${BASE}/discussions/:discussion/notes/:note`, async (call) => {
    const mergeRequest = mergeRequestOf(call)
    const {body, resolved} = parametersOf(editSchema, call)
    if (body !== undefined && resolved !== undefined) {
      throw invalidParameters(['body, resolved are mutually exclusive'])
    }
    const found = noteOf(call, mergeRequest, discussionOf(call, mergeRequest))
    if (body !== undefined) await editNote(call.state, mergeRequest, actorOf(call), found, body)
    else if (resolved !== undefined) resolveNote(call.state, mergeRequest, actorOf(call), found, resolved)
    else throw invalidParameters(['body, resolved are missing, exactly one parameter must be provided'])
    call.response.json(await presentNote(call.state, mergeRequest, found.note))
  })

  register('delete', `${BASE}/discussions/:discussion/notes/:note`, (call) => {
    const mergeRequest = mergeRequestOf(call)
    remove(call, mergeRequest, noteOf(call, mergeRequest, discussionOf(call, mergeRequest)))
  })

  registerNotes(register)
}

function registerNotes(register: Register): void {
  register(
    'get',
    `${BASE}/notes`,
    async (call) => {
      const mergeRequest = mergeRequestOf(call)
      const {order_by, sort, activity_filter} = parametersOf(orderSchema, call)
      const key = order_by === 'created_at' ? 'createdAt' : 'updatedAt'
      const notes = mergeRequest.discussions
        .flatMap((discussion) => discussion.notes)
        .filter(
          (note) => activity_filter === 'all_notes' || note.system === (activity_filter === 'only_activity')
        )
        .sort((one, other) => one[key].getTime() - other[key].getTime() || one.id - other.id)
      const page = paginate(call, sort === 'desc' ? notes.reverse() : notes)
      call.response.json(await Promise.all(page.map((note) => presentNote(call.state, mergeRequest, note))))
    },
    {jobToken: true}
  )

  register(
    'get',
    `${BASE}/notes/:note`,
    async (call) => {
      const mergeRequest = mergeRequestOf(call)
      call.response.json(await presentNote(call.state, mergeRequest, noteOf(call, mergeRequest).note))
    },
    {jobToken: true}
  )

  register('post', `${BASE}/notes`, async (call) => {
    const mergeRequest = mergeRequestOf(call)
    const {body, internal, confidential} = parametersOf(noteSchema, call)
    limitNotes(call)
    const request = {
      body,
      kind: 'comment',
      internal: internal ?? confidential ?? false,
      notify: true
    } as const
    const written = await writeNote(call.state, mergeRequest, actorOf(call), request)
    await answer(call, mergeRequest, written, ({note}) => presentNote(call.state, mergeRequest, note))
  })

  register('put', `${BASE}/notes/:note`, async (call) => {
    const mergeRequest = mergeRequestOf(call)
    const {body} = parametersOf(replySchema, call)
    const found = noteOf(call, mergeRequest)
    await editNote(call.state, mergeRequest, actorOf(call), found, body)
    call.response.json(await presentNote(call.state, mergeRequest, found.note))
  })

  register('delete', `${BASE}/notes/:note`, (call) => {
    const mergeRequest = mergeRequestOf(call)
    remove(call, mergeRequest, noteOf(call, mergeRequest))
  })
}

/** @throws Refusal 404 */
function discussionOf({request}: Call, mergeRequest: MergeRequest): Discussion {
  const found = mergeRequest.discussions.find(({id}) => id === request.params.discussion)
  if (!found) throw notFound('Discussion')
  return found
}

function noteOf({request}: Call, mergeRequest: MergeRequest, within?: Discussion): Written {
  for (const discussion of within ? [within] : mergeRequest.discussions) {
    const note = discussion.notes.find(({id}) => id === Number(request.params.note))
    if (note) return {discussion, note}
  }
  throw notFound()
}

function remove(call: Call, mergeRequest: MergeRequest, found: Written): void {
  const since = call.request.get('if-unmodified-since')
  if (since !== undefined) {
    const at = Date.parse(since)
    if (Number.isNaN(at)) throw badRequest('If-Unmodified-Since is not a date')
    if (found.note.updatedAt.getTime() > at) {
      call.response.status(412).json({message: '412 Precondition Failed'})
      return
    }
  }
  deleteNote(call.state, mergeRequest, actorOf(call), found)
  call.response.status(204).end()
}

/** 201 with what was made, or 202 without an id when the body held quick actions only. */
async function answer(
  call: Call,
  mergeRequest: MergeRequest,
  written: Written | CommandsOnly,
  present: (written: Written) => Promise<object>
): Promise<void> {
  if ('commands' in written) {
    const summary = written.commands.map((command) => `Applied ${command}.`)
    call.response.status(202).json({commands_changes: {merge_request: mergeRequest.iid}, summary})
    return
  }
  call.response.status(201).json(await present(written))
}
