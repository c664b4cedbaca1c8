/**
 * The queue in a database. What is stored here survives the process; several replicas may share it.
 */
import {randomUUID} from 'node:crypto'
import {once} from 'node:events'
import {setTimeout as sleep} from 'node:timers/promises'
import type {JobWithMetadata, JobResult as Settled} from 'pg-boss'
import type {Database} from '../database/database.ts'
import {migrate} from '../database/migrate.ts'
import {asBossDb, type BossEvents, QUEUE, startBoss} from './boss.ts'
import {type DeadLetters, openDeadLetters} from './dead-letters.ts'
import {inBatches} from './in-batches.ts'
import {type JobRecord, jobRecord, keyOf} from './job-record.ts'
import {type Lease, LostJob, openLease} from './lease.ts'
import {outlastPause, pause, pauseAskedBy} from './pause.ts'
import type {Enqueued, Job, Queue, Worker} from './queue.ts'
import {depthOf, forgetDeliveries, handBackAll, hasYounger, listJobs} from './queue-state.ts'
import {storeAgain, storeJobs} from './store-jobs.ts'

export interface BossQueueOptions extends BossEvents {
  readonly database: Database
  /** Jobs that this process runs at the same time. */
  readonly concurrency: number
  /** Tries of one job, the first included. */
  readonly attempts: number
  /** Milliseconds before try `attempt` (2, 3, …). */
  readonly delay: (attempt: number, error: unknown) => number
  /** Told before a job is given up: after the last try, or at once when the error is not retryable. Must not throw. */
  readonly onFailure: (job: Job, error: unknown, attempt: number) => void | Promise<void>
  /** Seconds between two looks for jobs that other replicas stored, at least 0.5; 2 when left out. */
  readonly pollSeconds?: number
  /** See `openLease`. */
  readonly freshMs?: number
}

/** How a run ended: its job is dealt with, or another process has it. */
type Ended = 'done' | 'lost'

type StoredJob = Pick<JobWithMetadata<unknown>, 'id' | 'data' | 'priority' | 'retryCount' | 'signal'>

/** Deliveries stored in one transaction. */
const MOST_AT_ONCE = 200

/** Milliseconds that work makes way for deliveries at most: GitLab waits for their answers, nobody for the work. */
const LONGEST_YIELD = 2000

/** Milliseconds from when work is told to end until it is handed back whether it has or not. */
const LAST_STEP_MS = 2000

/** Looks for jobs of other replicas so often; what this process stores, its workers are told of. */
const POLL_SECONDS = 2

