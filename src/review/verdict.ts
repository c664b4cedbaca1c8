/**
 * The summary's first line: whether anything is the author's to do.
 */
import type {Severity} from '../../rules/finding.ts'
import {type FindingGroup, isAtLeast} from './finding-group.ts'
import {failingSeverities, newInWords, passingSeverities, type Tally} from './tally.ts'
import {counted} from './words.ts'

export interface VerdictContext {
  /** Least severity that fails the status. */
  readonly failing: Severity
  /** How many pages were reviewed. */
  readonly pages: number
  /** How many findings are listed below instead of having a thread. */
  readonly unplaced: number
  readonly decided: readonly FindingGroup[]
}

export function verdict(tally: Tally, {failing, pages, unplaced, decided}: VerdictContext): string {
  const settled = decided.filter(({severity}) => isAtLeast(severity, failing)).length
  const toFix = newInWords(tally, failingSeverities(failing))
  const other = newInWords(tally, passingSeverities(failing))
  const total = failingSeverities(failing).reduce((sum, severity) => sum + tally[severity], 0)
  const sentences: string[] = []
  if (total > settled) {
    sentences.push(`**Yours to do: ${toFix} to fix.**`)
    sentences.push(
      unplaced === 0 ? 'Each has its own thread.' : 'Each has its own thread or is listed below.'
    )
  } else if (total > 0) {
    sentences.push(
      `**Settled: a person resolved the threads of ${toFix}.** The status stays failed until they are fixed.`
    )
  } else {
    sentences.push(
      other === ''
        ? '**Nothing to do.** This merge request brings in no findings.'
        : '**Nothing must be fixed.**'
    )
  }
  if (other !== '') sentences.push(`Worth a look: ${other}.`)
  if (tally.preExisting > 0) {
    const old = counted(tally.preExisting, 'older finding')
    const where = pages === 1 ? 'this page' : 'these pages'
    const verb = tally.preExisting === 1 ? 'is' : 'are'
    sentences.push(`${old} on ${where} ${verb} not from this merge request.`)
  }
  return sentences.join(' ')
}
