/**
 * Keeps account of reviews: in the journal, for the dashboard, and in the metrics. No review fails because of it.
 */
import type {Logger} from 'pino'
import type {Journal} from '../journal/journal.ts'
import {chargedBy, entryOf, failedEntry} from '../journal/review-entry.ts'
import type {ReviewEntry} from '../journal/reviews.ts'
import type {Attended} from '../reviewer/attend-merge-request.ts'
import type {MergeRequestRef} from '../reviewer/forge.ts'
import type {Metrics} from './metrics.ts'

/** Requests to GitLab, and milliseconds. */
export type Cost = Pick<ReviewEntry, 'reads' | 'writes' | 'ms'>

/** Its promises resolve whatever becomes of what they keep. */
export interface Account {
  /** @returns The review as it is kept. */
  ended(attended: Pick<Attended, 'outcome' | 'heard'>, cost: Cost): Promise<ReviewEntry>
  /** A try ended in an error, and there may be another. */
  failed(ref: MergeRequestRef, error: unknown, cost: Cost): Promise<void>
  /** There is no other try. */
  givenUp(ref: MergeRequestRef): Promise<void>
  /** Lets go of what is too old to keep. */
  forget(): Promise<void>
}

export function keepAccount(journal: Journal, metrics: Metrics, log: Logger): Account {
  const safely = (writing: Promise<void>) =>
    writing.catch((err: unknown) =>
      log.warn({err}, 'the journal could not be written: the dashboard lacks something')
    )

  return {
    async ended(attended, cost) {
      const entry = entryOf(attended, cost)
      metrics.reviewed(entry.outcome, cost.ms)
      for (const {first, severity} of chargedBy(attended.outcome)) metrics.charged(first.rule, severity)
      await safely(journal.record(entry))
      return entry
    },
    async failed(ref, error, cost) {
      metrics.reviewed('could-not-review', cost.ms)
      await safely(journal.record(failedEntry(ref, error, cost)))
    },
    async givenUp(ref) {
      metrics.reviewed('given-up')
      await safely(journal.giveUp(ref))
    },
    forget: () => safely(journal.prune())
  }
}
