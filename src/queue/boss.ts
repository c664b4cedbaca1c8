/**
 * pg-boss on our database: one queue for jobs, one for those given up.
 *
 * Its policy is `short`: one job of a key may wait (a unique index sees to it), and a job that is running does not keep
 * the next from waiting. That no two of a key run at once is the work of `groupConcurrency: 1`, which is part of the
 * fetching query. The other policies each lose something: `exclusive` refuses what arrives during a run, `stately` and
 * `singleton` let a waiting job of a running key hold up all others for a minute, `stately` sends a second failure of a
 * key straight to the failed, `key_strict_fifo` blocks a key for ever after one. Source: pg-boss docs/api/queues.md.
 */
import {type Db, PgBoss} from 'pg-boss'
import type {Database, Queries} from '../database/database.ts'

export const QUEUE = 'work'
export const DEAD_LETTERS = 'dead'

/** Schema of pg-boss's tables. */
export const SCHEMA = 'ladderlint_queue'

/** Seconds without a sign of life after which a running job is another replica's to take. */
const HEARTBEAT_SECONDS = 15
const SUPERVISE_SECONDS = 5

/**
 * A job whose process died, or whose end could not be noted, is handed to the next so often; one that kills each of them is
 * then given up. Databases that restart and machines that are replaced come together: three would be too few.
 */
const MOST_DEATHS = 6

/** Longest that a review may take, in seconds. */
const EXPIRE_SECONDS = 900

const HOUR = 3600
const DAY = 24 * HOUR

export interface BossEvents {
  /** Something failed that pg-boss tries again by itself. */
  readonly onError: (error: Error) => void
  readonly onWarning: (message: string) => void
}

/** Starts pg-boss, installing or upgrading its tables. */
export async function startBoss(database: Database, {onError, onWarning}: BossEvents): Promise<PgBoss> {
  const boss = new PgBoss({
    db: asOwnDb(database),
    backend: database.engine,
    schema: SCHEMA,
    schedule: false,
    superviseIntervalSeconds: SUPERVISE_SECONDS,
    monitorIntervalSeconds: SUPERVISE_SECONDS,
    // How often it looks for jobs that are old enough to be deleted.
    maintenanceIntervalSeconds: HOUR
  })
  boss.on('error', (error) => onError(asError(error)))
  boss.on('warning', ({message}) => onWarning(message))
  try {
    await boss.start()
    await createQueues(boss)
    return boss
  } catch (error) {
    // Its timers would keep a process alive that has nothing to do.
    await boss.stop({graceful: false, close: false}).catch(onError)
    throw error
  }
}

async function createQueues(boss: PgBoss): Promise<void> {
  await boss.createQueue(DEAD_LETTERS, {retentionSeconds: 30 * DAY})
  await boss.createQueue(QUEUE, {
    policy: 'short',
    deadLetter: DEAD_LETTERS,
    retryLimit: MOST_DEATHS,
    heartbeatSeconds: HEARTBEAT_SECONDS,
    expireInSeconds: EXPIRE_SECONDS,
    deleteAfterSeconds: HOUR
  })
  // Makes pg-boss remember the queues now: it would ask for them on a connection of its own when first used, which an
  // embedded database, having one connection, never answers while a transaction is open.
  for (const queue of [QUEUE, DEAD_LETTERS]) await boss.insert(queue, [])
}

/** pg-boss's workers tell of an error by a copy of what it holds, whatever the types say. */
function asError(told: Error): Error {
  return told instanceof Error ? told : Object.assign(new Error(), told)
}

/**
 * For all calls. CockroachDB takes no statement that changes a table twice: there pg-boss deletes a job that failed, then
 * stores it again, and a process that dies in between loses it. In a transaction it does so only on a connection that it takes
 * for one of its own, by `_pgbdb`. Source: `ensureTransaction` in pg-boss's manager.js.
 */
function asOwnDb(database: Database): Db {
  const own = {
    ...asBossDb(database),
    _pgbdb: true,
    opened: true,
    events: {},
    withTransaction: <Result>(work: (db: Db) => Promise<Result>) =>
      database.transaction((queries) => work(asBossDb(queries)))
  }
  return own
}

/** Lets a call of pg-boss take part in a transaction, or use the whole database. */
export function asBossDb(queries: Queries): Db {
  return {
    async executeSql(text, values = []) {
      return {rows: [...(await queries.query(text, values))]}
    }
  }
}
