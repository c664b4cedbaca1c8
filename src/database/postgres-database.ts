/**
 * A PostgreSQL server, or one that speaks its protocol. Several replicas may share one.
 */
import {setTimeout as sleep} from 'node:timers/promises'
import pg from 'pg'
import {LadderlintError} from '../config/ladderlint-error.ts'
import type {Database, Engine, Queries} from './database.ts'

/** Connections a replica holds at most: the workers, the webhook's transaction, pg-boss's own housekeeping. */
const MOST_CONNECTIONS = 10

/** Milliseconds: a delivery that cannot be stored must be refused before GitLab gives it up, after ten seconds. */
const CONNECT_TIMEOUT = 4000
const QUERY_TIMEOUT = 8000

/**
 * `serialization_failure` and `deadlock_detected`. PostgreSQL rarely has the one; CockroachDB and YugabyteDB leave it to
 * their clients to try again. Source: PostgreSQL docs, "Serialization Failure Handling".
 */
const COLLISIONS = new Set(['40001', '40P01'])
const MOST_TRIES = 5

/** Milliseconds before the next try at most, times the tries so far. */
const COLLISION_WAIT = 50

/**
 * @param url `postgres://user:password@host:port/name`; TLS by `?sslmode=`, which see at `withVerifiedTls`.
 * @param onIdleError Told when a connection that nobody was using breaks; the next query opens another.
 * @throws LadderlintError, without the password, when the server cannot be asked what it is.
 */
export async function openPostgresDatabase(
  url: string,
  onIdleError: (cause: Error) => void
): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: withVerifiedTls(url),
    application_name: 'ladderlint',
    max: MOST_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT,
    query_timeout: QUERY_TIMEOUT
  })
  pool.on('error', onIdleError)
  try {
    return asDatabase(pool, await engineOf(pool))
  } catch (cause) {
    await pool.end()
    const {hostname, port, pathname} = new URL(url)
    const server = `${hostname}:${port || 5432}${pathname}`
    throw new LadderlintError(
      `the database at ${server} does not answer: ${cause instanceof Error ? cause.message : String(cause)}`,
      {
        hint: hintOf(cause),
        exitCode: isFinal(cause) ? 2 : 3,
        cause
      }
    )
  }
}

/** Modes of libpq that do not verify who answers, or not all of it. */
const LAX_MODES = ['prefer', 'require', 'verify-ca']

/**
 * The driver verifies certificates in full for every mode but `disable` and `no-verify`, unless `uselibpqcompat=true` asks for
 * libpq's meaning. Its next version takes libpq's: said in so many words, an upgrade weakens nothing, and it does not warn.
 */
function withVerifiedTls(url: string): string {
  const address = new URL(url)
  const {searchParams} = address
  if (!LAX_MODES.includes(searchParams.get('sslmode') ?? '') || searchParams.has('uselibpqcompat')) return url
  searchParams.set('sslmode', 'verify-full')
  return address.href
}

/** Codes: Node's and OpenSSL's of certificates (DEPTH_ZERO_SELF_SIGNED_CERT, UNABLE_TO_VERIFY_LEAF_SIGNATURE, …). */
function hintOf(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  if (/CERT|SIGNATURE/.test(code)) {
    return 'The certificate is not trusted, or is for another host: name its authority with NODE_EXTRA_CA_CERTS, or add sslrootcert=FILE to DATABASE_URL'
  }
  return 'Check DATABASE_URL: host, port, name, user and password, and sslmode'
}

/** Classes of SQLSTATE: 28 user or password, 3D no such database, 42 no right. What else it is, such as a server that starts, may pass. */
const FINAL = /^(?:28|3D|42)/

function isFinal(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && FINAL.test(String(cause.code))
}

function asDatabase(pool: pg.Pool, engine: Engine): Database {
  return {
    engine,
    query: queriesOf(pool).query,
    async transaction(work) {
      for (let tries = 1; ; tries++) {
        try {
          return await inTransaction(pool, work)
        } catch (error) {
          if (!isCollision(error) || tries >= MOST_TRIES) throw error
          await sleep(Math.random() * tries * COLLISION_WAIT)
        }
      }
    },
    close: () => pool.end()
  }
}

async function inTransaction<Result>(
  pool: pg.Pool,
  work: (queries: Queries) => Promise<Result>
): Promise<Result> {
  const client = await pool.connect()
  let broken: Error | undefined
  const onError = (cause: Error) => {
    broken = cause
  }
  // A connection that breaks between two queries is told by an event; without a listener it would end the process.
  client.on('error', onError)
  try {
    await client.query('BEGIN')
    const result = await work(queriesOf(client))
    await client.query('COMMIT')
    return result
  } catch (error) {
    if (isCollision(error)) await client.query('ROLLBACK').catch(onError)
    // It may lead to a server that has become a standby, or to one that does not answer: closing it undoes all the same.
    else broken = error instanceof Error ? error : new Error(String(error))
    throw error
  } finally {
    client.off('error', onError)
    client.release(broken)
  }
}

/** Whether the server gave a transaction up in favour of another one, and has it tried again. */
function isCollision(error: unknown): boolean {
  return error instanceof Error && 'code' in error && COLLISIONS.has(String(error.code))
}

function queriesOf(connection: pg.Pool | pg.PoolClient): Queries {
  return {
    async query(text, values = []) {
      // Several statements give a list of results, although the types do not say so; only the simple protocol takes them.
      const answer: pg.QueryResult | pg.QueryResult[] =
        values.length > 0 ? await connection.query(text, [...values]) : await connection.query(text)
      return [answer].flat().flatMap(({rows}) => rows ?? [])
    }
  }
}

/** Sources: `version()` of CockroachDB and YugabyteDB; Citus is an extension of PostgreSQL. */
async function engineOf(pool: pg.Pool): Promise<Engine> {
  const {rows} = await pool.query<{version: string}>('SELECT version() AS version')
  const name = rows[0]?.version ?? ''
  if (name.includes('CockroachDB')) return 'cockroachdb'
  if (/-YB-|Yugabyte/.test(name)) return 'yugabytedb'
  const citus = await pool.query("SELECT 1 FROM pg_extension WHERE extname = 'citus'")
  return citus.rows.length > 0 ? 'citus' : 'postgres'
}
