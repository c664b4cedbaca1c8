/**
 * The threads a review wants: charged errors and warnings with their place in the diff and their text.
 */
import type {Severity} from '../../rules/finding.ts'
import type {NewFinding} from './charge.ts'
import type {Position, PositionRefs} from './position.ts'
import type {ProvenFix} from './prove-fixes.ts'
import type {ReviewedPage} from './reviewed-page.ts'

export interface Placement {
  readonly position: Position
  /** Text for this position, without marker (a file-level thread cannot carry a suggestion). */
  readonly body: string
}

export interface WantedThread {
  readonly fingerprint: string
  readonly pageId: string
  /** Equal findings share a thread; at least one. */
  readonly findings: readonly NewFinding[]
  readonly severity: Severity
  /** First choice first, at least one. When GitLab refuses them all, the findings belong into the summary. */
  readonly placements: readonly Placement[]
}

export interface ThreadPlan {
  /** Errors first, then in page order. */
  readonly threads: readonly WantedThread[]
  /** Charged, but for the summary: info, beyond the limit, or on a page that is not in the diff. */
  readonly unthreaded: readonly NewFinding[]
}

export interface ThreadSettings {
  /** Least severity that makes a thread; design §6: 'warning'. */
  readonly from: Severity
  /** Most threads of one review; design §6: 20. */
  readonly limit: number
}

export declare const defaultThreadSettings: ThreadSettings

/**
 * @param said Fingerprints of threads that stand already: they stay within the limit.
 * @param refused Fingerprints that GitLab accepted at no position.
 */
export declare function planThreads(input: {
  readonly pages: readonly ReviewedPage[]
  readonly findings: readonly NewFinding[]
  readonly fixes: readonly ProvenFix[]
  readonly refs: PositionRefs
  readonly settings: ThreadSettings
  readonly said: ReadonlySet<string>
  readonly refused: ReadonlySet<string>
}): ThreadPlan
