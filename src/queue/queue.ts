/**
 * The queue's port: reviews wait here between a webhook's answer and the work.
 * One review of a merge request runs at a time, and at most one more waits; pushes in between are one review.
 */
import type {MergeRequestRef} from '../reviewer/forge.ts'

export interface ReviewJob {
  readonly ref: MergeRequestRef
  /** Delivery that asked for it (Idempotency-Key); null when nobody delivered it. */
  readonly delivery: string | null
}

/**
 * `queued`: waits now. `coalesced`: a review of the same merge request was waiting already and will see the newest head.
 * `repeated`: this very delivery was reviewed before.
 */
export type Enqueued = 'queued' | 'coalesced' | 'repeated'

/** Reviews one merge request. A thrown error with `retryable: true` is tried again later. */
export type Worker = (job: ReviewJob, signal: AbortSignal) => Promise<void>

export interface QueueDepth {
  readonly waiting: number
  readonly running: number
}

export interface Queue {
  /** Resolves once the job is safe in the queue; only then may the delivery be answered with 2xx. */
  enqueue(job: ReviewJob): Promise<Enqueued>
  start(worker: Worker): Promise<void>
  /** Takes no more work, waits for the running reviews for at most `graceMs`, then aborts them. */
  stop(graceMs: number): Promise<void>
  depth(): Promise<QueueDepth>
}
