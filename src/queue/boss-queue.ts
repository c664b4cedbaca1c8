/**
 * The queue in a database. What is stored here survives the process; several replicas may share it.
 */
import type {Database} from '../database/database.ts'
import {makingTables} from '../database/making-tables.ts'
import {migrate} from '../database/migrate.ts'
import {type BossEvents, QUEUE, startBoss} from './boss.ts'
import {fromDatabase} from './database-failed.ts'
import {openDeadLetters} from './dead-letters.ts'
import {forgetDeliveries} from './deliveries.ts'
import {inBatches} from './in-batches.ts'
import {indexable} from './job-record.ts'
import type {Enqueued, Job, Queue, Worker} from './queue.ts'
import {depthOf, handBackAll, listJobs} from './queue-state.ts'
import {openRuns, type RunOptions} from './runs.ts'
import {storeJobs} from './store-jobs.ts'

export interface BossQueueOptions extends BossEvents, RunOptions {
  readonly database: Database
  /** Jobs that this process runs at the same time. */
  readonly concurrency: number
  /** Seconds between two looks for jobs that other replicas stored, at least 0.5; 2 when left out. */
  readonly pollSeconds?: number
}

/** Deliveries stored in one transaction. */
const MOST_AT_ONCE = 200

/** Milliseconds that work makes way for deliveries at most: GitLab waits for their answers, nobody for the work. */
const LONGEST_YIELD = 2000

/** Looks for jobs of other replicas so often; what this process stores, its workers are told of. */
const POLL_SECONDS = 2

export async function openBossQueue(options: BossQueueOptions): Promise<Queue> {
  const {database, onError} = options
  const boss = await makingTables(async () => {
    await migrate(database)
    return startBoss(database, options)
  })
  // Nobody else uses an embedded database: what runs in it ran in a process that is gone.
  if (database.engine === 'pglite') await handBackAll(database, boss)
  const intake = inBatches(async (jobs: readonly Job[]) => {
    const stored = await storeJobs(database, boss, jobs)
    if (stored.some((enqueued) => enqueued !== 'repeated')) wake()
    return stored
  }, MOST_AT_ONCE)
  const dead = openDeadLetters(database, boss)
  const timers = new Set<NodeJS.Timeout>()
  const abort = new AbortController()
  let isStopped = false
  let isClosed = false

  const wake = () => {
    if (isStopped) return
    for (const {id, name} of boss.getWipData()) if (name === QUEUE) boss.notifyWorker(id)
  }

  const settle = openRuns({
    ...options,
    boss,
    dead,
    calm: () => intake.calm(LONGEST_YIELD),
    stopping: abort.signal,
    onDelayed(delay) {
      const timer = setTimeout(() => {
        timers.delete(timer)
        wake()
      }, delay)
      timers.add(timer)
    }
  })

  async function enqueue(job: Job): Promise<Enqueued> {
    // Not before that: what is running may have to queue more.
    if (isClosed) throw new Error('the queue is closed')
    const {delivery} = job
    return fromDatabase(() => intake.store({...job, delivery: delivery && indexable(delivery)}))
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
          return await Promise.all(stored.map((each) => settle(each, work)))
        } finally {
          wake()
        }
      }
    )
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
