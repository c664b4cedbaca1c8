/**
 * The pipeline that a commit status belongs into. A status that is posted before GitLab has made the pipeline of a push
 * makes a second one beside it (renovate#23132).
 */
import type {MergeRequest} from '../reviewer/forge.ts'
import type {Client} from './client.ts'
import {type MergeRequestDetails, type Pipeline, readDetails} from './merge-request.ts'
import type {Timing} from './timing.ts'

/** Milliseconds between looks for a pipeline that should come. A push may bring none, so not long. */
const WAITS = [1_000, 2_000]

/**
 * The head's pipeline; waits a little for one that is to be expected.
 * @param details As they were when the merge request was read.
 */
export async function findPipeline(
  client: Client,
  {ref, diffRefs}: MergeRequest,
  details: MergeRequestDetails,
  timing: Timing
): Promise<Pipeline | null> {
  let current = details
  for (const wait of WAITS) {
    if (!current.awaitsPipeline) break
    await timing.sleep(wait)
    current = await readDetails(client, ref, diffRefs.head)
  }
  return current.pipeline
}
