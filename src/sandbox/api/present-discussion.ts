/**
 * Discussions, notes, drafts and suggestions as the API shows them (doc/api/discussions.md, draft_notes.md).
 */
import {
  type Discussion,
  type DraftNote,
  isResolvable,
  type Note,
  type Position,
  type Suggestion
} from '../review/discussion.ts'
import {rangeOf, whyNotAppliable} from '../review/suggestions.ts'
import type {MergeRequest, State} from '../state.ts'
import {presentUserById} from './present.ts'

export async function presentDiscussion(
  state: State,
  mergeRequest: MergeRequest,
  discussion: Discussion
): Promise<object> {
  const notes = await Promise.all(discussion.notes.map((note) => presentNote(state, mergeRequest, note)))
  return {id: discussion.id, individual_note: discussion.individual, notes}
}

export async function presentNote(state: State, mergeRequest: MergeRequest, note: Note): Promise<object> {
  const resolvable = isResolvable(note)
  return {
    id: note.id,
    type: note.type,
    body: note.body,
    attachment: null,
    author: presentUserById(state, note.authorId),
    created_at: note.createdAt.toISOString(),
    updated_at: note.updatedAt.toISOString(),
    system: note.system,
    noteable_id: mergeRequest.id,
    noteable_type: 'MergeRequest',
    project_id: mergeRequest.project.id,
    commit_id: null,
    ...(note.position ? {position: note.position} : {}),
    resolvable,
    ...(resolvable
      ? {
          resolved: note.resolvedAt !== null,
          resolved_by: presentUserById(state, note.resolvedById),
          resolved_at: note.resolvedAt?.toISOString() ?? null
        }
      : {}),
    suggestions: await Promise.all(
      note.suggestions.map((suggestion) => presentSuggestion(mergeRequest, note, suggestion))
    ),
    confidential: note.internal,
    internal: note.internal,
    imported: false,
    imported_from: 'none',
    noteable_iid: mergeRequest.iid,
    commands_changes: {}
  }
}

export async function presentSuggestion(
  mergeRequest: MergeRequest,
  note: Note,
  suggestion: Suggestion
): Promise<object> {
  const {from, to} = rangeOf(note.position, suggestion)
  return {
    id: suggestion.id,
    from_line: from,
    to_line: to,
    appliable: (await whyNotAppliable(mergeRequest, note, suggestion)) === undefined,
    applied: suggestion.applied,
    from_content: suggestion.fromContent,
    to_content: suggestion.toContent
  }
}

/** A draft without a position still has one, with nothing in it. */
const NO_POSITION: {readonly [Key in keyof Position]: Position[Key] | null} = {
  base_sha: null,
  start_sha: null,
  head_sha: null,
  old_path: null,
  new_path: null,
  position_type: 'text',
  old_line: null,
  new_line: null,
  line_range: null
}

export function presentDraftNote(mergeRequest: MergeRequest, draft: DraftNote): object {
  return {
    id: draft.id,
    author_id: draft.authorId,
    merge_request_id: mergeRequest.id,
    resolve_discussion: draft.resolveDiscussion,
    discussion_id: draft.discussionId,
    note: draft.note,
    commit_id: draft.commitId,
    line_code: draft.lineCode,
    position: draft.position ?? NO_POSITION
  }
}
