/**
 * Charged findings as people meet them: equal ones on a page are one thread with a count.
 */
import {applyFixes} from '../../rules/apply-fixes.ts'
import type {Edit, Finding, Severity} from '../../rules/finding.ts'
import type {NewFinding} from './charge.ts'
import {normaliseKey} from './fingerprint.ts'
import {severityRank} from './match-parts.ts'

export interface FindingGroup {
  /** Of its first finding. */
  readonly fingerprint: string
  readonly pageId: string
  readonly severity: Severity
  readonly first: Finding
  /** In page order, at least one. */
  readonly findings: readonly NewFinding[]
}

/** Groups findings of one rule with one cause: page, key, severity and reason are equal. Keeps the order of the first. */
export function groupFindings(findings: readonly NewFinding[]): FindingGroup[] {
  const groups = Map.groupBy(findings, ({pageId, finding}) => {
    const {rule, severity, reason, parts, oncePerPage} = finding
    const keys = oncePerPage ? null : parts.map((part) => normaliseKey(part.key))
    return JSON.stringify([pageId, rule, severity, reason, keys])
  })
  return Array.from(groups.values()).flatMap((group): FindingGroup[] => {
    const [first] = group
    if (!first) return []
    const {fingerprint, pageId, finding} = first
    return [{fingerprint, pageId, severity: finding.severity, first: finding, findings: group}]
  })
}

/** Errors first; among equals the order stays. */
export function worstFirst(groups: readonly FindingGroup[]): FindingGroup[] {
  return [...groups].sort((a, b) => severityRank[b.severity] - severityRank[a.severity])
}

/** Least severity that fails a review; with `never` none does. */
export type FailOn = Severity | 'never'

/** Whether a finding is at least as severe. */
export function isAtLeast(severity: Severity, least: FailOn): boolean {
  return least !== 'never' && severityRank[severity] >= severityRank[least]
}

/** The edits that end all findings of a group; null when one of them has no fix. */
export function editsOf({findings}: FindingGroup): readonly Edit[] | null {
  const fixes = findings.flatMap(({finding}) => finding.fix ?? [])
  if (fixes.length < findings.length) return null
  return applyFixes('', fixes).applied.flatMap((fix) => fix.edits)
}
