/**
 * Checks the job-family pages that a merge request changes, at its base and at its head, and proves their fixes.
 */
import {lostIds} from '../../rules/inbound-link/lost-ids.ts'
import {type Charges, charge, chargeProbation, type NewFinding} from '../review/charge.ts'
import type {FileDiff} from '../review/diff.ts'
import {settlePageIds} from '../review/page-ids.ts'
import {type ProvenFix, proveFixes} from '../review/prove-fixes.ts'
import {type ProvenRemedy, proveRemedies} from '../review/prove-remedies.ts'
import type {ReviewedPage} from '../review/reviewed-page.ts'
import {defaultThreadSettings} from '../review/threads.ts'
import {type ChangedPage, readChangedPages} from './changed-pages.ts'
import type {CheckCourse, CheckSubject} from './check.ts'
import {checkChangedPage, openTrial, recheck, withTarget} from './check-changed-page.ts'
import {describeParts, isPage} from './check-pages.ts'
import {describeContradictions, touchesGradeTables} from './contradicted-families.ts'
import type {Ends} from './ends.ts'
import {foreseePages, foreseeTargets} from './foresee-pages.ts'
import {firstInLine, inTurns, type Pace} from './in-turns.ts'
import {findPageFiles} from './page-files.ts'
import {rulingFrom} from './ruling-source.ts'
import {type Wording, wordingOf} from './word-balance.ts'

export interface CheckedMergeRequest {
  readonly pages: readonly ReviewedPage[]
  readonly charges: Charges
  /** New findings of rules on probation. */
  readonly probation: readonly NewFinding[]
  readonly fixes: readonly ProvenFix[]
  readonly remedies: readonly ProvenRemedy[]
  /** What could not be looked at, one sentence each. */
  readonly limits: readonly string[]
  /** Ids of those pages. */
  readonly unchecked: ReadonlySet<string>
  /** What else there is to say of the change, one sentence each. */
  readonly remarks: readonly string[]
  /** The balance of coded words on the changed pages. */
  readonly wording: Wording
}

const NOTHING: CheckedMergeRequest = {
  pages: [],
  charges: {new: [], preExisting: [], fixed: []},
  probation: [],
  fixes: [],
  remedies: [],
  limits: [],
  unchecked: new Set(),
  remarks: [],
  wording: {balances: [], url: ''}
}

const CUT =
  'GitLab cut the list of changed files; the pages it left out were found by comparing folders, and have no threads.'

/** @throws What the snapshots behind `ends` throw. */
export async function checkMergeRequest(
  ends: Ends,
  {diffs, ruling: source, threads = defaultThreadSettings, ignored, recalled}: CheckSubject,
  course: CheckCourse & Pace = {}
): Promise<CheckedMergeRequest> {
  const ruling = rulingFrom(source)
  const files = await findPageFiles(diffs, ends, ruling)
  const change = {base: ends.base, head: ends.head, files: diffs.files}
  const editsTables = touchesGradeTables(change)
  if (files.length === 0 && !editsTables) return NOTHING
  if (files.length > 0) await course.onStart?.()

  await foreseePages(files, ends)
  const changed = await readChangedPages(files, ends, (path) => isPage(ruling, path), course)
  await foreseeTargets(changed.pages, ends)
  let pages: readonly ReviewedPage[] = await firstInLine(
    changed.pages,
    isSearchedFor,
    ({file}) => file.newPath,
    (page) => checkChangedPage(page, ends, ruling),
    course
  )
  let charges = charge(pages, describeParts)
  if (ends.target && charges.new.length > 0) {
    const charged = new Set(charges.new.map(({pageId}) => pageId))
    const compare = async (page: ReviewedPage) =>
      charged.has(page.pageId) ? withTarget(page, ends, ruling) : page
    pages = await inTurns(pages, pathOf, compare, course)
    charges = charge(pages, describeParts)
  }
  if (recalled) {
    pages = settlePageIds(pages, charges, recalled)
    charges = charge(pages, describeParts)
  }

  const prove = async (page: ReviewedPage) => {
    const own = charges.new.filter(
      ({pageId, finding}) => pageId === page.pageId && !ignored?.has(finding.rule)
    )
    const again = (text: string) => recheck(page, text, ends, ruling)
    const fixes = await proveFixes(page, own, again, threads.from)
    return {fixes, remedies: await proveRemedies(page, own, openTrial(page, ends, ruling), threads.from)}
  }
  const proven = await inTurns(pages, pathOf, prove, {...course, atOnce: 1})
  const remarks = editsTables ? await describeContradictions(change, ruling, course) : []
  return {
    pages,
    charges,
    probation: chargeProbation(pages, describeParts),
    fixes: proven.flatMap(({fixes}) => fixes),
    remedies: proven.flatMap(({remedies}) => remedies),
    ...gapsOf(changed.missing, pages, charges),
    wording: wordingOf(pages, ruling),
    remarks: files.some(({isCut}) => isCut) ? [CUT, ...remarks] : remarks
  }
}

/**
 * Whether the page leaves its address, or loses headings: who links there takes a search, of which GitLab allows few. Asked
 * in one order they find the same whatever is known already.
 */
function isSearchedFor({base, head}: ChangedPage): boolean {
  if (!base) return false
  return base.path !== head?.path || lostIds(base, head).length > 0
}

function pathOf({head, pageId}: ReviewedPage): string {
  return head?.path ?? pageId
}

/** Pages of which the review knows nothing, or next to nothing: nobody must take that for "nothing found". */
function gapsOf(
  missing: readonly FileDiff[],
  pages: readonly ReviewedPage[],
  charges: Charges
): Pick<CheckedMergeRequest, 'limits' | 'unchecked'> {
  const unread = pages.filter(({head}) => head !== null && head.unread !== null)
  const charged = new Set(charges.new.map(({pageId}) => pageId))
  return {
    limits: [
      ...missing.map(({newPath}) => `GitLab does not hand out "${newPath}".`),
      ...unread.flatMap(({pageId, head}) =>
        head && !charged.has(pageId) ? [`"${head.path}" was not checked: ${head.unread?.reason}.`] : []
      )
    ],
    unchecked: new Set([...missing.map(({oldPath}) => oldPath), ...unread.map(({pageId}) => pageId)])
  }
}
