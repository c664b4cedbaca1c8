/**
 * Whether a run still has its job. A process that stood still (a machine asleep, or far too busy) is taken for dead, and its
 * job is handed to another; what it was about to write when it woke up, the other one has written by then.
 */
import type {Database} from '../database/database.ts'
import {QUEUE, SCHEMA} from './boss.ts'
import {fromDatabase} from './database-failed.ts'

/** Milliseconds after a confirmation in which nobody else can have taken the job: a third of its heartbeat. */
const FRESH_MS = 5000

/** The run has its job no more: another process has it, or it was handed back. */
export class LostJob extends Error {
  override name = 'LostJob'
}

export interface Lease {
  /** Aborts with LostJob once it is known to be lost. */
  readonly signal: AbortSignal
  /** To be called before anything is changed elsewhere. @throws LostJob, DatabaseFailed */
  confirm(): Promise<void>
  /** The job goes back while its run may still be about to do something: from now on it may not. */
  release(): void
}

/**
 * @param retryCount pg-boss's count of hand-overs, which tells a run from the next of the same job.
 * @param signal pg-boss's, which aborts when the run takes longer than a job may, and the job is handed out anew.
 * @param freshMs Milliseconds after a confirmation in which none is asked for.
 */
export function openLease(
  database: Database,
  {id, retryCount, signal}: {readonly id: string; readonly retryCount: number; readonly signal: AbortSignal},
  freshMs = FRESH_MS
): Lease {
  const lost = new AbortController()
  const lose = (why: string) => lost.abort(new LostJob(why))
  const expire = () => lose('the run took longer than a job may')
  signal.addEventListener('abort', expire, {once: true})
  if (signal.aborted) expire()
  // The clock of the wall: others go on while a machine sleeps. It may have slept since the job was handed out.
  let confirmedAt = Number.NEGATIVE_INFINITY
  return {
    signal: lost.signal,
    async confirm() {
      lost.signal.throwIfAborted()
      const age = Date.now() - confirmedAt
      if (age >= 0 && age < freshMs) return
      const askedAt = Date.now()
      const rows = await fromDatabase(() =>
        database.query(
          `UPDATE ${SCHEMA}.job SET heartbeat_on = now()
           WHERE name = '${QUEUE}' AND id = $1 AND state = 'active' AND retry_count = $2
           RETURNING id`,
          [id, retryCount]
        )
      )
      if (rows.length === 0) lose('another process has the job now')
      lost.signal.throwIfAborted()
      confirmedAt = askedAt
    },
    release() {
      lose('the job was handed back')
    }
  }
}
