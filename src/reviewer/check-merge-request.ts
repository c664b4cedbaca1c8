/**
 * Checks the job-family pages that a merge request changes, at its base and at its head, and proves their fixes.
 */
import {type Charges, charge, chargeProbation, type NewFinding} from '../review/charge.ts'
import type {FileDiff} from '../review/diff.ts'
import {settlePageIds} from '../review/page-ids.ts'
import {type ProvenFix, proveFixes} from '../review/prove-fixes.ts'
import type {ReviewedPage} from '../review/reviewed-page.ts'
import type {Recalled} from '../review/said.ts'
import {readChangedPages} from './changed-pages.ts'
import {checkChangedPage, recheck, withTarget} from './check-changed-page.ts'
import {describeParts, isPage} from './check-pages.ts'
import {describeContradictions, touchesGradeTables} from './contradicted-families.ts'
import {openEnds} from './ends.ts'
import type {Forge, MergeRequest} from './forge.ts'
import {inTurns} from './in-turns.ts'
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

/** @param onStart Called before pages are checked, when there are any. */
export async function checkMergeRequest(
  forge: Forge,
  mergeRequest: MergeRequest,
  diffs: {readonly files: readonly FileDiff[]; readonly overflow: boolean},
  {
    ruling,
    cache,
    ignored,
    recalled
  }: Pick<ReviewSettings, 'ruling' | 'cache'> & {
    /** Rules that people set aside: no suggestion changes what they are about. */
    readonly ignored?: ReadonlySet<string>
    /** What earlier reviews said and remember; undefined for a first one. */
    readonly recalled?: Pick<Recalled, 'state' | 'threads'>
  },
  onStart: () => Promise<void>,
  signal?: AbortSignal
): Promise<CheckedMergeRequest> {
  const files = diffs.files.filter(({oldPath, newPath}) => isPage(ruling, newPath) || isPage(ruling, oldPath))
  const limits = diffs.overflow
    ? ['GitLab cut the list of changed files: job-family pages beyond its limit were not checked.']
    : []
  const ends = openEnds(forge, mergeRequest, cache)
  const change = {base: ends.base, head: ends.head, files: diffs.files}
  const editsTables = touchesGradeTables(change)
  if (files.length === 0 && !editsTables) return {...NOTHING, limits}
  if (files.length > 0) await onStart()

  const changed = await readChangedPages(files, ends, (path) => isPage(ruling, path), signal)
  let pages: readonly ReviewedPage[] = await inTurns(
    changed,
    (page) => checkChangedPage(page, ends, ruling),
    signal
  )
  let charges = charge(pages, describeParts)
  if (ends.target && charges.new.length > 0) {
    const charged = new Set(charges.new.map(({pageId}) => pageId))
    const compare = (page: ReviewedPage) => (charged.has(page.pageId) ? withTarget(page, ends, ruling) : page)
    pages = await inTurns(pages, async (page) => compare(page), signal)
    charges = charge(pages, describeParts)
  }
  if (recalled) {
    pages = settlePageIds(pages, charges, recalled)
    charges = charge(pages, describeParts)
  }

  const fixes: ProvenFix[] = []
  for (const page of pages) {
    signal?.throwIfAborted()
    const own = charges.new.filter(
      ({pageId, finding}) => pageId === page.pageId && !ignored?.has(finding.rule)
    )
    fixes.push(...(await proveFixes(page, own, (text) => recheck(page, text, ends, ruling))))
  }
  const remarks = editsTables ? await describeContradictions(change, ruling, signal) : []
  const probation = chargeProbation(pages, describeParts)
  return {pages, charges, probation, fixes, limits, remarks}
}
