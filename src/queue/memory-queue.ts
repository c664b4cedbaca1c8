/**
 * The queue in this process's memory. What waits in it is lost when the process ends.
 */
import type {Enqueued, Queue, QueueDepth, ReviewJob, Worker} from './queue.ts'

export interface MemoryQueueOptions {
  /** Reviews that may run at the same time. */
  readonly concurrency: number
  /** Tries of one job, the first included. */
  readonly attempts: number
  /** Milliseconds before try `attempt` (2, 3, …). */
  readonly delay: (attempt: number, error: unknown) => number
  /** Told when a job is given up: after the last try, or at once when the error is not retryable. Must not throw. */
  readonly onFailure: (job: ReviewJob, error: unknown, attempt: number) => void | Promise<void>
}

interface Entry {
  job: ReviewJob
  attempt: number
  /** A retry waits for its time; a push meanwhile runs it at once. */
  timer: NodeJS.Timeout | null
}

/** Deliveries remembered as done; older ones would only be reviewed again, which writes nothing. */
const REMEMBERED_DELIVERIES = 10_000

export function createMemoryQueue(options: MemoryQueueOptions): Queue {
  const waiting = new Map<string, Entry>()
  const running = new Map<string, Promise<void>>()
  const done = new Set<string>()
  const abort = new AbortController()
  let worker: Worker | null = null
  let stopped = false

  async function enqueue(job: ReviewJob): Promise<Enqueued> {
    if (stopped) throw new Error('the queue is closed')
    if (job.delivery !== null && done.has(job.delivery)) return 'repeated'
    const key = keyOf(job)
    const present = waiting.get(key)
    if (present?.timer) clearTimeout(present.timer)
    // The newest event stands last, so that a merge request pushed to often does not starve the others.
    waiting.delete(key)
    waiting.set(key, {job, attempt: 1, timer: null})
    pump()
    return present ? 'coalesced' : 'queued'
  }

  function pump(): void {
    if (!worker || stopped) return
    for (const [key, entry] of waiting) {
      if (running.size >= options.concurrency) return
      if (entry.timer || running.has(key)) continue
      waiting.delete(key)
      running.set(key, run(key, entry, worker))
    }
  }

  async function run(key: string, entry: Entry, work: Worker): Promise<void> {
    try {
      await work(entry.job, abort.signal)
      remember(entry.job.delivery)
    } catch (error) {
      await failed(key, entry, error)
    } finally {
      running.delete(key)
      pump()
    }
  }

  async function failed(key: string, entry: Entry, error: unknown): Promise<void> {
    const attempt = entry.attempt + 1
    if (!isRetryable(error) || attempt > options.attempts || stopped) {
      await options.onFailure(entry.job, error, entry.attempt)
      return
    }
    // A newer event for the same merge request is waiting: it will do the work.
    if (waiting.has(key)) return
    const retry: Entry = {job: entry.job, attempt, timer: null}
    retry.timer = setTimeout(
      () => {
        retry.timer = null
        pump()
      },
      options.delay(attempt, error)
    )
    waiting.set(key, retry)
  }

  function remember(delivery: string | null): void {
    if (delivery === null) return
    done.add(delivery)
    const [oldest] = done
    if (done.size > REMEMBERED_DELIVERIES && oldest !== undefined) done.delete(oldest)
  }

  async function stop(graceMs: number): Promise<void> {
    stopped = true
    for (const entry of waiting.values()) if (entry.timer) clearTimeout(entry.timer)
    let timer: NodeJS.Timeout | undefined
    const grace = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, graceMs)
    })
    await Promise.race([Promise.allSettled(running.values()), grace])
    clearTimeout(timer)
    if (running.size === 0) return
    abort.abort(new Error('the service is stopping'))
    await Promise.allSettled(running.values())
  }

  return {
    enqueue,
    async start(work) {
      worker = work
      pump()
    },
    stop,
    async depth(): Promise<QueueDepth> {
      return {waiting: waiting.size, running: running.size}
    }
  }
}

function keyOf(job: ReviewJob): string {
  return `${job.ref.project}!${job.ref.iid}`
}

function isRetryable(error: unknown): boolean {
  return error instanceof Error && 'retryable' in error && error.retryable === true
}
