/**
 * What the service did lately, for the people who run it. GitLab remembers what was said; this may be lost without harm.
 */
import type {Database} from '../database/database.ts'
import type {MergeRequestRef} from '../reviewer/forge.ts'
import {
  countLastDay,
  giveUpReview,
  type RecordedReview,
  type ReviewEntry,
  type ReviewOutcome,
  readReviews,
  storeReview
} from './reviews.ts'
import {hasOpenThreads, noteThreads, type RuleRecord, readRuleRecords} from './threads.ts'

/** All methods throw what the database throws. */
export interface Journal {
  record(entry: ReviewEntry): Promise<void>
  /** Says of a review that was recorded as `could-not-review` that it is not tried again. */
  giveUp(ref: MergeRequestRef): Promise<void>
  /** Newest first; what was skipped is left out. */
  recent(limit: number): Promise<readonly RecordedReview[]>
  /** How many reviews ended how in the last 24 hours. */
  lastDay(): Promise<Readonly<Record<ReviewOutcome, number>>>
  /** Whether a thread of a merge request is open as far as is known. */
  hasOpenThreads(ref: MergeRequestRef): Promise<boolean>
  /** How the threads of each rule ended, by name. */
  rules(): Promise<readonly RuleRecord[]>
  /** Forgets what is older than 90 days. */
  prune(): Promise<void>
}

const KEPT_DAYS = 90

export function openJournal(database: Database): Journal {
  return {
    record: (entry) =>
      database.transaction(async (queries) => {
        await storeReview(queries, entry)
        await noteThreads(queries, entry.ref, entry.threads)
      }),
    giveUp: (ref) => giveUpReview(database, ref),
    recent: (limit) => readReviews(database, limit),
    lastDay: () => countLastDay(database),
    hasOpenThreads: (ref) => hasOpenThreads(database, ref),
    rules: () => readRuleRecords(database),
    async prune() {
      await database.query(`DELETE FROM ladderlint.review WHERE at < now() - interval '${KEPT_DAYS} days'`)
      await database.query(
        `DELETE FROM ladderlint.thread WHERE seen_at < now() - interval '${KEPT_DAYS} days'`
      )
    }
  }
}
