/**
 * What services stand on: a database that outlives them. Time passes in it when a schedule says so.
 */
import {randomBytes} from 'node:crypto'
import {cp, mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import pg from 'pg'
import type {Database} from '../../src/database/database.ts'
import {openEmbeddedDatabase} from '../../src/database/embedded-database.ts'
import {migrate} from '../../src/database/migrate.ts'
import {openPostgresDatabase} from '../../src/database/postgres-database.ts'
import {QUEUE, SCHEMA, startBoss} from '../../src/queue/boss.ts'

export interface Ground {
  /** Opens the database as a process of its own; a killed one's is left behind. */
  open(): Promise<Opened>
  /** Lets so much time pass that jobs of processes that died go to others. */
  outlive(jobs: ReadonlySet<string>): Promise<void>
  /** Cuts all connections that are open, as a restart of the database does. */
  cut(): Promise<void>
  /** Jobs by state, and the reasons of those given up. */
  jobs(): Promise<Jobs>
  /** Lets a pause that GitLab asked for be over. */
  endPause(): Promise<void>
  /** Forgets all jobs and deliveries. */
  clear(): Promise<void>
  close(): Promise<void>
}

export interface Opened {
  readonly database: Database
  /** Ends what a killed process had open. */
  abandon(): void
  close(): Promise<void>
}

export interface Jobs {
  /** Waiting or running. */
  readonly present: number
  /** Ids of those that run. */
  readonly running: ReadonlySet<string>
  /** What was given up, and why. */
  readonly dead: readonly string[]
}

const none = () => undefined

/** @param server `postgres://user:password@host:port`. */
export async function openPostgresGround(server: string): Promise<Ground> {
  const name = `chaos_${randomBytes(6).toString('hex')}`
  const root = new pg.Client(`${server}/postgres`)
  await root.connect()
  await root.query(`CREATE DATABASE ${name}`)
  const own = await openPostgresDatabase(`${server}/${name}?application_name=ground`, none)
  await migrate(own)
  const boss = await startBoss(own, {onError: none, onWarning: none})
  let opened = 0

  const cutting = new Set<Promise<unknown>>()

  function cutWhere(condition: string): Promise<unknown> {
    const cut = root
      .query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}' AND ${condition}`
      )
      .finally(() => cutting.delete(cut))
    cutting.add(cut)
    return cut
  }

  return {
    async open() {
      opened += 1
      const application = `replica-${opened}`
      const database = await openPostgresDatabase(`${server}/${name}?application_name=${application}`, none)
      return {
        database,
        abandon: () => void cutWhere(`application_name = '${application}'`),
        close: () => database.close()
      }
    },
    async outlive(jobs) {
      const {running} = await jobsIn(own)
      const orphans = [...jobs].filter((id) => running.has(id))
      if (orphans.length > 0) await boss.fail(QUEUE, orphans, {message: 'job heartbeat timeout'})
    },
    async cut() {
      await cutWhere(`application_name LIKE 'replica-%'`)
    },
    jobs: () => jobsIn(own),
    endPause: () => endPauseIn(own),
    clear: () => clearIn(own),
    async close() {
      await Promise.all(cutting)
      await boss.stop({graceful: false, close: false})
      await own.close()
      await root.query(`DROP DATABASE ${name} WITH (FORCE)`)
      await root.end()
    }
  }
}

let template: Promise<string> | undefined

/** One folder; each start after a kill opens a copy of what the killed process had written by then. */
export async function openEmbeddedGround(): Promise<Ground> {
  template ??= createTemplate()
  const folders: string[] = []
  let newest: Database | undefined
  let isAbandoned = false

  async function nextFolder(): Promise<string> {
    // What the killed one was writing it has written by then.
    await newest?.query('SELECT 1')
    const folder = await mkdtemp(join(tmpdir(), 'ladderlint-chaos-'))
    await cp(folders.at(-1) ?? (await template) ?? '', folder, {recursive: true})
    folders.push(folder)
    return folder
  }

  const present = () => {
    if (!newest) throw new Error('no process has opened the database yet')
    return newest
  }

  return {
    async open() {
      if (folders.length === 0 || isAbandoned) await nextFolder()
      isAbandoned = false
      const database = await openEmbeddedDatabase(folders.at(-1) ?? '', (path, cause) => {
        throw new Error(`the database was put aside as ${path}`, {cause})
      })
      newest = database
      return {
        database,
        abandon() {
          isAbandoned = true
        },
        close: () => database.close()
      }
    },
    // A service that starts takes back what ran in the one before it.
    outlive: async () => undefined,
    cut: async () => undefined,
    jobs: () => jobsIn(present()),
    endPause: () => endPauseIn(present()),
    clear: async () => undefined,
    async close() {
      await Promise.all(folders.map((folder) => rm(folder, {recursive: true, force: true})))
    }
  }
}

async function createTemplate(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ladderlint-chaos-template-'))
  const database = await openEmbeddedDatabase(folder, none)
  await database.close()
  return folder
}

async function jobsIn(database: Database): Promise<Jobs> {
  const rows = await database.query(
    `SELECT id::text AS id, name, state::text AS state, data FROM ${SCHEMA}.job WHERE state < 'completed'`
  )
  const alive = rows.filter(({name}) => name === QUEUE)
  return {
    present: alive.length,
    running: new Set(alive.flatMap(({id, state}) => (state === 'active' ? [String(id)] : []))),
    dead: rows.flatMap(({name, data}) => (name === QUEUE ? [] : [JSON.stringify(data)]))
  }
}

async function endPauseIn(database: Database): Promise<void> {
  await database.query('DELETE FROM ladderlint.pause')
}

async function clearIn(database: Database): Promise<void> {
  await database.query(
    `DELETE FROM ${SCHEMA}.job; DELETE FROM ladderlint.delivery; DELETE FROM ladderlint.pause`
  )
}
