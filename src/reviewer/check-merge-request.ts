/**
 * Checks the job-family pages that a merge request changes, at its base and at its head, and proves their fixes.
 */
import {runRules} from '../../rules/run-rules.ts'
import type {Handbook} from '../handbook/handbook.ts'
import {withFile} from '../handbook/memory-snapshot.ts'
import {openHandbook} from '../handbook/open-handbook.ts'
import type {Snapshot} from '../handbook/snapshot.ts'
import {parsePage} from '../page/parse-page.ts'
import {type Charges, charge, chargeProbation, type NewFinding} from '../review/charge.ts'
import type {FileDiff} from '../review/diff.ts'
import {type ProvenFix, proveFixes} from '../review/prove-fixes.ts'
import type {ReviewedPage} from '../review/reviewed-page.ts'
import {comparePage, describeParts, isPage, type Ruling, settingsFor} from './check-pages.ts'
import {describeContradictions, touchesGradeTables} from './contradicted-families.ts'
import type {Forge, MergeRequest} from './forge.ts'
import type {ReviewSettings} from './review-settings.ts'

export interface CheckedMergeRequest {
  readonly pages: readonly ReviewedPage[]
  readonly charges: Charges
  /** New findings of rules on probation. */
  readonly probation: readonly NewFinding[]
  readonly fixes: readonly ProvenFix[]
  /** What could not be looked at, one sentence each. */
  readonly limits: readonly string[]
  /** What else there is to say of the change, one sentence each. */
  readonly remarks: readonly string[]
}

const NOTHING: CheckedMergeRequest = {
  pages: [],
  charges: {new: [], preExisting: [], fixed: []},
  probation: [],
  fixes: [],
  limits: [],
  remarks: []
}

/** Pages checked at the same time; each costs reads from GitLab. */
const AT_ONCE = 4

/** @param onStart Called before pages are checked, when there are any. */
export async function checkMergeRequest(
  forge: Forge,
  mergeRequest: MergeRequest,
  diffs: {readonly files: readonly FileDiff[]; readonly overflow: boolean},
  {
    ruling,
    cache,
    ignored
  }: Pick<ReviewSettings, 'ruling' | 'cache'> & {
    /** Rules that people set aside: no suggestion changes what they are about. */
    readonly ignored?: ReadonlySet<string>
  },
  onStart: () => Promise<void>,
  signal?: AbortSignal
): Promise<CheckedMergeRequest> {
  const files = diffs.files.filter(({oldPath, newPath}) => isPage(ruling, newPath) || isPage(ruling, oldPath))
  const limits = diffs.overflow
    ? ['GitLab cut the list of changed files: job-family pages beyond its limit were not checked.']
    : []
  const {ref, diffRefs} = mergeRequest
  const earlier = forge.snapshot(ref, diffRefs.base)
  const base = openHandbook(earlier, {cache})
  const openHead = (snapshot: Snapshot) => openHandbook(snapshot, {cache, earlier})
  const head = openHead(forge.snapshot(ref, diffRefs.head))
  const change = {base, head, files: diffs.files}
  const editsTables = touchesGradeTables(change)
  if (files.length === 0 && !editsTables) return {...NOTHING, limits}
  if (files.length > 0) await onStart()

  const pages: ReviewedPage[] = []
  for (let from = 0; from < files.length; from += AT_ONCE) {
    signal?.throwIfAborted()
    pages.push(
      ...(await Promise.all(
        files.slice(from, from + AT_ONCE).map((file) => reviewedPage(file, base, head, ruling))
      ))
    )
  }

  const charges = charge(pages, describeParts)
  const fixes: ProvenFix[] = []
  for (const page of pages) {
    signal?.throwIfAborted()
    const own = charges.new.filter(
      ({pageId, finding}) => pageId === page.pageId && !ignored?.has(finding.rule)
    )
    fixes.push(...(await proveFixes(page, own, (text) => recheck(page, text, head, openHead, ruling))))
  }
  const remarks = editsTables ? await describeContradictions(change, ruling, signal) : []
  const probation = chargeProbation(pages, describeParts)
  return {pages, charges, probation, fixes, limits, remarks}
}

async function reviewedPage(
  file: FileDiff,
  base: Handbook,
  head: Handbook,
  ruling: Ruling
): Promise<ReviewedPage> {
  const paths = {
    base: file.status === 'added' ? null : file.oldPath,
    head: file.status === 'deleted' || !isPage(ruling, file.newPath) ? null : file.newPath
  }
  const compared = await comparePage(paths, base, head, ruling)
  const now = compared.head ?? compared.deleted
  return {
    pageId: paths.base ?? file.newPath,
    file: await withDiff(file, compared.base?.page.text, compared.head?.page.text),
    base: compared.base?.page ?? null,
    head: compared.head?.page ?? null,
    baseFindings: compared.base?.findings ?? [],
    headFindings: now?.findings ?? [],
    probation: {base: compared.base?.probation ?? [], head: now?.probation ?? []},
    silenced: now?.silenced ?? [],
    notChecked: now?.notChecked ?? []
  }
}

/** The file with its diff computed here when the server held it back. */
async function withDiff(file: FileDiff, oldText = '', newText = ''): Promise<FileDiff> {
  if (file.diff !== null) return file
  const {compareTexts} = await import('../review/compare-texts.ts')
  return {...file, diff: compareTexts(oldText, newText)}
}

/** All findings of a page as if its text stood at head; its own anchors are those of that text. */
async function recheck(
  page: ReviewedPage,
  text: string,
  head: Handbook,
  openHead: (snapshot: Snapshot) => Handbook,
  ruling: Ruling
) {
  const path = page.head?.path ?? page.pageId
  const fixed = openHead(withFile(head.snapshot, path, text))
  const settings = settingsFor(ruling, path)
  const {findings} = await runRules(parsePage(path, text), fixed, page.base, settings, ruling)
  return findings
}
