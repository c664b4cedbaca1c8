/**
 * Who is to approve a merge request: the policy's steps, and the target branch's CODEOWNERS. A merge request cannot
 * change its own owners, so the file is not read from its head.
 */
import {isJobFamilyPath, policyUrl} from '../handbook/paths.ts'
import {folderOf, nameOf} from '../handbook/repository-path.ts'
import type {Snapshot} from '../handbook/snapshot.ts'
import {type ApprovalStep, policySteps, renderApprovals} from '../review/approvals.ts'
import {CODE_OWNERS_PATHS, type Ownership, ownersOf, parseCodeOwners} from '../review/code-owners.ts'
import type {FileDiff} from '../review/diff.ts'
import type {ReviewedPage} from '../review/reviewed-page.ts'
import {touchedGrades} from '../review/touched-grades.ts'

/**
 * @param target The target branch by now.
 * @param files All changed files. Owners are named of the job families among them only: a change all over the handbook
 *   has dozens of others, and GitLab lists them beside the merge request.
 * @returns Markdown; null when there is nobody to name.
 */
export async function readApprovals(
  target: Snapshot,
  files: readonly FileDiff[],
  pages: readonly ReviewedPage[],
  steps: readonly ApprovalStep[] = policySteps
): Promise<string | null> {
  if (pages.length === 0) return null
  const paths = files.flatMap(({oldPath, newPath}) => [oldPath, newPath]).filter(isJobFamilyPath)
  return renderApprovals({
    steps,
    policyUrl: policyUrl('approval-flow'),
    grades: touchedGrades(pages),
    owners: await readOwners(target, [...new Set(paths)])
  })
}

async function readOwners(target: Snapshot, paths: readonly string[]): Promise<readonly Ownership[] | null> {
  for (const path of CODE_OWNERS_PATHS) {
    if (!(await isThere(target, path))) continue
    const text = (await target.read(path))?.text
    return text ? ownersOf(parseCodeOwners(text), paths) : null
  }
  return null
}

/** Listings are shared with the rest of the review; asking for files that are not there would be a request each. */
async function isThere(target: Snapshot, path: string): Promise<boolean> {
  const folder = folderOf(path)
  const isListed =
    folder === '' || (await target.entries(''))?.some(({name, kind}) => name === folder && kind === 'folder')
  if (!isListed) return false
  return (
    (await target.entries(folder))?.some(({name, kind}) => name === nameOf(path) && kind === 'file') ?? false
  )
}
