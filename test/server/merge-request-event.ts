/** A Merge Request Hook with the fields that matter, shaped as GitLab's docs give it. */
export function mergeRequestEvent(fields: {
  readonly action: string
  readonly oldrev?: string
  readonly changes?: Readonly<Record<string, unknown>>
  readonly iid?: number
}) {
  const {action, oldrev, changes = {}, iid = 12} = fields
  return {
    object_kind: 'merge_request',
    event_type: 'merge_request',
    user: {id: 5, name: 'Ada', username: 'ada', avatar_url: null, email: '[REDACTED]'},
    project: {
      id: 7,
      name: 'Handbook',
      path_with_namespace: 'people/handbook',
      web_url: 'https://gitlab.example.com/people/handbook',
      default_branch: 'main'
    },
    object_attributes: {
      id: 120,
      iid,
      title: 'Add a level',
      description: '',
      state: 'opened',
      action,
      ...(oldrev === undefined ? {} : {oldrev}),
      draft: false,
      work_in_progress: false,
      source_branch: 'add-a-level',
      target_branch: 'main',
      source_project_id: 7,
      target_project_id: 7,
      last_commit: {id: 'b'.repeat(40), message: 'Add a level', timestamp: '2026-01-03T23:36:29+02:00'},
      url: `https://gitlab.example.com/people/handbook/-/merge_requests/${iid}`
    },
    labels: [],
    changes
  }
}
