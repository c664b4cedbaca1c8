/**
 * What stands in the queue's tables.
 */
import type {PgBoss} from 'pg-boss'
import {z} from 'zod'
import type {Database} from '../database/database.ts'
import {DEAD_LETTERS, QUEUE, SCHEMA} from './boss.ts'
import {jobRecord} from './job-record.ts'
import type {QueueDepth, QueuedJob} from './queue.ts'

const count = z.coerce.number()

export async function depthOf(database: Database): Promise<QueueDepth> {
  const rows = await database.query(
    `SELECT
       count(*) FILTER (WHERE name = '${QUEUE}' AND state IN ('created', 'retry')) AS waiting,
       count(*) FILTER (WHERE name = '${QUEUE}' AND state = 'active') AS running,
       count(*) FILTER (WHERE name = '${DEAD_LETTERS}' AND state = 'created') AS dead,
       coalesce(max(extract(epoch FROM now() - greatest(created_on, start_after)))
         FILTER (WHERE name = '${QUEUE}' AND state IN ('created', 'retry') AND start_after <= now()), 0) AS oldest
     FROM ${SCHEMA}.job WHERE state < 'completed'`
  )
  const [row] = z.array(z.object({waiting: count, running: count, dead: count, oldest: count})).parse(rows)
  return {
    waiting: row?.waiting ?? 0,
    running: row?.running ?? 0,
    dead: row?.dead ?? 0,
    oldestSeconds: Math.max(0, row?.oldest ?? 0)
  }
}

const listed = z.object({
  id: z.string(),
  data: jobRecord,
  /** What pg-boss keeps of a job whose process died too often. */
  output: z.object({message: z.string()}).nullable().catch(null),
  kind: z.enum(['running', 'waiting', 'dead']),
  since: z.coerce.number(),
  not_before: z.coerce.number().nullable()
})

export async function listJobs(database: Database, limit: number): Promise<readonly QueuedJob[]> {
  const rows = await database.query(
    `SELECT * FROM (
       SELECT *, row_number() OVER (PARTITION BY kind ORDER BY priority DESC, since) AS place FROM (
         SELECT id, data, output, priority,
           CASE WHEN name = '${DEAD_LETTERS}' THEN 'dead' WHEN state = 'active' THEN 'running' ELSE 'waiting' END AS kind,
           extract(epoch FROM CASE WHEN state = 'active' THEN started_on ELSE created_on END) * 1000 AS since,
           CASE WHEN state <> 'active' AND start_after > now() THEN extract(epoch FROM start_after) * 1000 END AS not_before
         FROM ${SCHEMA}.job WHERE name IN ('${QUEUE}', '${DEAD_LETTERS}') AND state < 'completed'
       ) AS present
     ) AS ranked
     WHERE place <= $1
     ORDER BY array_position(ARRAY['running', 'waiting', 'dead'], kind), place`,
    [limit]
  )
  return rows.map((row) => {
    const {id, data, output, kind, since, not_before} = listed.parse(row)
    const {job, attempt} = data
    const reason = data.reason ?? output?.message ?? null
    return {id, job, state: kind, attempt, since, notBefore: not_before, reason}
  })
}

/**
 * Whether the same work waits or runs as a job that was stored later. Of several jobs with one key exactly one has no
 * younger one, so that one of them is done, whoever asks when.
 */
export async function hasYounger(database: Database, id: string): Promise<boolean> {
  const rows = await database.query(
    `SELECT 1 FROM ${SCHEMA}.job AS own JOIN ${SCHEMA}.job AS other
       ON other.name = own.name AND other.singleton_key = own.singleton_key
     WHERE own.name = '${QUEUE}' AND own.id = $1::uuid AND other.state < 'completed'
       AND (other.created_on, other.id) > (own.created_on, own.id)`,
    [id]
  )
  return rows.length > 0
}

/** Hands back whatever is running. */
export async function handBackAll(database: Database, boss: PgBoss): Promise<void> {
  const rows = await database.query(
    `SELECT id FROM ${SCHEMA}.job WHERE name = '${QUEUE}' AND state = 'active'`
  )
  const ids = z.array(z.object({id: z.string()})).parse(rows)
  if (ids.length > 0) {
    await boss.fail(
      QUEUE,
      ids.map(({id}) => id),
      {message: 'the process that ran it ended'}
    )
  }
}
