/**
 * The pipeline that a commit status belongs into. A status that is posted before GitLab has made the pipeline of a push
 * makes a second one beside it (renovate#23132), and one that is begun in one pipeline and ended in another leaves the
 * first running for ever (atlantis#6871).
 */
import type {MergeRequest} from '../reviewer/forge.ts'
import {checked} from './answers.ts'
import type {Client} from './client.ts'
import {GitLabError} from './errors.ts'
import type {MergeRequestDetails} from './merge-request.ts'
import {pipelinesSchema} from './schemas.ts'
import type {Timing} from './timing.ts'

export interface Pipeline {
  readonly id: number
  /** Numeric id of the project that runs it: the source's, or the target's for a fork whose pipeline a member started. */
  readonly project: number
}

/** Milliseconds between looks for a pipeline that should come; a runner-less project makes none, so not long. */
const WAITS = [1_000, 2_000, 4_000]

/** The head's pipeline. Waits a little where one is to be expected; null when there is none. */
export async function findPipeline(
  client: Client,
  mergeRequest: MergeRequest,
  details: MergeRequestDetails,
  timing: Timing
): Promise<Pipeline | null> {
  if (details.pipeline) return details.pipeline
  for (const wait of [...WAITS, null]) {
    const pipelines = await readPipelines(client, mergeRequest)
    const own = pipelines.find(({sha}) => sha === mergeRequest.diffRefs.head)
    if (own)
      return {id: own.id, project: own.project_id ?? mergeRequest.sourceProject ?? mergeRequest.ref.project}
    // 'external' ones were made by statuses such as ours, and say nothing about a CI configuration.
    const expected = !details.prepared || pipelines.some(({source}) => source !== 'external')
    if (!expected || wait === null) break
    await timing.sleep(wait)
  }
  return null
}

/** Newest first; the first page is enough, since a push's pipelines are the newest. None where they are hidden. */
async function readPipelines(client: Client, {ref: {project, iid}}: MergeRequest) {
  const path = `projects/${project}/merge_requests/${iid}/pipelines`
  try {
    const {body} = await client.requester.get(path)
    return checked(pipelinesSchema, body, {method: 'GET', path})
  } catch (error) {
    if (error instanceof GitLabError && (error.status === 403 || error.status === 404)) return []
    throw error
  }
}
