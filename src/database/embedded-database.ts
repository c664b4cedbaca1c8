/**
 * PostgreSQL in this process (PGlite) on a folder: nothing to install. It writes through the operating system's cache, so
 * a killed process loses nothing, but a power failure may; the sweep finds what such a loss leaves undone.
 */
import {existsSync} from 'node:fs'
import {rename, rm} from 'node:fs/promises'
import {join} from 'node:path'
import {setImmediate as nextTurn} from 'node:timers/promises'
import v8 from 'node:v8'
import type {PGlite, Transaction} from '@electric-sql/pglite'
import {z} from 'zod'
import type {Database, Queries} from './database.ts'
import {makeCluster} from './make-cluster.ts'

/**
 * V8's baseline compiler alone: the optimising one takes 60-400 MB and several seconds for PGlite's 9 MB of WebAssembly,
 * and the queue's small statements run no faster with it. Measured with `npm run bench:memory`.
 */
const BASELINE_COMPILER = ['--liftoff', '--no-wasm-tier-up', '--no-wasm-dynamic-tiering']

/** Settings over PGlite's own: a queue of some thousand rows needs no 128 MB of buffers. */
const SETTINGS = ['shared_buffers=4MB', 'wal_buffers=256kB', 'max_connections=10', 'max_wal_size=64MB']

/**
 * Opens the cluster in `folder`, which only this process may use (data-folder.ts sees to that), and creates it first where
 * there is none. One that cannot be opened is put aside, and a new one takes its place.
 * @param onPutAside Told the path at which an unreadable cluster is kept.
 * @throws LadderlintError when none can be created there.
 */
export async function openEmbeddedDatabase(
  folder: string,
  onPutAside: (path: string, cause: unknown) => void
): Promise<Database> {
  const cluster = clusterOf(folder)
  if (!existsSync(join(cluster, 'PG_VERSION'))) {
    const made = await makeCluster(cluster)
    await rm(cluster, {recursive: true, force: true})
    await rename(made, cluster)
  }
  try {
    return asDatabase(await start(cluster))
  } catch (cause) {
    // There first: where the disk is full none can be made, and the old one stays in its place until there is room.
    const replacement = await makeCluster(cluster)
    const aside = `${cluster}-unreadable-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`
    await rename(cluster, aside)
    await rename(replacement, cluster)
    onPutAside(aside, cause)
    return asDatabase(await start(cluster))
  }
}

/** @param folder LADDERLINT_DATA. @returns Where in it the cluster stands. */
export function clusterOf(folder: string): string {
  return join(folder, 'database')
}

/** Starts PostgreSQL on the folder; creates the cluster where there is none. */
export async function start(cluster: string): Promise<PGlite> {
  for (const flag of BASELINE_COMPILER) v8.setFlagsFromString(flag)
  const {PGlite: Engine} = await import('@electric-sql/pglite')
  const pglite = new Engine({
    dataDir: cluster,
    startParams: [...Engine.defaultStartParams, ...SETTINGS.flatMap((setting) => ['-c', setting])]
  })
  await pglite.waitReady
  return pglite
}

function asDatabase(pglite: PGlite): Database {
  const {promise: broken, resolve: breakOff} = Promise.withResolvers<Error>()
  async function heeding<Answer>(answer: Promise<Answer>): Promise<Answer> {
    try {
      return await answer
    } catch (error) {
      if (isDeadly(error)) breakOff(error)
      throw error
    }
  }
  const {query} = queriesOf(pglite)
  const transaction: Database['transaction'] = (work) =>
    heeding(pglite.transaction((opened) => work(queriesOf(opened))))
  return {
    engine: 'pglite',
    broken,
    tidy: () => vacuum(queriesOf(pglite)),
    // There is one connection: a transaction that fails within a text, as pg-boss sends them, would stay open and have all
    // that follows refused. This one is undone before anybody else's turn.
    query: (text, values) =>
      opensTransaction(text)
        ? transaction((queries) => queries.query(text, values))
        : heeding(query(text, values)),
    transaction,
    close: () => pglite.close()
  }
}

/**
 * What autovacuum does on a server; here no process does it. Without, tables grow by each row that was ever written, and
 * whatever reads all of one with them.
 */
async function vacuum({query}: Queries): Promise<void> {
  const rows = await query(
    `SELECT format('%I.%I', nspname, relname) AS name FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
     WHERE relkind = 'r' AND nspname LIKE 'ladderlint%'`
  )
  for (const {name} of tableNames.parse(rows)) {
    await query(`VACUUM (ANALYZE) ${name}`)
    // Nothing else is answered meanwhile.
    await nextTurn()
  }
}

const tableNames = z.array(z.object({name: z.string()}))

/** A PANIC (the disk is full, say) or a trap of WebAssembly. A server starts anew by itself; here there is nobody to start it. */
function isDeadly(error: unknown): error is Error {
  if (!(error instanceof Error)) return false
  return error.name === 'RuntimeError' || ('severity' in error && error.severity === 'PANIC')
}

function opensTransaction(text: string): boolean {
  return /^\s*BEGIN\b/i.test(text)
}

function queriesOf(pglite: PGlite | Transaction): Queries {
  return {
    async query(text, values = []) {
      if (values.length > 0) return (await pglite.query<Record<string, unknown>>(text, [...values])).rows
      const results = await pglite.exec(text)
      return results.flatMap(({rows}) => rows)
    }
  }
}
