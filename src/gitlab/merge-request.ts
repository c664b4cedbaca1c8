/**
 * A merge request with a diff that is ready. GitLab computes diffs in the background: `diff_refs` is null for a while
 * after creation, and behind the head after a push (gitlab#386562).
 */
import type {z} from 'zod'
import type {DiffRefs, MergeRequest, MergeRequestRef} from '../reviewer/forge.ts'
import {checked} from './answers.ts'
import type {Client} from './client.ts'
import {GitLabError} from './errors.ts'
import {mergeRequestSchema} from './schemas.ts'
import type {Timing} from './timing.ts'

type Answer = z.infer<typeof mergeRequestSchema>

/** What the adapter wants to know besides the port's merge request. */
export interface MergeRequestDetails {
  /** Commits that the target branch by now has and the head has not; null when GitLab does not say. */
  readonly behind: number | null
  /** Files in the diff; null when GitLab does not say, `atLeast` when it stopped counting. */
  readonly changes: {readonly count: number; readonly atLeast: boolean} | null
  /** The head's own pipeline, and the project that runs it; null while there is none. */
  readonly pipeline: Pipeline | null
  /** Whether that pipeline is still to come. */
  readonly awaitsPipeline: boolean
}

export interface Pipeline {
  readonly id: number
  /** Numeric id: the source project's, or the target's for a fork whose pipeline a member started. */
  readonly project: number
}

/** Where the target branch is by now takes another question. */
export type Untargeted = Omit<MergeRequest, 'target'>

/** Milliseconds between looks at a diff that is not ready: half a minute in all, far beyond what a sane server needs. */
const WAITS = [500, 1_000, 2_000, 4_000, 8_000, 16_000]

/**
 * Reads a merge request, and waits while its diff is not ready.
 * @throws GitLabError retryable when the diff is not ready after half a minute.
 */
export async function readMergeRequest(
  client: Client,
  ref: MergeRequestRef,
  timing: Timing
): Promise<{readonly mergeRequest: Untargeted; readonly details: MergeRequestDetails}> {
  for (const wait of [...WAITS, null]) {
    const answer = await show(client, ref)
    const diffRefs = readyRefs(answer)
    if (diffRefs)
      return {
        mergeRequest: toMergeRequest(ref, answer, diffRefs),
        details: toDetails(ref, answer, diffRefs.head)
      }
    if (answer.state !== 'opened' || wait === null) break
    await timing.sleep(wait)
  }
  throw new GitLabError(`GitLab has no diff of merge request !${ref.iid} in project ${ref.project} ready`, {
    status: null,
    retryable: true,
    hint: 'Try again in a minute; a merge request without commits never has one'
  })
}

/** @param head The commit whose pipeline is asked for. */
export async function readDetails(
  client: Client,
  ref: MergeRequestRef,
  head: string
): Promise<MergeRequestDetails> {
  return toDetails(ref, await show(client, ref), head)
}

async function show(client: Client, {project, iid}: MergeRequestRef): Promise<Answer> {
  const answer = await client.MergeRequests.show(project, iid, {includeDivergedCommitsCount: true})
  return checked(mergeRequestSchema, answer, {
    method: 'GET',
    path: `projects/${project}/merge_requests/${iid}`
  })
}

/** A merged or closed merge request keeps its last diff, whatever became of its branch. */
function readyRefs({diff_refs, sha, state}: Answer): DiffRefs | null {
  const {base_sha: base, start_sha: start, head_sha: head} = diff_refs ?? {}
  if (!base || !start || !head) return null
  return !sha || head === sha || state !== 'opened' ? {base, start, head} : null
}

function toMergeRequest(ref: MergeRequestRef, answer: Answer, diffRefs: DiffRefs): Untargeted {
  return {
    ref,
    projectPath: projectPathOf(answer) ?? String(ref.project),
    title: answer.title,
    url: answer.web_url,
    state: answer.state,
    draft: answer.draft ?? answer.work_in_progress ?? false,
    sourceBranch: answer.source_branch,
    targetBranch: answer.target_branch,
    sourceProject: answer.source_project_id ?? null,
    author: answer.author?.username ?? 'ghost', // GitLab's own name for deleted users
    labels: answer.labels ?? [],
    reviewerIds: answer.reviewers?.map(({id}) => id) ?? [],
    diffRefs
  }
}

/** From `group/sub/name!12`, else from the address. */
function projectPathOf({references, web_url}: Answer): string | undefined {
  const full = references?.full?.replace(/!\d+$/, '')
  return full || /^https?:\/\/[^/]+\/(.+)\/-\/merge_requests\//.exec(web_url)?.[1]
}

function toDetails(ref: MergeRequestRef, answer: Answer, head: string): MergeRequestDetails {
  const [, count, plus] = /^(\d+)(\+?)$/.exec(answer.changes_count ?? '') ?? []
  const newest = answer.head_pipeline
  const pipeline =
    newest?.sha === head
      ? {id: newest.id, project: newest.project_id ?? answer.source_project_id ?? ref.project}
      : null
  return {
    behind: answer.diverged_commits_count ?? null,
    changes: count === undefined ? null : {count: Number(count), atLeast: plus === '+'},
    pipeline,
    awaitsPipeline: pipeline === null && answer.sha === head && awaitsPipeline(answer)
  }
}

/**
 * A first pipeline comes before GitLab is done with a new merge request (`prepared_at`); a later one where the push
 * before had one. Not where that was made by a status such as ours ("external"), or tests a merged result: such a
 * pipeline has a commit of its own, which a status of the head cannot be attached to.
 */
function awaitsPipeline({prepared_at, head_pipeline}: Answer): boolean {
  if (!head_pipeline) return prepared_at === null
  const {source, ref} = head_pipeline
  return source !== 'external' && !/^refs\/merge-requests\/\d+\/(merge|train)$/.test(ref ?? '')
}
