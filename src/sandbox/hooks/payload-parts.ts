/**
 * The objects that webhook payloads have in common. Source: doc/user/project/integrations/webhook_events.md,
 * lib/gitlab/hook_data/*.rb.
 */
import {currentVersion, findUser, type MergeRequest, type Project, type State, type User} from '../state.ts'

/** "2026-11-21 09:30:00 UTC": hooks write times so, the API in ISO 8601. */
export function hookTime(date: Date | null): string | null {
  return date && `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`
}

export function hookUser(user: User): object {
  const {id, name, username} = user
  return {id, name, username, avatar_url: null, email: '[REDACTED]'}
}

export function hookProject(state: State, project: Project): object {
  const name = project.path.split('/').at(-1) ?? ''
  const url = `${state.url}/${project.path}`
  return {
    id: project.id,
    name,
    description: null,
    web_url: url,
    avatar_url: null,
    git_ssh_url: `git@localhost:${project.path}.git`,
    git_http_url: `${url}.git`,
    namespace: project.path.split('/').at(-2) ?? '',
    visibility_level: project.visibility === 'public' ? 20 : 0,
    path_with_namespace: project.path,
    default_branch: project.defaultBranch,
    ci_config_path: null
  }
}

/** A project's deprecated short form. */
export function hookRepository(state: State, project: Project): object {
  const url = `${state.url}/${project.path}`
  const name = project.path.split('/').at(-1) ?? ''
  return {name, url: `git@localhost:${project.path}.git`, description: null, homepage: url}
}

export function hookLabels(mergeRequest: MergeRequest): object[] {
  return mergeRequest.labels.flatMap((title) => {
    const label = mergeRequest.project.labels.get(title)
    return label
      ? [{...label, project_id: mergeRequest.project.id, group_id: null, type: 'ProjectLabel'}]
      : []
  })
}

export function hookReviewers(state: State, mergeRequest: MergeRequest): object[] {
  return mergeRequest.reviewers.map((reviewer) => ({
    ...hookUser(findUser(state, reviewer.userId)),
    state: reviewer.state,
    re_requested: false
  }))
}

/** A merge request's attributes; the payload's own `action`, `oldrev` and `changes` are added by its writer. */
export async function hookMergeRequest(state: State, mergeRequest: MergeRequest): Promise<object> {
  const {project, sourceProject} = mergeRequest
  const draft = isDraft(mergeRequest)
  return {
    id: mergeRequest.id,
    iid: mergeRequest.iid,
    title: mergeRequest.title,
    description: mergeRequest.description,
    state: mergeRequest.state,
    state_id: {opened: 1, closed: 2, merged: 3, locked: 4}[mergeRequest.state],
    draft,
    work_in_progress: draft,
    source_branch: mergeRequest.sourceBranch,
    target_branch: mergeRequest.targetBranch,
    source_project_id: sourceProject?.id ?? null,
    target_project_id: project.id,
    source: sourceProject && hookProject(state, sourceProject),
    target: hookProject(state, project),
    last_commit: await lastCommit(state, mergeRequest),
    author_id: mergeRequest.authorId,
    assignee_id: null,
    assignee_ids: [],
    reviewer_ids: mergeRequest.reviewers.map((reviewer) => reviewer.userId),
    merge_status: 'can_be_merged',
    detailed_merge_status: 'mergeable',
    merge_commit_sha: mergeRequest.mergeCommit,
    merge_error: null,
    merge_params: {},
    merge_user_id: null,
    merge_when_pipeline_succeeds: false,
    head_pipeline_id: null,
    milestone_id: null,
    blocking_discussions_resolved: true,
    first_contribution: false,
    created_at: hookTime(mergeRequest.createdAt),
    updated_at: hookTime(mergeRequest.updatedAt),
    prepared_at: hookTime(mergeRequest.preparedAt),
    last_edited_at: null,
    last_edited_by_id: null,
    updated_by_id: null,
    time_estimate: 0,
    total_time_spent: 0,
    time_change: 0,
    human_time_estimate: null,
    human_total_time_spent: null,
    human_time_change: null,
    labels: hookLabels(mergeRequest),
    url: `${state.url}/${project.path}/-/merge_requests/${mergeRequest.iid}`
  }
}

/** GitLab reads the draft state from the title. */
export function isDraft({title}: MergeRequest): boolean {
  return /^\s*(?:\[draft\]|\(draft\)|draft:)/i.test(title)
}

async function lastCommit(state: State, mergeRequest: MergeRequest): Promise<object | null> {
  const {head} = currentVersion(mergeRequest)
  const [commit] = await mergeRequest.project.repository.log(head, {limit: 1})
  if (!commit) return null
  return {
    id: commit.id,
    message: commit.message,
    title: commit.message.split('\n')[0] ?? '',
    timestamp: commit.author.date,
    url: `${state.url}/${mergeRequest.project.path}/-/commit/${commit.id}`,
    author: {name: commit.author.name, email: '[REDACTED]'}
  }
}
