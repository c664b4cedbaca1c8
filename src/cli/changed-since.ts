/**
 * `check --since REF`: the pages of the working tree that differ from the merge base with REF, with only those findings
 * that the base does not have.
 */
import {realpath} from 'node:fs/promises'
import {LadderlintError} from '../config/ladderlint-error.ts'
import {runGit} from '../handbook/git-command.ts'
import {commitId, openGitSnapshot} from '../handbook/git-snapshot.ts'
import {parseNameStatus} from '../handbook/name-status.ts'
import {noRepository} from '../handbook/no-repository.ts'
import {openFolderHandbook, openHandbook} from '../handbook/open-handbook.ts'
import {isJobFamilyPath} from '../handbook/paths.ts'
import {charge, chargeProbation} from '../review/charge.ts'
import type {ReviewedPage} from '../review/reviewed-page.ts'
import {
  type CheckedPage,
  comparePage,
  describeParts,
  type PagePaths,
  type Ruling
} from '../reviewer/check-pages.ts'
import {endWhenHung} from './end-hung-check.ts'
import type {FoundPages} from './find-pages.ts'

/**
 * @param asked The pages that were asked for; their root must be the repository's top folder.
 * @returns The changed ones among them, pages that only moved included; of those that are gone what speaks against it,
 *   with the page as it was.
 */
export async function changedSince(since: string, asked: FoundPages, ruling: Ruling): Promise<CheckedPage[]> {
  const {root} = asked
  await demandTopFolder(root)
  const commit = await mergeBase(root, since)
  const snapshot = await openGitSnapshot(root, commit)
  try {
    const base = openHandbook(snapshot)
    const handbook = openFolderHandbook(root, {earlier: snapshot})
    const results: CheckedPage[] = []
    const changed = amongAsked(await changedPaths(root, commit), asked)
    const inTime = await endWhenHung(root, changed.map(pathOf))
    for (const paths of changed) {
      const compared = await inTime(pathOf(paths), () => comparePage(paths, base, handbook, ruling))
      const checked = compared.head ?? compared.deleted
      if (!checked) continue
      const {page, silenced, notChecked} = checked
      const reviewed: ReviewedPage = {
        pageId: paths.base ?? page.path,
        file: null,
        base: compared.base?.page ?? null,
        head: compared.head?.page ?? null,
        baseFindings: compared.base?.findings ?? [],
        headFindings: checked.findings,
        probation: {base: compared.base?.probation ?? [], head: checked.probation},
        silenced,
        notChecked
      }
      const charged = charge([reviewed], describeParts).new
      const onProbation = chargeProbation([reviewed], describeParts)
      results.push({
        page,
        findings: charged.map(({finding}) => finding),
        probation: onProbation.map(({finding}) => finding),
        silenced,
        notChecked
      })
    }
    return results
  } finally {
    snapshot.close()
  }
}

function pathOf({head, base}: PagePaths): string {
  return head ?? base ?? ''
}

/** Pages that stand where somebody asked, or stood there. */
function amongAsked(changed: readonly PagePaths[], {pages, folders}: FoundPages): readonly PagePaths[] {
  const present = new Set(pages)
  const stoodThere = (base: string | null): boolean =>
    base !== null &&
    isJobFamilyPath(base) &&
    folders.some((folder) => folder === '' || base.startsWith(`${folder}/`))
  const among: PagePaths[] = []
  for (const {base, head} of changed) {
    const isPage = head !== null && (present.has(head) || isJobFamilyPath(head))
    if (head !== null && present.has(head)) among.push({base, head})
    else if (stoodThere(base)) among.push({base, head: isPage ? head : null})
  }
  return among
}

async function demandTopFolder(root: string): Promise<void> {
  const top = (await runGit(root, ['rev-parse', '--show-toplevel']))?.trim()
  if (top !== undefined && (await realpath(root)) === top) return
  const hint = 'With --since the handbook must be a git repository of its own; set --root to its top folder'
  if (top === undefined) throw await noRepository(root, hint)
  throw new LadderlintError(`"${root}" is not the repository's top folder, "${top}" is`, {hint})
}

async function mergeBase(root: string, since: string): Promise<string> {
  const id = await commitId(root, since)
  const base = (await runGit(root, ['merge-base', id, 'HEAD']))?.trim()
  if (base) return base
  throw new LadderlintError(`"${since}" and HEAD have no common ancestor here`, {
    hint: 'Fetch the whole history first (in a CI job: GIT_DEPTH: 0)'
  })
}

/** What differs between the commit and the working tree, untracked files included. */
async function changedPaths(root: string, commit: string): Promise<PagePaths[]> {
  const status = (await runGit(root, ['diff', '--name-status', '-M', '-z', commit, '--'])) ?? ''
  const untracked = (await runGit(root, ['ls-files', '--others', '--exclude-standard', '-z'])) ?? ''
  const paths: PagePaths[] = parseNameStatus(status)
  for (const path of untracked.split('\0')) if (path !== '') paths.push({base: null, head: path})
  return paths
}
