/**
 * The whole decision in one call: charged findings, diff and what is said already in, operations out.
 */
import type {Severity} from '../../rules/finding.ts'
import type {Charges} from './charge.ts'
import type {Identity} from './marker.ts'
import type {PositionRefs} from './position.ts'
import type {ProvenFix} from './prove-fixes.ts'
import type {Operation} from './reconcile.ts'
import type {ReviewedPage} from './reviewed-page.ts'
import type {Said} from './said.ts'
import type {WantedStatus} from './status.ts'
import type {ThreadPlan, ThreadSettings} from './threads.ts'

export interface ReviewInput {
  readonly identity: Identity
  /** Address of the merge request. */
  readonly url: string
  readonly refs: PositionRefs
  readonly pages: readonly ReviewedPage[]
  readonly charges: Charges
  readonly fixes: readonly ProvenFix[]
  readonly said: Said
  /** Least severity that fails the status. */
  readonly failing: Severity
  readonly threads: ThreadSettings
  /** Fingerprints that GitLab accepted at no position in this run; the earlier ones are read from the summary's state. */
  readonly refused: ReadonlySet<string>
  /** See `SummaryInput`. */
  readonly limits: readonly string[]
  readonly approvers: string | null
}

export interface ReviewPlan {
  readonly operations: readonly Operation[]
  readonly threads: ThreadPlan
  /** Without marker; null when there is nothing to say and nothing was said. */
  readonly summary: string | null
  readonly status: WantedStatus
}

export declare function planReview(input: ReviewInput): ReviewPlan

/** The plan for a review that could not be done: threads stay, summary and status say why. */
export declare function planFailure(
  input: Pick<ReviewInput, 'identity' | 'url' | 'said'>,
  reason: string
): ReviewPlan
