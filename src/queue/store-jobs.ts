/**
 * Stores deliveries and their jobs, in one transaction: a crash can lose neither without the other, so that a delivery
 * is never known as done when its job is gone.
 */
import type {PgBoss} from 'pg-boss'
import {z} from 'zod'
import type {Database, Queries} from '../database/database.ts'
import {asBossDb, QUEUE, SCHEMA} from './boss.ts'
import {isFresh, rememberDeliveries} from './deliveries.ts'
import {type JobRecord, keyOf, projectOf} from './job-record.ts'
import type {Enqueued, Job} from './queue.ts'

/** @returns What became of each job, in their order. */
export async function storeJobs(
  database: Database,
  boss: PgBoss,
  jobs: readonly Job[]
): Promise<readonly Enqueued[]> {
  return database.transaction(async (queries) => {
    const fresh = await rememberDeliveries(queries, jobs)
    const wanted = jobs.filter((job) => isFresh(job, fresh))
    const waiting = await hurryWaiting(queries, [...new Set(wanted.map(keyOf))])
    const missing = new Map<string, Job>()
    for (const job of wanted) if (!waiting.has(keyOf(job))) missing.set(keyOf(job), job)
    await insertJobs(queries, boss, [...missing.values()])
    const seen = new Set<string>()
    const told = new Set<string>()
    return jobs.map((job) => {
      if (!isFresh(job, fresh) || (job.delivery !== null && seen.has(job.delivery))) return 'repeated'
      if (job.delivery !== null) seen.add(job.delivery)
      const key = keyOf(job)
      const isFirst = missing.has(key) && !told.has(key)
      told.add(key)
      return isFirst ? 'queued' : 'coalesced'
    })
  })
}

/** Stores a job again in place of the one that ran, to be tried after `delay` milliseconds. */
export async function storeAgain(
  queries: Queries,
  boss: PgBoss,
  record: JobRecord,
  priority: number,
  delay: number
): Promise<void> {
  // In seconds from the database's now: replicas' clocks need not be right.
  await boss.insert(QUEUE, [{...insertOf(record, priority), startAfter: delay / 1000}], {
    db: asBossDb(queries)
  })
}

const waitingJobs = z.array(z.object({key: z.string(), later: z.boolean()}))

/**
 * Has what waits for a later try run at once: the push may have mended what failed. What waits is locked, so that none of it
 * starts before this transaction ends, which says that it will see what is stored here.
 * @returns The keys among `keys` under which a job waits.
 */
async function hurryWaiting(queries: Queries, keys: readonly string[]): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set()
  const rows = await queries.query(
    `SELECT singleton_key AS key, start_after > now() AS later FROM ${SCHEMA}.job
     WHERE name = '${QUEUE}' AND state = 'created' AND singleton_key = ANY($1::text[])
     FOR UPDATE`,
    [keys]
  )
  const waiting = waitingJobs.parse(rows)
  const delayed = waiting.filter(({later}) => later).map(({key}) => key)
  if (delayed.length > 0) {
    await queries.query(
      `UPDATE ${SCHEMA}.job SET start_after = now()
       WHERE name = '${QUEUE}' AND state = 'created' AND start_after > now() AND singleton_key = ANY($1::text[])`,
      [delayed]
    )
  }
  return new Set(waiting.map(({key}) => key))
}

export async function insertJobs(queries: Queries, boss: PgBoss, jobs: readonly Job[]): Promise<void> {
  if (jobs.length === 0) return
  const places = await lastPlaces(queries)
  const inserts = jobs.map((job) => {
    const project = projectOf(job)
    const place = Math.min(places.first, (places.last.get(project) ?? places.first + 1) - 1)
    places.last.set(project, place)
    return insertOf({job, attempt: 1, reason: null}, place)
  })
  await boss.insert(QUEUE, inserts, {db: asBossDb(queries)})
}

function insertOf(record: JobRecord, priority: number) {
  const key = keyOf(record.job)
  return {data: record, singletonKey: key, group: {id: key}, priority}
}

const number = z.coerce.number()
const lastOfProjects = z.array(z.object({project: number, last: number, first: number}))

interface Places {
  /** Where the queue's head stands. */
  readonly first: number
  /** By project: the place of its last waiting job. */
  readonly last: Map<number, number>
}

/**
 * Projects take turns: each job of a project stands one place behind that project's last one, so that a project with one
 * push is served after at most one job of each other, however many those have waiting. (Start-time fair queueing: Goyal,
 * Vin and Cheng, SIGCOMM 1996; a place is the priority's negative.)
 */
async function lastPlaces(queries: Queries): Promise<Places> {
  const rows = await queries.query(
    `SELECT split_part(split_part(singleton_key, '!', 1), '@', 1) AS project, min(priority) AS last, max(priority) AS first
     FROM ${SCHEMA}.job WHERE name = '${QUEUE}' AND state = 'created' GROUP BY 1`
  )
  const waiting = lastOfProjects.parse(rows)
  return {
    first: waiting.length === 0 ? 0 : Math.max(...waiting.map(({first}) => first)),
    last: new Map(waiting.map(({project, last}) => [project, last]))
  }
}
