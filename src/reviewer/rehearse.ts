/**
 * Runs rules over past merges as a review would have: each merge against its first parent, and only what it brought in.
 */
import {openGitSnapshot} from '../handbook/git-snapshot.ts'
import type {Merge} from '../handbook/merge-history.ts'
import {openHandbook} from '../handbook/open-handbook.ts'
import type {PageCache} from '../handbook/page-cache.ts'
import {charge} from '../review/charge.ts'
import {compareTexts} from '../review/compare-texts.ts'
import type {RehearsedMerge} from '../review/rehearsal.ts'
import type {ReviewedPage} from '../review/reviewed-page.ts'
import {comparePage, describeParts, type PagePaths, type Ruling} from './check-pages.ts'

/** @throws LadderlintError when the merge's commits are not in the repository (a shallow clone). */
export async function rehearseMerge(
  repository: string,
  merge: Merge,
  ruling: Ruling,
  cache: PageCache
): Promise<RehearsedMerge> {
  const earlier = await openGitSnapshot(repository, merge.base)
  const later = await openGitSnapshot(repository, merge.commit)
  try {
    const base = openHandbook(earlier, {cache})
    const head = openHandbook(later, {cache, earlier})
    const pages: ReviewedPage[] = []
    for (const paths of merge.pages) {
      const {base: before, head: after, deleted} = await comparePage(paths, base, head, ruling)
      const checked = after ?? deleted
      if (!checked) continue
      pages.push({
        pageId: paths.base ?? checked.page.path,
        file: after && diffOf(paths, before?.page.text ?? '', after.page.text),
        base: before?.page ?? null,
        head: after?.page ?? null,
        baseFindings: before?.findings ?? [],
        headFindings: checked.findings,
        notChecked: checked.notChecked
      })
    }
    const {commit, date, subject} = merge
    const charges = charge(pages, describeParts)
    return {commit, date, subject, pages: merge.pages.length, charged: charges.new}
  } finally {
    earlier.close()
    later.close()
  }
}

/** Which of equal findings is the new one, only the changed lines tell. */
function diffOf({base, head}: PagePaths, oldText: string, newText: string): ReviewedPage['file'] {
  const newPath = head ?? base ?? ''
  const status = base === null ? 'added' : base === head ? 'modified' : 'renamed'
  return {oldPath: base ?? newPath, newPath, status, diff: compareTexts(oldText, newText)}
}
