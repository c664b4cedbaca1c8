/**
 * What a review counts, so that verdict, status and lists never disagree.
 */
import type {Severity} from '../../rules/finding.ts'
import type {Charges} from './charge.ts'
import {type FailOn, groupFindings, isAtLeast} from './finding-group.ts'
import {counted, listed} from './words.ts'

export interface Tally {
  /** New ones; equal findings on a page count once. */
  readonly error: number
  readonly warning: number
  readonly info: number
  /** Each part of what was fixed: six links are six. */
  readonly fixed: number
  readonly preExisting: number
}

export function tallyOf(charges: Charges): Tally {
  const groups = groupFindings(charges.new)
  const count = (severity: Severity) => groups.filter((group) => group.severity === severity).length
  return {
    error: count('error'),
    warning: count('warning'),
    info: count('info'),
    fixed: charges.fixed.reduce((sum, {finding}) => sum + finding.parts.length, 0),
    preExisting: charges.preExisting.length
  }
}

/** "2 errors and 1 warning"; '' for none. */
export function newInWords(tally: Tally, severities: readonly Severity[]): string {
  const named = severities.filter((severity) => tally[severity] > 0)
  return listed(named.map((severity) => counted(tally[severity], severity === 'info' ? 'hint' : severity)))
}

const descending: readonly Severity[] = ['error', 'warning', 'info']

/** Severities that fail, most severe first. */
export function failingSeverities(failing: FailOn): Severity[] {
  return descending.filter((severity) => isAtLeast(severity, failing))
}

/** Severities that do not, most severe first. */
export function passingSeverities(failing: FailOn): Severity[] {
  return descending.filter((severity) => !isAtLeast(severity, failing))
}