export async function openBossQueue(options: BossQueueOptions): Promise<Queue> {
  const {database, onError} = options
  await migrate(database)
  const boss = await startBoss(database, options)
  // Nobody else uses an embedded database: what runs in it ran in a process that is gone.
  if (database.engine === 'pglite') await handBackAll(database, boss)
  const intake = inBatches(async (jobs: readonly Job[]) => {
    const stored = await storeJobs(database, boss, jobs)
    if (stored.some((enqueued) => enqueued !== 'repeated')) wake()
    return stored
  }, MOST_AT_ONCE)
  const dead: DeadLetters = openDeadLetters(database, boss)
  const inHand = new Map<string, {readonly id: string; readonly ended: Promise<Ended>}>()
  const timers = new Set<NodeJS.Timeout>()
  const abort = new AbortController()
  let isStopped = false
  let isClosed = false

  const wake = () => {
    if (isStopped) return
    for (const {id, name} of boss.getWipData()) if (name === QUEUE) boss.notifyWorker(id)
  }

  async function enqueue(job: Job): Promise<Enqueued> {
    // Not before that: what is running may have to queue more.
    if (isClosed) throw new Error('the queue is closed')
    return intake.store(job)
  }

  async function start(work: Worker): Promise<void> {
    await boss.work(
      QUEUE,
      {
        includeMetadata: true,
        perJobResults: true,
        localConcurrency: options.concurrency,
        groupConcurrency: 1,
        pollingIntervalSeconds: options.pollSeconds ?? POLL_SECONDS
      },
      async (stored) => {
        try {
          return await Promise.all(stored.map((each) => settleOnce(each, work)))
        } finally {
          wake()
        }
      }
    )
  }

  /**
   * A process that stood still for a while (a machine asleep, or far too busy) is taken for dead: what it runs is handed out
   * again, perhaps to itself. It then ends the first run before it thinks of a second.
   */
  async function settleOnce(stored: StoredJob, work: Worker): Promise<Settled> {
    const {id} = stored
    const record = jobRecord.parse(stored.data)
    const key = keyOf(record.job)
    for (let earlier = inHand.get(key); earlier; earlier = inHand.get(key)) {
      const how = await earlier.ended.catch(() => 'lost')
      if (how === 'done' && earlier.id === id) return {id, status: 'completed'}
    }
    const ended = settle(stored, record, work).finally(() => inHand.delete(key))
    inHand.set(key, {id, ended})
    // Whoever has the job now tells how it ends. pg-boss knows runs by the job's id alone, so that a word from here would be
    // taken for theirs.
    if ((await ended) === 'lost') stored.id = randomUUID()
    return {id: stored.id, status: 'completed'}
  }

  /** Runs one job to its end, whatever that is; rejects only when the database fails, and pg-boss then hands it on. */
  async function settle(stored: StoredJob, record: JobRecord, work: Worker): Promise<Ended> {
    // Its process died, and since then the same work was asked for again. Two workers that look at the same moment may
    // have been handed both, which else would do the work twice over.
    if (stored.retryCount > 0 && (await hasYounger(database, stored.id))) return 'done'
    const lease = openLease(database, stored, options.freshMs)
    try {
      await run(stored, record, work, lease)
    } catch (error) {
      if (error instanceof LostJob) return 'lost'
      throw error
    }
    return 'done'
  }

  /** @throws LostJob, or what the database throws */
  async function run(stored: StoredJob, record: JobRecord, work: Worker, lease: Lease): Promise<void> {
    try {
      await outlastPause(database, abort.signal)
      await intake.calm(LONGEST_YIELD)
      const signal = AbortSignal.any([abort.signal, stored.signal, lease.signal])
      await unlessLate(work(record.job, signal, lease.confirm))
      await lease.confirm()
    } catch (error) {
      await lease.confirm()
      lease.release()
      if (abort.signal.aborted) await again(stored, record, 0)
      else await afterFailure(stored, record, error)
    }
  }

  /** Rejects when the work has not ended some time after it was told to: it may be waiting for an answer, or for GitLab's leave. */
  async function unlessLate(working: Promise<void>): Promise<void> {
    const ended = new AbortController()
    const {signal} = ended
    const late = async (): Promise<never> => {
      if (!abort.signal.aborted) await once(abort.signal, 'abort', {signal})
      return sleep(LAST_STEP_MS, undefined, {signal}).then(() => Promise.reject(abort.signal.reason))
    }
    try {
      await Promise.race([working, late()])
    } finally {
      ended.abort()
    }
  }

  async function afterFailure(stored: StoredJob, record: JobRecord, error: unknown): Promise<void> {
    const reason = error instanceof Error ? error.message : String(error)
    const attempt = record.attempt + 1
    const asked = pauseAskedBy(error)
    if (asked > 0) await pause(database, asked)
    if (isRetryable(error) && attempt <= options.attempts) {
      await again(stored, {...record, attempt, reason}, options.delay(attempt, error))
    } else {
      await options.onFailure(record.job, error, record.attempt)
      await dead.bury(stored.id, {...record, reason})
    }
  }

  /** The running one ends and the next one waits in one step; where the same work waits already, that one does it. */
  async function again({id, priority}: StoredJob, record: JobRecord, delay: number): Promise<void> {
    await database.transaction(async (queries) => {
      await boss.complete(QUEUE, id, null, {db: asBossDb(queries)})
      await storeAgain(queries, boss, record, priority, delay)
    })
    const timer = setTimeout(() => {
      timers.delete(timer)
      wake()
    }, delay)
    timers.add(timer)
  }

  async function stop(graceMs: number): Promise<void> {
    isStopped = true
    const grace = setTimeout(() => abort.abort(new Error('the service is stopping')), graceMs)
    // Waits for what a worker is being handed at this moment, too, and until pg-boss has noted how each job ended.
    await boss.offWork(QUEUE, {wait: true}).catch(onError)
    clearTimeout(grace)
    isClosed = true
    for (const timer of timers) clearTimeout(timer)
    await boss.stop({graceful: false, close: false})
  }

  return {
    enqueue,
    start,
    stop,
    depth: () => depthOf(database),
    list: (limit) => listJobs(database, limit),
    forgetDeliveries: () => forgetDeliveries(database),
    async retry(ids) {
      const jobs = await dead.take(ids)
      wake()
      return jobs
    }
  }
}

function isRetryable(error: unknown): boolean {
  return error instanceof Error && 'retryable' in error && error.retryable === true
}
