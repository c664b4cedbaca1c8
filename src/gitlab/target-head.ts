/**
 * Where the target branch of a merge request is by now, and what changed on it since the merge base. Its `diff_refs` tell
 * only where it was when the diff was made: a push to the target branch makes no new version of the diff.
 */
import type {FileDiff} from '../review/diff.ts'
import {readBranchHead} from './branches.ts'
import type {Client} from './client.ts'
import {readComparison} from './comparison.ts'
import {GitLabError} from './errors.ts'
import type {ForgeCache} from './forge-cache.ts'
import type {MergeRequestDetails, Untargeted} from './merge-request.ts'

export interface TargetHead {
  readonly commit: string
  /** All files that differ from the merge base; null where that is not known. */
  readonly files: readonly FileDiff[] | null
}

/** Further behind, a comparison is more to send than the folders that a review looks at. */
const MOST_COMPARED = 300

/**
 * The target branch; as it was at the diff's version where GitLab does not tell, or the branch is gone. Asks only when the
 * branch has moved since it was last asked: from the same merge base, as many commits as before lead to the same head.
 * @throws GitLabError
 */
export async function readTargetHead(
  client: Client,
  mergeRequest: Untargeted,
  {behind}: MergeRequestDetails,
  {targets}: ForgeCache
): Promise<TargetHead> {
  const {ref, state, targetBranch, diffRefs} = mergeRequest
  const asItWas = {commit: diffRefs.start, files: null}
  if (state !== 'opened' || !behind) return asItWas
  const key = JSON.stringify([ref.project, targetBranch, diffRefs.base, behind])
  const known = targets.get(key)
  if (known) return known
  const found =
    (behind > MOST_COMPARED ? undefined : await compare(client, mergeRequest)) ??
    (await askForBranch(client, mergeRequest))
  if (!found) return asItWas
  targets.set(key, found)
  return found
}

async function compare(
  client: Client,
  {ref, targetBranch, diffRefs}: Untargeted
): Promise<TargetHead | undefined> {
  try {
    const refs = {from: diffRefs.base, to: targetBranch}
    const {head, files, overflow} = await readComparison(client, ref.project, refs)
    return head === null ? undefined : {commit: head, files: overflow ? null : files}
  } catch (error) {
    // The branch alone is a smaller question; what it answers tells a GitLab that is down from one that is slow to compare.
    if (error instanceof GitLabError && (error.status === 404 || error.retryable)) return undefined
    throw error
  }
}

async function askForBranch(
  client: Client,
  {ref, targetBranch}: Untargeted
): Promise<TargetHead | undefined> {
  const branch = await readBranchHead(client, ref.project, targetBranch)
  return branch && {commit: branch.id, files: null}
}
