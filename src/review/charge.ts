/**
 * Tells what a merge request brings in from what was there before and what it ends: findings at base and head are compared
 * by rule, page and key, as multisets; line numbers play no part.
 */
import {fixOf} from '../../rules/emit-reports.ts'
import type {Finding, Part} from '../../rules/finding.ts'
import {parseHunks} from './diff.ts'
import {fingerprint, normaliseKey} from './fingerprint.ts'
import {gitLines, linesOf} from './git-lines.ts'
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
  /** The same finding at base: the proof. */
  readonly base: Finding
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
 * finding that became more severe is new; one that became less severe was there before. A page that is deleted
 * is charged with what speaks against that, and nothing else.
 */
export function charge(pages: readonly ReviewedPage[], describe: Describe): Charges {
  const charges = pages.map((page) => chargePage(page, describe))
  return {
    new: charges.flatMap((each) => each.new),
    preExisting: charges.flatMap((each) => each.preExisting),
    fixed: charges.flatMap((each) => each.fixed)
  }
}

function chargePage(page: ReviewedPage, describe: Describe): Charges {
  const {pageId, head} = page
  if (!head) return {new: nameAll(pageId, page.headFindings), preExisting: [], fixed: []}
  const isAdded = addedIn(page.file?.diff ?? '', head.text)
  const {added, kept, gone} = matchParts(slotsOf(page.baseFindings), slotsOf(page.headFindings), isAdded)

  const narrowed = (finding: Finding, parts: readonly Part[]) => narrow(finding, parts, describe)
  const fresh = regroup(added).map(({finding, parts}) => narrowed(finding, parts))
  const proofOf = new Map(kept.map((pair) => [pair.head.part, pair.base]))
  const preExisting = regroup(kept.map((pair) => pair.head)).map(({finding, parts}) => {
    const [proof] = regroup(parts.flatMap((part) => proofOf.get(part) ?? []))
    return {
      pageId,
      finding: narrowed(finding, parts),
      base: proof ? narrowed(proof.finding, proof.parts) : finding
    }
  })
  // Whoever silences a finding has not fixed it.
  const silenced = slotsOf((page.silenced ?? []).map(({finding}) => finding))
  const ended = matchParts(gone, silenced, isAdded).gone
  const fixed = regroup(ended).map(({finding, parts}) => ({pageId, finding: narrowed(finding, parts)}))
  return {new: nameAll(pageId, fresh), preExisting, fixed}
}

/** Parts back under the findings they came from, in page order. */
function regroup(slots: readonly Slot[]): {finding: Finding; parts: Part[]}[] {
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

/** Tells whether something on the head page stands on a line that the diff adds. */
export function addedIn(diff: string, text: string): (thing: Pick<Part, 'place'>) => boolean {
  const lines = gitLines(text)
  const added = new Set<number>()
  for (const hunk of parseHunks(diff)) {
    for (const line of hunk.lines) if (line.kind === 'added') added.add(line.newLine)
  }
  return ({place}) => {
    const {first, last} = linesOf(lines, place)
    for (let line = first; line <= last; line++) if (added.has(line)) return true
    return false
  }
}
