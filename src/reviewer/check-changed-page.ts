/**
 * Checks one changed page at both ends; where the target branch went on, at its head as well.
 */

import type {Finding} from '../../rules/finding.ts'
import {runRules, runRulesOnDeleted} from '../../rules/run-rules.ts'
import {parsePage} from '../page/parse-page.ts'
import type {FileDiff} from '../review/diff.ts'
import type {Trial} from '../review/prove-remedies.ts'
import type {ReviewedPage} from '../review/reviewed-page.ts'
import type {ChangedPage} from './changed-pages.ts'
import {checkAs, checkBoth, type Ruling, settingsFor} from './check-pages.ts'
import type {Ends} from './ends.ts'

export async function checkChangedPage(page: ChangedPage, ends: Ends, ruling: Ruling): Promise<ReviewedPage> {
  const {file, isCut, base, head, splitFrom, isOnTarget} = page
  // The base has no such page; its links are judged as if it had.
  const before = isOnTarget && base ? ends.withText('base', base.path, base.text) : ends.base
  const compared = await checkBoth({base, head, origin: splitFrom ?? base}, before, ends.head, ruling)
  const now = compared.head ?? compared.deleted
  return {
    pageId: base?.path ?? file.newPath,
    file: isCut ? null : await withDiff(file, base?.text, head?.text),
    base,
    head,
    baseFindings: compared.base?.findings ?? [],
    headFindings: now?.findings ?? [],
    probation: {base: compared.base?.probation ?? [], head: now?.probation ?? []},
    silenced: now?.silenced ?? [],
    notChecked: now?.notChecked ?? [],
    ...((isCut || file.status === 'added') && base && head ? {edits: await hunks(base.text, head.text)} : {}),
    ...(splitFrom === undefined ? {} : {splitFrom}),
    ...(isOnTarget === undefined ? {} : {isOnTarget})
  }
}

/**
 * The page with what the target branch has on it by now, where that is another text than at base. A commit that was
 * squashed or picked into the target branch is in the diff still, and is not this merge request's any more.
 */
export async function withTarget(page: ReviewedPage, ends: Ends, ruling: Ruling): Promise<ReviewedPage> {
  const {base, head, isOnTarget = false} = page
  if (!ends.target || !base || !head || isOnTarget) return page
  const target = (await ends.target.page(base.path)) ?? (await ends.target.page(head.path))
  if (!target || target.text === base.text) return page
  const handbook = ends.withText('base', target.path, target.text)
  const {findings} = await checkAs(head.path, target, handbook, ruling)
  return {...page, target: {page: target, findings}}
}

/** All findings of a page as if its text stood at head; its own anchors are those of that text. */
export async function recheck(
  {head, base, splitFrom, pageId}: ReviewedPage,
  text: string,
  ends: Ends,
  ruling: Ruling
): Promise<readonly Finding[]> {
  const path = head?.path ?? pageId
  const handbook = ends.withText('head', path, text)
  const settings = settingsFor(ruling, path)
  const {findings} = await runRules(parsePage(path, text), handbook, splitFrom ?? base, settings, ruling)
  return findings
}

/** What proves a page's remedies: the files that a patch is for, and the page checked as if they had other texts. */
export function openTrial({head, base, splitFrom, pageId}: ReviewedPage, ends: Ends, ruling: Ruling): Trial {
  const path = head?.path ?? pageId
  const settings = settingsFor(ruling, path)
  return {
    async foresee(paths) {
      await ends.source.foresee?.({texts: paths, files: [], folders: []})
    },
    async read(wanted) {
      const [shown, own] = await Promise.all([ends.head.snapshot.read(wanted), ends.source.read(wanted)])
      // What the target branch changed meanwhile no patch of the source branch can have beside it, and a byte order mark
      // stands in no text.
      const isSure = own?.text != null && own.text === shown?.text && Buffer.byteLength(own.text) === own.size
      return isSure ? (own.text ?? undefined) : undefined
    },
    async recheck(texts) {
      const handbook = ends.withTexts(texts)
      if (!head) return base ? (await runRulesOnDeleted(base, handbook, settings, ruling)).findings : []
      const page = parsePage(path, texts.get(path) ?? head.text)
      return (await runRules(page, handbook, splitFrom ?? base, settings, ruling)).findings
    }
  }
}

/** The file with its diff computed here when the server held it back. */
async function withDiff(file: FileDiff, oldText = '', newText = ''): Promise<FileDiff> {
  if (file.diff !== null) return file
  return {...file, diff: await hunks(file.status === 'added' ? '' : oldText, newText)}
}

async function hunks(oldText: string, newText: string): Promise<string | null> {
  const {compareTexts} = await import('../review/compare-texts.ts')
  return compareTexts(oldText, newText)
}
