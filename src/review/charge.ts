/**
 * Tells what a merge request brings in from what was there before and what it ends: findings at base and head are compared
 * by rule, page and key, as multisets; line numbers play no part.
 */
import {fixOf} from '../../rules/emit-reports.ts'
import type {Finding, Part} from '../../rules/finding.ts'
import type {Place} from '../page/job-family.ts'
import type {Page} from '../page/page.ts'
import {fingerprint, normaliseKey} from './fingerprint.ts'
import {lostSections} from './lost-sections.ts'
import {type MatchedPage, matchPages} from './match-pages.ts'
import {matchParts, type Slot, severityRank, slotsOf} from './match-parts.ts'
import type {ReviewedPage} from './reviewed-page.ts'

/** The reason of a once-a-page rule for some of its parts (`Rule.describe`). */
export type Describe = (rule: string, parts: readonly Part[]) => string

export interface NewFinding {
  readonly pageId: string
  /** Of a once-a-page finding only the new parts, its reason described anew. */
  readonly finding: Finding
  readonly fingerprint: string
}

export interface PreExistingFinding {
  readonly pageId: string
  readonly finding: Finding
  /** The same finding as it stood before: the proof. */
  readonly base: Finding
  /** The page it stood on, this one or another; null when that is not known. */
  readonly basePage: Page | null
  /** Whether that is how the target branch has the page, which the merge base does not have. */
  readonly isOnTarget: boolean
}

export interface FixedFinding {
  readonly pageId: string
  /** As it stood at base. */
  readonly finding: Finding
}

export interface Charges {
  readonly new: readonly NewFinding[]
  readonly preExisting: readonly PreExistingFinding[]
  readonly fixed: readonly FixedFinding[]
}

/**
 * Compares the findings of each page. Of equal findings those on lines that the diff adds count as the new ones. A
 * finding that became more severe is new; one that became less severe was there before, and so was one that moved here
 * from another page with its text. A page that is deleted is charged with what speaks against that, and nothing else.
 */
export function charge(pages: readonly ReviewedPage[], describe: Describe): Charges {
  const charges = matchPages(pages).map((matched) => chargePage(matched, describe))
  return {
    new: charges.flatMap((each) => each.new),
    preExisting: charges.flatMap((each) => each.preExisting),
    fixed: charges.flatMap((each) => each.fixed)
  }
}

function chargePage({page, added, kept, gone}: MatchedPage, describe: Describe): Charges {
  const {pageId, head} = page
  const narrowed = ({finding, parts}: Group) => narrow(finding, parts, describe)
  const proofs = new Map(kept.map((pair) => [pair.head.part, pair.before]))
  const preExisting = regroup(kept.map((pair) => pair.head)).map((group): PreExistingFinding => {
    const before = group.parts.flatMap((part) => proofs.get(part) ?? [])
    const [proof] = before
    const [first] = regroup(before.filter((each) => each.page === proof?.page).map(({slot}) => slot))
    return {
      pageId,
      finding: narrowed(group),
      base: first ? narrowed(first) : group.finding,
      basePage: proof?.page ?? null,
      isOnTarget: proof?.isOnTarget ?? false
    }
  })
  // Whoever silences a finding has not fixed it.
  const silenced = slotsOf((page.silenced ?? []).map(({finding}) => finding))
  // A page that was not read tells nothing of what it ends.
  const unsilenced = head && head.unread === null ? matchParts(gone, silenced, () => false).gone : []
  const lost = page.base && head ? lostSections(page.base, head) : []
  const ended = unsilenced.filter(({part}) => !lost.some((section) => isIn(part.place, section)))
  return {
    new: nameAll(pageId, regroup(added).map(narrowed)),
    preExisting,
    fixed: regroup(ended).map((group) => ({pageId, finding: narrowed(group)}))
  }
}

function isIn({start}: Place, section: Place): boolean {
  const {offset = 0} = start
  return offset >= (section.start.offset ?? 0) && offset < (section.end.offset ?? 0)
}

interface Group {
  readonly finding: Finding
  readonly parts: Part[]
}

/** Parts back under the findings they came from, in page order. */
function regroup(slots: readonly Slot[]): Group[] {
  const groups = Map.groupBy(slots, (slot) => slot.finding)
  return Array.from(groups, ([finding, group]) => {
    const parts = new Set(group.map((slot) => slot.part))
    return {finding, parts: finding.parts.filter((part) => parts.has(part))}
  })
}

/** The finding for some of its parts only. */
function narrow(finding: Finding, parts: readonly Part[], describe: Describe): Finding {
  const [first] = parts
  if (!first || parts.length === finding.parts.length) return finding
  const reason = finding.oncePerPage ? describe(finding.rule, parts) : finding.reason
  return {...finding, parts, reason, place: first.place, fix: fixOf(parts)}
}

/** Names the findings of one page, in page order. */
export function nameAll(pageId: string, findings: readonly Finding[]): NewFinding[] {
  const seen = new Map<string, number>()
  return findings.map((finding) => {
    const {rule, oncePerPage, parts} = finding
    if (oncePerPage) {
      // Such a rule has at most one finding a severity; which parts it names must not rename it.
      const above = findings.filter((other) => other.rule === rule && isWorse(other, finding)).length
      return {pageId, finding, fingerprint: fingerprint(rule, pageId, null, above)}
    }
    const key = parts[0]?.key ?? ''
    const identity = JSON.stringify([rule, normaliseKey(key)])
    const occurrence = seen.get(identity) ?? 0
    seen.set(identity, occurrence + 1)
    return {pageId, finding, fingerprint: fingerprint(rule, pageId, key, occurrence)}
  })
}

function isWorse(a: Finding, b: Finding): boolean {
  return severityRank[a.severity] > severityRank[b.severity]
}

/** What rules on probation would charge: new findings that count for nothing. */
export function chargeProbation(pages: readonly ReviewedPage[], describe: Describe): readonly NewFinding[] {
  const tried = pages.map((page): ReviewedPage => {
    const {base, head} = page.probation ?? {base: [], head: []}
    return {...page, baseFindings: base, headFindings: head}
  })
  return charge(tried, describe).new
}
