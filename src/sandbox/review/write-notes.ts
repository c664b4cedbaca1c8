/**
 * Writing notes: new threads, replies, edits, deletions. Checks, effects, mails and hooks as GitLab has them.
 */
import {fireNoteHook} from '../hooks/note-hook.ts'
import {extractQuickActions} from '../markdown/quick-actions.ts'
import {findReferences} from '../markdown/references.ts'
import {badRequest, forbidden, invalidNote} from '../refusal.ts'
import {
  type Actor,
  currentVersion,
  type MergeRequest,
  ROLES,
  roleOf,
  type State,
  takeId,
  type User
} from '../state.ts'
import {checkPosition} from './check-position.ts'
import {type Discussion, isResolved, type Note, type Position, refsOf, sameRefs} from './discussion.ts'
import {addDiscussion, notify} from './history.ts'
import {parseSuggestions} from './suggestions.ts'
import {tracePosition} from './trace-position.ts'

/** doc/administration/instance_limits.md */
const MAX_BODY = 1_000_000
const MAX_NOTES = 5_000

export interface NoteRequest {
  readonly body: string
  readonly position?: Position | null
  /** A thread, or a plain comment that only becomes one when somebody replies. */
  readonly kind: 'thread' | 'comment'
  readonly replyTo?: Discussion
  readonly internal?: boolean
  /** Whether this note sends a mail of its own; notes of one published review share one. */
  readonly notify: boolean
}

export interface Written {
  readonly discussion: Discussion
  readonly note: Note
}

/** What is answered when the body held quick actions only: no note was made. */
export interface CommandsOnly {
  readonly commands: readonly string[]
}

/** Guests may comment on public projects only; on a locked discussion only members may. */
export function mayComment({project, discussionLocked}: MergeRequest, user: User): boolean {
  const role = roleOf(project, user)
  if (discussionLocked) return role >= ROLES.planner
  return role >= ROLES.planner || project.visibility === 'public'
}

/** @throws Refusal 403, or 400 naming what is wrong with the note. */
export async function writeNote(
  state: State,
  mergeRequest: MergeRequest,
  actor: Actor,
  request: NoteRequest
): Promise<Written | CommandsOnly> {
  if (!mayComment(mergeRequest, actor.user)) throw forbidden()
  const {body, commands} = extractQuickActions(request.body)
  if (commands.length > 0 && body.trim() === '') {
    recordCommands(state, mergeRequest, actor, commands)
    return {commands}
  }
  checkBody(mergeRequest, body)
  const position = request.position ?? null
  const lineCode = position ? await checkPosition(mergeRequest, position) : null
  const {repository} = mergeRequest.project
  const now = state.now()
  const {replyTo} = request
  const parent = replyTo?.notes[0]
  if (replyTo) convertToThread(replyTo)
  const resolved = replyTo !== undefined && isResolved(replyTo)

  const note: Note = {
    id: takeId(state),
    type: typeOf(request, parent),
    body,
    authorId: actor.user.id,
    createdAt: now,
    updatedAt: now,
    system: false,
    internal: request.internal ?? parent?.internal ?? false,
    position: position ?? parent?.position ?? null,
    originalPosition: position ?? parent?.originalPosition ?? null,
    lineCode: lineCode ?? parent?.lineCode ?? null,
    // A reply to a resolved thread is created resolved: the thread stays as it was.
    resolvedById: resolved ? (parent?.resolvedById ?? null) : null,
    resolvedAt: resolved ? now : null,
    resolvedByPush: false,
    suggestions: await parseSuggestions(state, repository, body, position ?? parent?.originalPosition ?? null)
  }
  // The head may have moved since the position was made: the note goes where its line went.
  await followToNewest(mergeRequest, note)

  const discussion = replyTo ?? addDiscussion(mergeRequest, note, request.kind === 'comment')
  if (replyTo) replyTo.notes.push(note)
  mergeRequest.updatedAt = now
  recordCommands(state, mergeRequest, actor, commands)
  recordReferences(state, mergeRequest, actor.user, body)
  if (request.notify) notify(state, mergeRequest, actor.user, 'note')
  state.revision += 1
  fireNoteHook(state, mergeRequest, discussion, note, actor, 'create')
  return {discussion, note}
}

