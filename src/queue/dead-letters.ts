/**
 * Jobs that were given up. They keep what they were about and why they failed, and can be tried again.
 */
import type {PgBoss} from 'pg-boss'
import {z} from 'zod'
import type {Database} from '../database/database.ts'
import {asBossDb, DEAD_LETTERS, QUEUE, SCHEMA} from './boss.ts'
import {type JobRecord, jobRecord} from './job-record.ts'
import {insertJobs} from './store-jobs.ts'

export interface DeadLetters {
  /** Puts a job that is running among the dead. */
  bury(id: string, record: JobRecord): Promise<void>
  /** Queues dead jobs anew, all of them when no ids are given. @returns How many there were. */
  take(ids?: readonly string[]): Promise<number>
}

const row = z.object({id: z.string(), data: jobRecord})

export function openDeadLetters(database: Database, boss: PgBoss): DeadLetters {
  return {
    bury: (id, record) =>
      database.transaction(async (queries) => {
        await boss.complete(QUEUE, id, null, {db: asBossDb(queries)})
        await boss.insert(DEAD_LETTERS, [{data: record}], {db: asBossDb(queries)})
      }),
    take: (ids) =>
      database.transaction(async (queries) => {
        const rows = await queries.query(
          `DELETE FROM ${SCHEMA}.job WHERE name = '${DEAD_LETTERS}' AND state = 'created'
           AND ($1::text[] IS NULL OR id::text = ANY($1::text[]))
           RETURNING id, data`,
          [ids ?? null]
        )
        const dead = z.array(row).parse(rows)
        await insertJobs(
          queries,
          boss,
          // The delivery was stored long ago; this is no repetition of it.
          dead.map(({data}) => ({...data.job, delivery: null}))
        )
        return dead.length
      })
  }
}
