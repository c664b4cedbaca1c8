/**
 * The commit status of a review.
 */
import type {Severity} from '../../rules/finding.ts'
import type {Charges} from './charge.ts'

export interface WantedStatus {
  readonly state: 'success' | 'failed'
  /** At most 255 characters, GitLab's limit. */
  readonly description: string
}

/** @param failing Least severity that fails. */
export declare function statusOf(charges: Charges, failing: Severity): WantedStatus

/** @param reason Why the review could not be done; a failed review is never shown as one that found nothing. */
export declare function failedStatus(reason: string): WantedStatus
