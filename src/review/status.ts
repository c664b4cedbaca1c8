/**
 * The commit status of a review.
 */
import type {Charges} from './charge.ts'
import type {FailOn} from './finding-group.ts'
import {failingSeverities, newInWords, passingSeverities, tallyOf} from './tally.ts'

export interface WantedStatus {
  readonly state: 'success' | 'failed'
  /** At most 255 characters, GitLab's limit. */
  readonly description: string
}

/**
 * @param failing Least severity that fails.
 * @param limits What could not be looked at: then success would say too much.
 * @param ignored Findings that people set aside: they fail nothing, and are not kept quiet.
 */
export function statusOf(
  charges: Charges,
  failing: FailOn,
  limits: readonly string[],
  ignored = 0
): WantedStatus {
  const tally = tallyOf(charges)
  const toFix = newInWords(tally, failingSeverities(failing))
  const other = newInWords(tally, passingSeverities(failing))
  const isIncomplete = limits.length > 0
  const fine = isIncomplete
    ? 'Not everything could be checked'
    : other === ''
      ? 'Nothing to do'
      : 'Nothing must be fixed'
  const verdict = toFix === '' ? fine : `${toFix} to fix`
  const more = [
    ...(other === '' ? [] : [other]),
    ...(ignored === 0 ? [] : [`${ignored} ignored`]),
    ...(isIncomplete && toFix !== '' ? ['not everything could be checked'] : [])
  ]
  return {
    state: toFix === '' && !isIncomplete ? 'success' : 'failed',
    description: [verdict, ...more].join('; ')
  }
}

/** Whether a status says that findings were set aside. */
export function tellsOfIgnored(description: string): boolean {
  return /(?:^|; )\d+ ignored(?:;|$)/.test(description)
}

const NOT_REVIEWED = 'Could not be reviewed: '

/** Whether a status says that there was no review. */
export function tellsOfFailure(description: string): boolean {
  return description.startsWith(NOT_REVIEWED)
}

/** @param reason Why the review could not be done; a failed review is never shown as one that found nothing. */
export function failedStatus(reason: string): WantedStatus {
  const description = `${NOT_REVIEWED}${reason}`.replace(/[\s\p{C}]+/gu, ' ').trim()
  const cut = description.length > 255 ? `${description.slice(0, 254).toWellFormed()}…` : description
  return {state: 'failed', description: cut}
}
