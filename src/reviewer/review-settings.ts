/**
 * What a review is done with, the same for every merge request of a process.
 */
import type {ApprovalStep} from '../review/approvals.ts'
import type {FailOn} from '../review/finding-group.ts'
import type {LabelNames, ReviewerSetting} from '../review/marks.ts'
import type {ThreadSettings} from '../review/threads.ts'
import type {Check} from './check.ts'
import type {RulingSource} from './ruling-source.ts'

/** What drafts get: status and summary, threads when they are ready; threads at once; nothing until they are ready. */
export type DraftSetting = 'quiet' | 'full' | 'off'

export interface ReviewSettings {
  readonly ruling: RulingSource
  /** Where pages are checked. */
  readonly check: Check
  /** Signs the markers; null when there is no key: then only the token's own notes are ours. */
  readonly markerKey: string | null
  /** Least severity that fails the status. */
  readonly failing?: FailOn
  readonly threads?: ThreadSettings
  /** `quiet` when left out. */
  readonly drafts?: DraftSetting
  /** None when left out. */
  readonly labels?: LabelNames
  /** What the bot says as a reviewer, where people made it one; `reviewed` when left out. */
  readonly reviewer?: ReviewerSetting
  /** Whether commands in comments are answered; not in a CI job, though what they set aside counts there all the same. */
  readonly answersCommands?: boolean
  /** Whether the author of a merge request may have rules ignored on it, also one who may not merge. */
  readonly authorMayIgnore?: boolean
  /** Who is to approve, in order; the handbook's policy where it is left out. */
  readonly approvals?: readonly ApprovalStep[]
  /** Milliseconds since 1970; the system's clock when left out. */
  readonly now?: () => number
}
