/**
 * What a review is done with, the same for every merge request of a process.
 */
import type {Severity} from '../../rules/finding.ts'
import type {PageCache} from '../handbook/page-cache.ts'
import type {ApprovalStep} from '../review/approvals.ts'
import type {ThreadSettings} from '../review/threads.ts'
import type {Ruling} from './check-pages.ts'

export interface ReviewSettings {
  readonly ruling: Ruling
  readonly cache: PageCache
  /** Signs the markers; null when there is no key: then only the token's own notes are ours. */
  readonly markerKey: string | null
  /** Least severity that fails the status. */
  readonly failing?: Severity
  readonly threads?: ThreadSettings
  /** Who is to approve, in order; the handbook's policy where it is left out. */
  readonly approvals?: readonly ApprovalStep[]
}
