/**
 * Resolving threads and opening them again: who may, and what follows when the last one is resolved.
 */
import {fireMergeRequestHook} from '../hooks/merge-request-hook.ts'
import {badRequest, forbidden} from '../refusal.ts'
import {type Actor, type MergeRequest, ROLES, roleOf, type State, type User} from '../state.ts'
import {type Discussion, isResolvable, isResolved, type Note} from './discussion.ts'
import {addSystemNote, notify} from './history.ts'
import type {Written} from './write-notes.ts'

/** Developers and the merge request's author may resolve any thread. */
export function mayResolve({project, authorId}: MergeRequest, user: User): boolean {
  return roleOf(project, user) >= ROLES.developer || authorId === user.id
}

/** @throws Refusal 403 or, when nothing in the thread can be resolved, 400. */
export function resolveDiscussion(
  state: State,
  mergeRequest: MergeRequest,
  actor: Actor,
  discussion: Discussion,
  resolved: boolean
): void {
  if (!mayResolve(mergeRequest, actor.user) || !discussion.notes.some(isResolvable)) throw forbidden()
  setResolved(state, mergeRequest, actor, discussion.notes, resolved)
}

/** The author of a note may resolve that note, whatever the role. */
export function resolveNote(
  state: State,
  mergeRequest: MergeRequest,
  actor: Actor,
  {note}: Written,
  resolved: boolean
): void {
  if (!mayResolve(mergeRequest, actor.user) && note.authorId !== actor.user.id) throw forbidden()
  if (!isResolvable(note)) throw badRequest('Note is not resolvable')
  // A thread with other notes stays open by them (app/services/notes/resolve_service.rb).
  setResolved(state, mergeRequest, actor, [note], resolved)
}

export function setResolved(
  state: State,
  mergeRequest: MergeRequest,
  actor: Actor,
  notes: readonly Note[],
  resolved: boolean,
  byPush = false
): void {
  const before = allResolved(mergeRequest)
  const now = state.now()
  for (const note of notes.filter(isResolvable)) {
    if ((note.resolvedAt !== null) === resolved) continue
    note.resolvedAt = resolved ? now : null
    note.resolvedById = resolved ? actor.user.id : null
    note.resolvedByPush = resolved && byPush
    note.updatedAt = now
  }
  if (!before && allResolved(mergeRequest)) {
    addSystemNote(state, mergeRequest, actor.user, 'resolved all threads')
    notify(state, mergeRequest, actor.user, 'all-threads-resolved')
    fireMergeRequestHook(state, mergeRequest, actor, 'update', {})
  }
  state.revision += 1
}

function allResolved(mergeRequest: MergeRequest): boolean {
  const threads = mergeRequest.discussions.filter((discussion) => discussion.notes.some(isResolvable))
  return threads.length > 0 && threads.every(isResolved)
}