/** @throws Refusal 403 unless the user wrote the note or maintains the project. */
export async function editNote(
  state: State,
  mergeRequest: MergeRequest,
  actor: Actor,
  {discussion, note}: Written,
  text: string
): Promise<void> {
  if (!mayEdit(mergeRequest, note, actor.user)) throw forbidden()
  const {body, commands} = extractQuickActions(text)
  checkBody(mergeRequest, body, true)
  recordCommands(state, mergeRequest, actor, commands)
  recordReferences(state, mergeRequest, actor.user, body)
  note.body = body
  note.updatedAt = state.now()
  note.suggestions = await parseSuggestions(state, mergeRequest.project.repository, body, note.position)
  state.revision += 1
  fireNoteHook(state, mergeRequest, discussion, note, actor, 'update')
}

/** @throws Refusal 403 unless the user wrote the note or maintains the project. */
export function deleteNote(
  state: State,
  mergeRequest: MergeRequest,
  actor: Actor,
  {discussion, note}: Written
): void {
  if (!mayEdit(mergeRequest, note, actor.user)) throw forbidden()
  discussion.notes.splice(discussion.notes.indexOf(note), 1)
  const left = discussion.notes.some((other) => !other.system)
  if (!left) mergeRequest.discussions.splice(mergeRequest.discussions.indexOf(discussion), 1)
  state.revision += 1
}

function convertToThread(discussion: Discussion): void {
  const [first] = discussion.notes
  if (!discussion.individual || !first) return
  if (first.system) throw badRequest('Discussion can not be replied to.')
  discussion.individual = false
  first.type = 'DiscussionNote'
}

function typeOf({kind, position, replyTo}: NoteRequest, parent: Note | undefined): Note['type'] {
  if (position) return 'DiffNote'
  if (replyTo) return parent?.type ?? 'DiscussionNote'
  return kind === 'thread' ? 'DiscussionNote' : null
}

async function followToNewest(mergeRequest: MergeRequest, note: Note): Promise<void> {
  const newest = currentVersion(mergeRequest)
  if (!note.position || sameRefs(refsOf(note.position), newest)) return
  const traced = await tracePosition(mergeRequest.project.repository, note.position, newest)
  if (traced) note.position = traced
}

function checkBody(mergeRequest: MergeRequest, body: string, edit = false): void {
  if (body.trim() === '') throw invalidNote({note: ["can't be blank"]})
  if (body.length > MAX_BODY) throw invalidNote({note: [`is too long (maximum is ${MAX_BODY} characters)`]})
  const notes = mergeRequest.discussions
    .flatMap((discussion) => discussion.notes)
    .filter((note) => !note.system)
  if (!edit && notes.length >= MAX_NOTES) throw invalidNote({base: ['Maximum number of comments exceeded']})
}

function mayEdit({project}: MergeRequest, note: Note, user: User): boolean {
  if (note.system) return false
  return note.authorId === user.id || roleOf(project, user) >= ROLES.maintainer
}

function recordCommands(state: State, {iid}: MergeRequest, {user}: Actor, commands: readonly string[]): void {
  for (const text of commands) state.effects.push({kind: 'quick-action', text, userId: user.id, iid})
}

function recordReferences(state: State, {iid}: MergeRequest, user: User, body: string): void {
  const {mentions, references} = findReferences(body)
  for (const text of mentions) state.effects.push({kind: 'mention', text, userId: user.id, iid})
  for (const text of references) state.effects.push({kind: 'reference', text, userId: user.id, iid})
}
