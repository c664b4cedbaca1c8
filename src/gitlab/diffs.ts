/**
 * File diffs of a merge request. Source: GitLab docs, api/merge_requests, "List merge request diffs"; limits:
 * administration/diff_limits.
 */
import type {z} from 'zod'
import type {FileDiff} from '../review/diff.ts'
import type {MergeRequestRef} from '../reviewer/forge.ts'
import {all} from './answers.ts'
import type {Client} from './client.ts'
import type {MergeRequestDetails} from './merge-request.ts'
import {diffSchema} from './schemas.ts'

type Answer = z.infer<typeof diffSchema>

export interface Diffs {
  readonly files: readonly FileDiff[]
  /** Whether GitLab left files out. */
  readonly overflow: boolean
}

/** @throws GitLabError */
export async function readDiffs(
  client: Client,
  {project, iid}: MergeRequestRef,
  {changes}: MergeRequestDetails
): Promise<Diffs> {
  const answers = await all(client, `projects/${project}/merge_requests/${iid}/diffs`, diffSchema)
  // Files beyond the hard limits are missing without a word; the merge request's own count is what tells.
  const overflow = changes !== null && (changes.atLeast || changes.count > answers.length)
  return {files: answers.map(toFileDiff), overflow}
}

/** git's modes of links and sub-modules. */
const SPECIAL = /^(?:120000|160000)$/

export function toFileDiff(answer: Answer): FileDiff {
  return {
    oldPath: answer.old_path,
    newPath: answer.new_path,
    status: statusOf(answer),
    diff: hunksOf(answer),
    ...(SPECIAL.test(answer.a_mode ?? '') || SPECIAL.test(answer.b_mode ?? '') ? {isSpecial: true} : {})
  }
}

function statusOf(answer: Answer): FileDiff['status'] {
  if (answer.new_file) return 'added'
  if (answer.deleted_file) return 'deleted'
  return answer.renamed_file ? 'renamed' : 'modified'
}

/**
 * Hunks; '' where nothing but name or mode changed or the file is gone; null where GitLab held the text back, or may have,
 * and for a binary file ("Binary files … differ"). GitLab sends '' for the first two alike. The flags that tell them apart
 * came with 18.4, and are wrong beyond a collection's limits (gitlab#544924): a new file without lines is read to be sure.
 */
function hunksOf(answer: Answer): string | null {
  const diff = answer.diff ?? ''
  if (/^@@ /m.test(diff)) return diff
  const isWhole = answer.collapsed === false && answer.too_large === false
  if (diff !== '' || !isWhole || answer.new_file) return null
  const modeOnly = answer.a_mode !== answer.b_mode
  return answer.deleted_file || answer.renamed_file || modeOnly ? '' : null
}
