/**
 * The text of the one summary note.
 */
import type {Severity} from '../../rules/finding.ts'
import type {Charges} from './charge.ts'
import type {ReviewedPage} from './reviewed-page.ts'
import type {ThreadPlan} from './threads.ts'

export interface SummaryInput {
  readonly pages: readonly ReviewedPage[]
  readonly charges: Charges
  readonly plan: ThreadPlan
  /** Fingerprints whose thread a person resolved although the finding stands. */
  readonly decided: ReadonlySet<string>
  /** Least severity that fails the status. */
  readonly failing: Severity
  /** Commit the old findings were seen at. */
  readonly base: string
  /** Address of the project, for links to lines at base; null for none. */
  readonly projectUrl: string | null
  /** What the whole review could not look at, one sentence each ("GitLab cut the list of files"). */
  readonly limits: readonly string[]
  /** Who must approve, as Markdown; null to say nothing. */
  readonly approvers: string | null
}

export declare function renderSummary(input: SummaryInput): string

/** The summary of a review that could not be done. */
export declare function renderFailure(reason: string): string
