/**
 * The commit status `ladderlint` on the head of the source branch. Source: GitLab docs, api/commits, "Set commit pipeline
 * status"; app/services/ci/create_commit_status_service.rb.
 */
import type {z} from 'zod'
import {tellsOfFailure, tellsOfIgnored} from '../review/status.ts'
import {type MergeRequest, type Status, StatusRefused, type StatusState} from '../reviewer/forge.ts'
import type {LastReview} from '../reviewer/project-directory.ts'
import {all, checked} from './answers.ts'
import type {Client} from './client.ts'
import {GitLabError} from './errors.ts'
import type {MergeRequestDetails, Pipeline} from './merge-request.ts'
import {findPipeline} from './pipelines.ts'
import {statusSchema} from './schemas.ts'
import type {Timing} from './timing.ts'

const NAME = 'ladderlint'

/** GitLab's limit for `description` and `target_url`, in characters. */
const MAX_LENGTH = 255

/** Milliseconds before a write is repeated that met another one on the same commit (409; GitLab itself waits 2 s). */
const LOCK_WAITS = [1_000, 2_000, 4_000]

export interface KnownStatus {
  readonly status: Status
  readonly pipeline: Pipeline | null
}

/** The newest status, wherever the head's pipeline runs; undefined for none, or where the project is hidden. */
export async function readStatus(
  client: Client,
  {diffRefs, sourceProject}: MergeRequest,
  details: MergeRequestDetails
): Promise<KnownStatus | undefined> {
  const project = details.pipeline?.project ?? sourceProject
  if (project === null) return undefined
  const newest = await readNewest(client, project, diffRefs.head)
  return newest && toKnownStatus(newest, project)
}

/**
 * What the status of a head tells about its review; undefined where there is none, or where it is hidden.
 * @throws GitLabError
 */
export async function readLastReview(
  client: Client,
  project: number,
  head: string
): Promise<LastReview | undefined> {
  const newest = await readNewest(client, project, head)
  const known = newest && toKnownStatus(newest, project)
  if (!known) return undefined
  const {state, description} = known.status
  const at = Date.parse(newest.finished_at ?? newest.created_at ?? '')
  return {
    isDone: (state === 'success' || state === 'failed') && !tellsOfFailure(description),
    at: Number.isNaN(at) ? null : at,
    hasIgnored: tellsOfIgnored(description)
  }
}

async function readNewest(
  client: Client,
  project: number,
  head: string
): Promise<z.infer<typeof statusSchema> | undefined> {
  const newestFirst = {order_by: 'id', sort: 'desc'} // 17.8; older releases ignore it
  try {
    const path = `projects/${project}/repository/commits/${head}/statuses`
    const answers = await all(client, path, statusSchema, {name: NAME, ...newestFirst})
    const own = answers.filter(({name}) => name === NAME).sort((one, other) => other.id - one.id)
    return own[0]
  } catch (error) {
    if (isHidden(error)) return undefined
    throw error
  }
}

/** One that was skipped says nothing, so it counts as none. */
function toKnownStatus(answer: z.infer<typeof statusSchema>, project: number): KnownStatus | undefined {
  const state = STATES[answer.status]
  if (!state) return undefined
  const pipeline = answer.pipeline_id ? {id: answer.pipeline_id, project} : null
  return {status: {state, description: answer.description ?? '', url: answer.target_url ?? null}, pipeline}
}

const STATES: Readonly<Record<string, StatusState>> = {
  created: 'running',
  pending: 'running',
  running: 'running',
  success: 'success',
  failed: 'failed',
  canceled: 'canceled'
}

/**
 * Sets the status.
 * @param known The pipeline of the status that is set already, if there is one.
 * @returns The pipeline it stands in; null when GitLab does not say.
 * @throws StatusRefused when the token may not set one there, GitLabError
 */
export async function writeStatus(
  client: Client,
  mergeRequest: MergeRequest,
  status: Status,
  {details, known, timing}: {details: MergeRequestDetails; known: Pipeline | null; timing: Timing}
): Promise<Pipeline | null> {
  const pipeline = known ?? (await findPipeline(client, mergeRequest, details, timing))
  const project = pipeline?.project ?? mergeRequest.sourceProject
  if (project === null) throw new StatusRefused('The fork that the merge request comes from was deleted')
  const path = `projects/${project}/statuses/${mergeRequest.diffRefs.head}`
  const body = {
    state: status.state,
    name: NAME,
    description: shortened(status.description),
    // A cut address would lead nowhere.
    ...(status.url !== null && status.url.length <= MAX_LENGTH ? {target_url: status.url} : {}),
    // With a pipeline, GitLab takes its ref; another ref beside it would match no pipeline and be a 404.
    ...(pipeline ? {pipeline_id: pipeline.id} : {ref: mergeRequest.sourceBranch})
  }
  const id = await post(client, path, body, timing)
  return id === null ? pipeline : {id, project}
}

/** @returns The pipeline's id; null when GitLab does not say, or when the status is what it was. */
async function post(
  client: Client,
  path: string,
  body: Readonly<Record<string, unknown>>,
  timing: Timing
): Promise<number | null> {
  for (let attempt = 0; ; attempt++) {
    try {
      const answer = await client.requester.post(path, {body})
      return checked(statusSchema, answer.body, {method: 'POST', path}).pipeline_id ?? null
    } catch (error) {
      if (!(error instanceof GitLabError)) throw error
      // No code for it: `Cannot transition status via :run from :running`, when it runs already.
      if (error.status === 400 && error.detail.includes('Cannot transition status')) return null
      // 422: the pipeline is full ("The number of jobs has exceeded the limit").
      const isFull = error.status === 422
      if (isFull || isHidden(error)) throw new StatusRefused(error.message, {cause: error})
      const wait = LOCK_WAITS[attempt]
      if (error.status !== 409 || wait === undefined) throw error
      await timing.sleep(wait)
    }
  }
}

/** A fork that the token may not see or write to: GitLab answers 404 for the one and 403 for the other. */
function isHidden(error: unknown): boolean {
  return error instanceof GitLabError && (error.status === 403 || error.status === 404)
}

function shortened(text: string): string {
  const characters = [...text]
  return characters.length <= MAX_LENGTH ? text : `${characters.slice(0, MAX_LENGTH - 1).join('')}…`
}
