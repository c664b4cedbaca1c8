/** GitLab's answers with the fields that matter, as the API documents them. */
import {ADDRESS, BASE, HEAD, START} from './gitlab-api.ts'

type Fields = Readonly<Record<string, unknown>>

export function mergeRequestAnswer(fields: Fields = {}) {
  return {
    id: 9001,
    iid: 12,
    project_id: 7,
    title: 'Add a Staff level',
    description: null,
    state: 'opened',
    draft: false,
    work_in_progress: false,
    source_branch: 'staff-level',
    target_branch: 'main',
    source_project_id: 7,
    target_project_id: 7,
    author: {id: 3, username: 'ada', name: 'Ada', state: 'active'},
    labels: [],
    sha: HEAD,
    diff_refs: {base_sha: BASE, start_sha: START, head_sha: HEAD},
    changes_count: '1',
    prepared_at: '2026-11-21T12:00:00.000Z',
    detailed_merge_status: 'mergeable',
    head_pipeline: null,
    references: {short: '!12', relative: '!12', full: 'people/handbook!12'},
    web_url: `${ADDRESS}/people/handbook/-/merge_requests/12`,
    ...fields
  }
}

export function diffAnswer(fields: Fields = {}) {
  return {
    old_path: 'content/a.md',
    new_path: 'content/a.md',
    a_mode: '100644',
    b_mode: '100644',
    diff: '@@ -1 +1,2 @@\n one\n+two\n',
    new_file: false,
    renamed_file: false,
    deleted_file: false,
    generated_file: false,
    collapsed: false,
    too_large: false,
    ...fields
  }
}

export function noteAnswer(fields: Fields = {}) {
  return {
    id: 1126,
    type: 'DiffNote',
    body: 'raw markdown',
    attachment: null,
    author: {id: 5, username: 'ladderlint'},
    created_at: '2026-11-21T12:00:00.000Z',
    system: false,
    noteable_iid: 12,
    resolvable: true,
    resolved: false,
    resolved_by: null,
    resolved_at: null,
    suggestions: [],
    ...fields
  }
}

export function statusAnswer(fields: Fields = {}) {
  return {
    id: 300,
    sha: HEAD,
    ref: 'staff-level',
    status: 'running',
    name: 'ladderlint',
    target_url: null,
    description: 'Reviewing',
    pipeline_id: 40,
    author: {id: 5, username: 'ladderlint'},
    ...fields
  }
}

export function pipelineAnswer(fields: Fields = {}) {
  return {
    id: 40,
    iid: 4,
    project_id: 7,
    sha: HEAD,
    ref: 'refs/merge-requests/12/head',
    status: 'running',
    source: 'merge_request_event',
    ...fields
  }
}
