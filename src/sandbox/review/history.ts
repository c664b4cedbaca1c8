/**
 * What GitLab itself adds to a merge request: lines of its history, and the mails that people get.
 */
import {createHash} from 'node:crypto'
import {type MergeRequest, type State, takeId, type User} from '../state.ts'
import type {Discussion, Note} from './discussion.ts'

/** A line of the merge request's history, "added 1 commit": listed among the discussions, resolvable never. */
export function addSystemNote(
  state: State,
  mergeRequest: MergeRequest,
  user: User,
  body: string,
  thread?: Discussion
): void {
  const now = state.now()
  const first = thread?.notes[0]
  const note: Note = {
    id: takeId(state),
    type: first?.type ?? null,
    body,
    authorId: user.id,
    createdAt: now,
    updatedAt: now,
    system: true,
    internal: false,
    position: first?.position ?? null,
    originalPosition: first?.originalPosition ?? null,
    lineCode: null,
    resolvedById: null,
    resolvedAt: null,
    resolvedByPush: false,
    suggestions: []
  }
  if (thread) thread.notes.push(note)
  else addDiscussion(mergeRequest, note, true)
}

export function notify(
  state: State,
  mergeRequest: MergeRequest,
  user: User,
  kind: State['notifications'][number]['kind']
): void {
  state.notifications.push({kind, iid: mergeRequest.iid, userId: user.id, at: state.now()})
}

/** Puts a note on the merge request as a discussion of its own. */
export function addDiscussion(mergeRequest: MergeRequest, note: Note, individual: boolean): Discussion {
  const id = createHash('sha1').update(`${mergeRequest.id} ${note.id}`).digest('hex')
  const discussion: Discussion = {id, individual, notes: [note]}
  mergeRequest.discussions.push(discussion)
  return discussion
}
