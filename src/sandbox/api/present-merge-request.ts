/**
 * Merge requests, versions and file diffs as the API shows them (doc/api/merge_requests.md).
 */
import type {FileChange} from '../git/file-change.ts'
import {isDraft} from '../hooks/payload-parts.ts'
import {isResolvable, isResolved} from '../review/discussion.ts'
import {pipelineState} from '../review/statuses.ts'
import {
  currentVersion,
  findUser,
  type MergeRequest,
  type Pipeline,
  type Project,
  type State,
  type Version
} from '../state.ts'
import {presentUser} from './present.ts'

/** Fields of a list's items; a single merge request has more. */
export function presentMergeRequest(state: State, mergeRequest: MergeRequest): Record<string, unknown> {
  const {project, iid} = mergeRequest
  const version = currentVersion(mergeRequest)
  const draft = isDraft(mergeRequest)
  const open = mergeRequest.discussions.some((one) => one.notes.some(isResolvable) && !isResolved(one))
  const notes = mergeRequest.discussions
    .flatMap((discussion) => discussion.notes)
    .filter((note) => !note.system)
  return {
    id: mergeRequest.id,
    iid,
    project_id: project.id,
    title: mergeRequest.title,
    description: mergeRequest.description,
    state: mergeRequest.state,
    created_at: mergeRequest.createdAt.toISOString(),
    updated_at: mergeRequest.updatedAt.toISOString(),
    target_branch: mergeRequest.targetBranch,
    source_branch: mergeRequest.sourceBranch,
    user_notes_count: notes.length,
    upvotes: 0,
    downvotes: 0,
    author: presentUser(state, findUser(state, mergeRequest.authorId)),
    assignees: [],
    assignee: null,
    reviewers: mergeRequest.reviewers.map(({userId}) => presentUser(state, findUser(state, userId))),
    source_project_id: mergeRequest.sourceProject?.id ?? null,
    target_project_id: project.id,
    labels: mergeRequest.labels,
    draft,
    work_in_progress: draft,
    milestone: null,
    merge_when_pipeline_succeeds: false,
    merge_status: 'can_be_merged',
    detailed_merge_status: mergeStatus(mergeRequest, draft),
    sha: version.head,
    merge_commit_sha: mergeRequest.mergeCommit,
    squash_commit_sha: null,
    discussion_locked: mergeRequest.discussionLocked || null,
    prepared_at: mergeRequest.preparing > 0 ? null : (mergeRequest.preparedAt?.toISOString() ?? null),
    reference: `!${iid}`,
    references: {short: `!${iid}`, relative: `!${iid}`, full: `${project.path}!${iid}`},
    web_url: `${state.url}/${project.path}/-/merge_requests/${iid}`,
    has_conflicts: false,
    blocking_discussions_resolved: !open
  }
}

/** Counts down `preparing`: right after its creation a merge request has no diff refs yet. */
export async function presentWholeMergeRequest(state: State, mergeRequest: MergeRequest): Promise<object> {
  const {base, start, head} = currentVersion(mergeRequest)
  const shown = presentMergeRequest(state, mergeRequest)
  const preparing = mergeRequest.preparing > 0
  if (preparing) mergeRequest.preparing -= 1
  const files = await mergeRequest.project.repository.diff(base, head)
  const pipeline = mergeRequest.project.pipelines.findLast(({sha}) => sha === head)
  return {
    ...shown,
    subscribed: false,
    changes_count: preparing ? '' : files.length > MAX_FILES ? `${MAX_FILES}+` : String(files.length),
    diff_refs: preparing ? null : {base_sha: base, head_sha: head, start_sha: start},
    head_pipeline: pipeline ? presentPipeline(state, mergeRequest.project, pipeline) : null,
    first_contribution: false,
    user: {can_merge: true}
  }
}

function presentPipeline(state: State, project: Project, pipeline: Pipeline): object {
  return {
    ...pipeline,
    project_id: project.id,
    status: pipelineState(project, pipeline),
    web_url: `${state.url}/${project.path}/-/pipelines/${pipeline.id}`
  }
}

export function presentVersion(
  mergeRequest: MergeRequest,
  version: Version,
  files: number
): Record<string, unknown> {
  return {
    id: version.id,
    head_commit_sha: version.head,
    base_commit_sha: version.base,
    start_commit_sha: version.start,
    created_at: version.createdAt.toISOString(),
    merge_request_id: mergeRequest.id,
    state: files > MAX_FILES ? 'overflow' : 'collected',
    real_size: files > MAX_FILES ? `${MAX_FILES}+` : String(files),
    patch_id_sha: null
  }
}

/** Files of a diff beyond this are left out altogether (application default). */
export const MAX_FILES = 1_000
const MAX_LINES = 50_000
const MAX_BYTES = 5_000_000
/** One file's patch is held back as too large above this. */
const MAX_PATCH_BYTES = 200 * 1024
/** Collapsed above these; releases from 19 on show such files here all the same. */
const COLLAPSE_BYTES = MAX_PATCH_BYTES / 10
const COLLAPSE_LINES = 5_000
/** Once a diff is beyond these, all further files are collapsed. */
const SAFE_FILES = 100
const SAFE_LINES = 5_000
const SAFE_BYTES = 500 * 1024

export interface DiffOptions {
  /** Adds the two lines that name the files. */
  readonly unidiff: boolean
  /** Whether collapsed files come with their text. */
  readonly expanded: boolean
  /** Whether a file tells that its text was held back: since 18.4. */
  readonly flags: boolean
}

/** File diffs within the limits on one diff; files beyond them are missing, and `overflow` says so. */
export function presentDiffs(
  changes: readonly FileChange[],
  options: DiffOptions
): {readonly diffs: readonly object[]; readonly overflow: boolean} {
  const diffs: object[] = []
  let lines = 0
  let bytes = 0
  for (const change of changes) {
    const size = Buffer.byteLength(change.patch)
    const count = change.patch.split('\n').length
    const tooLarge = size > MAX_PATCH_BYTES
    if (!tooLarge) {
      lines += count
      bytes += size
    }
    if (diffs.length >= MAX_FILES || lines > MAX_LINES || bytes > MAX_BYTES) return {diffs, overflow: true}
    const isBeyond = diffs.length >= SAFE_FILES || lines > SAFE_LINES || bytes > SAFE_BYTES
    const isLong = size > COLLAPSE_BYTES || count > COLLAPSE_LINES
    const collapsed = !options.expanded && (isBeyond || isLong)
    diffs.push({
      diff: tooLarge || collapsed ? '' : patchOf(change, options),
      ...(options.flags ? {collapsed, too_large: tooLarge} : {}),
      new_path: change.newPath,
      old_path: change.oldPath,
      a_mode: change.oldMode,
      b_mode: change.newMode,
      new_file: change.kind === 'added',
      renamed_file: change.kind === 'renamed',
      deleted_file: change.kind === 'deleted',
      generated_file: false
    })
  }
  return {diffs, overflow: false}
}

function patchOf(change: FileChange, {unidiff}: DiffOptions): string {
  if (!unidiff || change.patch === '') return change.patch
  const from = change.kind === 'added' ? '/dev/null' : `a/${change.oldPath}`
  const to = change.kind === 'deleted' ? '/dev/null' : `b/${change.newPath}`
  return `--- ${from}\n+++ ${to}\n${change.patch}`
}

function mergeStatus(mergeRequest: MergeRequest, draft: boolean): string {
  if (mergeRequest.state !== 'opened') return 'not_open'
  if (mergeRequest.preparing > 0) return 'preparing'
  return draft ? 'draft_status' : 'mergeable'
}
