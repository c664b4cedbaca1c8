/**
 * The queue's port: jobs wait here between a webhook's answer and the work.
 * One review of a merge request runs at a time, and at most one more waits; pushes in between are one review.
 */
import type {MergeRequestRef} from '../reviewer/forge.ts'

export interface ReviewJob {
  readonly kind: 'review'
  readonly ref: MergeRequestRef
  /** Delivery that asked for it (Idempotency-Key); null when nobody delivered it. */
  readonly delivery: string | null
  /** Id of the HTTP request that brought it, to find both in the log. */
  readonly request?: string | undefined
}

/** A branch has moved: whose open merge requests does that concern? */
export interface RippleJob {
  readonly kind: 'ripple'
  /** Numeric id of the project. */
  readonly project: number
  readonly branch: string
  /** Commits; `after` is the branch's head now, or was. */
  readonly before: string
  readonly after: string
  readonly delivery: string | null
  readonly request?: string | undefined
}

export type Job = ReviewJob | RippleJob

/**
 * `queued`: waits now. `coalesced`: the same work was waiting already and will see the newest state.
 * `repeated`: this very delivery was stored before.
 */
export type Enqueued = 'queued' | 'coalesced' | 'repeated'

/**
 * Does one job. A thrown error with `retryable: true` is tried again later.
 * @param signal Aborts when the process stops, or another one has the job.
 * @param confirm To be called before each write elsewhere. @throws LostJob when another process has the job now.
 */
export type Worker = (job: Job, signal: AbortSignal, confirm: () => Promise<void>) => Promise<void>

export interface QueueDepth {
  readonly waiting: number
  readonly running: number
  /** Given up, until somebody has them tried again. */
  readonly dead: number
  /** Seconds that the oldest job has been ready to run; 0 when none waits. */
  readonly oldestSeconds: number
}

export interface QueuedJob {
  readonly id: string
  readonly job: Job
  readonly state: 'waiting' | 'running' | 'dead'
  /** Tries so far, one that runs included. */
  readonly attempt: number
  /** Milliseconds since 1970: when it was queued, started or given up. */
  readonly since: number
  /** Milliseconds since 1970 before which it is not tried; null when it may run. */
  readonly notBefore: number | null
  /** Why it failed last; null when it has not. */
  readonly reason: string | null
}

export interface Queue {
  /** Resolves once the job is safe in the queue; only then may the delivery be answered with 2xx. @throws DatabaseFailed */
  enqueue(job: Job): Promise<Enqueued>
  start(worker: Worker): Promise<void>
  /** Takes no more work, waits for the running jobs for at most `graceMs`, then aborts them and hands them back. */
  stop(graceMs: number): Promise<void>
  depth(): Promise<QueueDepth>
  /** What is running, waiting and given up, at most `limit` of each. */
  list(limit: number): Promise<readonly QueuedJob[]>
  /**
   * Has given-up jobs tried again.
   * @param ids Of dead jobs; undefined for all of them.
   * @returns How many there were.
   */
  retry(ids?: readonly string[]): Promise<number>
  /** Forgets the deliveries that were stored more than 14 days ago: one of them that comes again is a new one. */
  forgetDeliveries(): Promise<void>
}
