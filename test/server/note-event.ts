import {mergeRequestEvent} from './merge-request-event.ts'

/** A Note Hook with the fields that matter, shaped as GitLab's docs give it. */
export function noteEvent(fields: {
  readonly note?: string
  readonly action?: string
  readonly system?: boolean
  readonly internal?: boolean
  readonly user?: {readonly id: number; readonly username: string}
}) {
  const {note = '@ladderlint recheck', action = 'create', system = false, internal = false} = fields
  const {user, project, object_attributes} = mergeRequestEvent({action: 'open'})
  return {
    object_kind: 'note',
    event_type: internal ? 'confidential_note' : 'note',
    user: fields.user ?? user,
    project_id: project.id,
    project,
    object_attributes: {
      id: 1241,
      note,
      noteable_type: 'MergeRequest',
      noteable_id: 120,
      project_id: project.id,
      type: null,
      discussion_id: 'd'.repeat(40),
      system,
      internal,
      action
    },
    merge_request: object_attributes
  }
}
