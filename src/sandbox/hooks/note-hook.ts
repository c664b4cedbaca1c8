/**
 * Note Hook: a note was written or edited. System notes, resolving and deleting fire nothing.
 */
import type {Discussion, Note} from '../review/discussion.ts'
import type {Actor, MergeRequest, State} from '../state.ts'
import {fire} from './deliver.ts'
import {hookMergeRequest, hookProject, hookRepository, hookTime, hookUser} from './payload-parts.ts'
import {track} from './track.ts'

export function fireNoteHook(
  state: State,
  mergeRequest: MergeRequest,
  discussion: Discussion,
  note: Note,
  actor: Actor,
  action: 'create' | 'update'
): void {
  track(state, async () => {
    const {project} = mergeRequest
    const payload = {
      object_kind: 'note',
      event_type: note.internal ? 'confidential_note' : 'note',
      user: hookUser(actor.user),
      project_id: project.id,
      project: hookProject(state, project),
      object_attributes: {
        id: note.id,
        note: note.body,
        description: note.body,
        noteable_type: 'MergeRequest',
        noteable_id: mergeRequest.id,
        author_id: note.authorId,
        project_id: project.id,
        commit_id: null,
        line_code: note.lineCode,
        type: note.type,
        discussion_id: discussion.id,
        position: note.position,
        original_position: note.originalPosition,
        change_position: null,
        system: false,
        internal: note.internal,
        resolved_at: hookTime(note.resolvedAt),
        resolved_by_id: note.resolvedById,
        resolved_by_push: note.resolvedByPush || null,
        st_diff: null,
        created_at: hookTime(note.createdAt),
        updated_at: hookTime(note.updatedAt),
        updated_by_id: action === 'update' ? actor.user.id : null,
        url: `${state.url}/${project.path}/-/merge_requests/${mergeRequest.iid}#note_${note.id}`,
        action
      },
      repository: hookRepository(state, project),
      merge_request: await hookMergeRequest(state, mergeRequest)
    }
    fire(state, project, note.internal ? 'confidential_note_events' : 'note_events', payload, actor)
  })
}
