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
 * Hunks, '' where nothing but name or mode changed or the file is empty, null where GitLab held the text back or the
 * file is binary ("Binary files … differ"). GitLab sends '' for both of the first two; only its flags tell them apart.
 */
function hunksOf(answer: Answer): string | null {
  const diff = answer.diff ?? ''
  if (/^@@ /m.test(diff)) return diff
  if (diff !== '' || answer.collapsed || answer.too_large) return null
  const empty = answer.new_file || answer.deleted_file
  const modeOnly = answer.a_mode !== answer.b_mode
  return empty || answer.renamed_file || modeOnly ? '' : null
}
