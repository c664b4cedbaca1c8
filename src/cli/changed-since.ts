/**
 * `check --since REF`: the pages of the working tree that differ from the merge base with REF, with only those findings
 * that the base does not have.
 */
import {realpath} from 'node:fs/promises'
import {LadderlintError} from '../config/ladderlint-error.ts'
import {runGit} from '../handbook/git-command.ts'
import {commitId, openGitSnapshot} from '../handbook/git-snapshot.ts'
import type {Handbook} from '../handbook/handbook.ts'
import {openHandbook} from '../handbook/open-handbook.ts'
import {charge} from '../review/charge.ts'
import {
  type CheckedPage,
  comparePage,
  describeParts,
  type PagePaths,
  type Ruling
} from '../reviewer/check-pages.ts'

/**
 * @param root Top folder of the handbook, which must be the repository's.
 * @param pages The pages that were asked for, as paths from the root.
 * @returns The changed ones among them, pages that only moved included.
 */
export async function changedSince(
  since: string,
  root: string,
  pages: readonly string[],
  handbook: Handbook,
  ruling: Ruling
): Promise<CheckedPage[]> {
  await demandTopFolder(root)
  const commit = await mergeBase(root, since)
  const snapshot = await openGitSnapshot(root, commit)
  try {
    const base = openHandbook(snapshot)
    const asked = new Set(pages)
    const changed = (await changedPaths(root, commit)).filter(({head}) => head !== null && asked.has(head))
    const results: CheckedPage[] = []
    for (const paths of changed) {
      const compared = await comparePage(paths, base, handbook, ruling)
      if (!compared.head) continue
      const {page, findings, notChecked} = compared.head
      const charges = charge(
        [
          {
            pageId: paths.base ?? page.path,
            file: null,
            base: compared.base?.page ?? null,
            head: page,
            baseFindings: compared.base?.findings ?? [],
            headFindings: findings,
            notChecked
          }
        ],
        (rule, parts) => describeParts(ruling, rule, parts)
      )
      results.push({page, findings: charges.new.map(({finding}) => finding), notChecked})
    }
    return results
  } finally {
    snapshot.close()
  }
}

async function demandTopFolder(root: string): Promise<void> {
  const top = (await runGit(root, ['rev-parse', '--show-toplevel']))?.trim()
  if (top !== undefined && (await realpath(root)) === top) return
  throw new LadderlintError(
    top === undefined
      ? `"${root}" is not inside a git repository`
      : `"${root}" is not the repository's top folder, "${top}" is`,
    {hint: 'With --since the handbook must be a git repository of its own; set --root to its top folder'}
  )
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
  const paths: PagePaths[] = []
  const fields = status.split('\0')
  for (let at = 0; at + 1 < fields.length; ) {
    const letter = fields[at]?.charAt(0)
    const first = fields[at + 1] ?? null
    const moved = letter === 'R' || letter === 'C'
    if (moved) paths.push({base: first, head: fields[at + 2] ?? null})
    else paths.push({base: letter === 'A' ? null : first, head: letter === 'D' ? null : first})
    at += moved ? 3 : 2
  }
  for (const path of untracked.split('\0')) if (path !== '') paths.push({base: null, head: path})
  return paths
}
