/**
 * What becomes of a job that a worker of this process is handed: it is run, and ends, waits for its next try, is given up, or
 * turns out to be somebody else's by now.
 */
import {randomUUID} from 'node:crypto'
import {once} from 'node:events'
import {setTimeout as sleep} from 'node:timers/promises'
import type {JobWithMetadata, PgBoss, JobResult as Settled} from 'pg-boss'
import type {Database} from '../database/database.ts'
import {asBossDb, QUEUE} from './boss.ts'
import type {DeadLetters} from './dead-letters.ts'
import {type JobRecord, jobRecord, keyOf} from './job-record.ts'
import {type Lease, LostJob, openLease} from './lease.ts'
import {outlastPause, pause, pauseAskedBy} from './pause.ts'
import type {Job, Worker} from './queue.ts'
import {hasYounger} from './queue-state.ts'
import {storeAgain} from './store-jobs.ts'

export type StoredJob = Pick<JobWithMetadata<unknown>, 'id' | 'data' | 'priority' | 'retryCount' | 'signal'>

export interface RunOptions {
  /** Tries of one job, the first included. */
  readonly attempts: number
  /** Milliseconds before try `attempt` (2, 3, …). */
  readonly delay: (attempt: number, error: unknown) => number
  /** Told before a job is given up: after the last try, or at once when the error is not retryable. Must not throw. */
  readonly onFailure: (job: Job, error: unknown, attempt: number) => void | Promise<void>
  /** See `openLease`. */
  readonly freshMs?: number
}

export interface RunContext extends RunOptions {
  readonly database: Database
  readonly boss: PgBoss
  readonly dead: DeadLetters
  /** Resolves when nothing more pressing is to be done. */
  readonly calm: () => Promise<void>
  /** Aborts when what is running has to end. */
  readonly stopping: AbortSignal
  /** Told that a job waits for its next try, in so many milliseconds. */
  readonly onDelayed: (delay: number) => void
}

/** How a run ended: its job is dealt with, or another process has it. */
type Ended = 'done' | 'lost'

/** Milliseconds from when work is told to end until it is handed back whether it has or not. */
const LAST_STEP_MS = 2000

/** @returns What pg-boss is to note of a job; rejects only when the database fails, and pg-boss then hands the job on. */
export function openRuns(context: RunContext): (stored: StoredJob, work: Worker) => Promise<Settled> {
  const {database, boss, dead, stopping, attempts} = context
  const inHand = new Map<string, Promise<Ended>>()

  /**
   * A process that stood still for a while (a machine asleep, or far too busy) is taken for dead: what it runs is handed out
   * again, perhaps to itself. It then ends the first run before it thinks of a second.
   */
  async function settle(stored: StoredJob, work: Worker): Promise<Settled> {
    const record = jobRecord.parse(stored.data)
    const key = keyOf(record.job)
    for (let earlier = inHand.get(key); earlier; earlier = inHand.get(key)) {
      await earlier.catch(() => undefined)
    }
    const ended = runOnce(stored, record, work).finally(() => inHand.delete(key))
    inHand.set(key, ended)
    // Whoever has the job now tells how it ends. pg-boss knows runs by the job's id alone, so that a word from here would be
    // taken for theirs.
    if ((await ended) === 'lost') stored.id = randomUUID()
    return {id: stored.id, status: 'completed'}
  }

  async function runOnce(stored: StoredJob, record: JobRecord, work: Worker): Promise<Ended> {
    // Its process died, and since then the same work was asked for again. Two workers that look at the same moment may
    // have been handed both, which else would do the work twice over.
    if (stored.retryCount > 0 && (await hasYounger(database, stored.id))) return 'done'
    try {
      await run(stored, record, work, openLease(database, stored, context.freshMs))
    } catch (error) {
      if (error instanceof LostJob) return 'lost'
      throw error
    }
    return 'done'
  }

  /** @throws LostJob, or what the database throws */
  async function run(stored: StoredJob, record: JobRecord, work: Worker, lease: Lease): Promise<void> {
    try {
      await outlastPause(database, stopping)
      await context.calm()
      const signal = AbortSignal.any([stopping, lease.signal])
      signal.throwIfAborted()
      await unlessLate(signal, work(record.job, signal, lease.confirm))
      await lease.confirm()
    } catch (error) {
      await lease.confirm()
      lease.release()
      if (stopping.aborted) await again(stored, record, 0)
      else await afterFailure(stored, record, error)
    }
  }

  async function afterFailure(stored: StoredJob, record: JobRecord, error: unknown): Promise<void> {
    const reason = error instanceof Error ? error.message : String(error)
    const attempt = record.attempt + 1
    const asked = pauseAskedBy(error)
    if (asked > 0) await pause(database, asked)
    if (isRetryable(error) && attempt <= attempts) {
      await again(stored, {...record, attempt, reason}, context.delay(attempt, error))
    } else {
      await context.onFailure(record.job, error, record.attempt)
      await dead.bury(stored.id, {...record, reason})
    }
  }

  /** The running one ends and the next one waits in one step; where the same work waits already, that one does it. */
  async function again({id, priority}: StoredJob, record: JobRecord, delay: number): Promise<void> {
    await database.transaction(async (queries) => {
      await boss.complete(QUEUE, id, null, {db: asBossDb(queries)})
      await storeAgain(queries, boss, record, priority, delay)
    })
    context.onDelayed(delay)
  }

  return settle
}

/** Rejects when work has not ended some time after it was told to: it may be waiting for an answer, or for GitLab's leave. */
async function unlessLate(told: AbortSignal, working: Promise<void>): Promise<void> {
  const ended = new AbortController()
  const {signal} = ended
  async function late(): Promise<never> {
    if (!told.aborted) await once(told, 'abort', {signal})
    await sleep(LAST_STEP_MS, undefined, {signal})
    throw told.reason
  }
  try {
    await Promise.race([working, late()])
  } finally {
    ended.abort()
  }
}

function isRetryable(error: unknown): boolean {
  return error instanceof Error && 'retryable' in error && error.retryable === true
}
