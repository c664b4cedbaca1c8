/**
 * The service's own tables, beside those of pg-boss. Each statement can be run again and by several replicas at once, so
 * an upgrade is a restart.
 */
import type {Database} from './database.ts'

const STATEMENTS = [
  'CREATE SCHEMA IF NOT EXISTS ladderlint',
  // One row for every delivery that was stored, so that a repeated one does nothing.
  `CREATE TABLE IF NOT EXISTS ladderlint.delivery (
    id text PRIMARY KEY,
    received_at timestamptz NOT NULL DEFAULT now()
  )`,
  'CREATE INDEX IF NOT EXISTS delivery_received_at ON ladderlint.delivery (received_at)',
  // Until when GitLab asked to be left alone; at most one row.
  `CREATE TABLE IF NOT EXISTS ladderlint.pause (
    id integer PRIMARY KEY,
    until timestamptz NOT NULL
  )`
]

/** PostgreSQL's codes for "exists already" when two replicas create the same thing at the same moment. */
const LOST_RACE = new Set(['23505', '42P06', '42P07'])
const TRIES = 3

export async function migrate(database: Database): Promise<void> {
  for (const statement of STATEMENTS) await create(database, statement, TRIES)
}

async function create(database: Database, statement: string, tries: number): Promise<void> {
  try {
    await database.query(statement)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (!LOST_RACE.has(code) || tries <= 1) throw error
    await create(database, statement, tries - 1)
  }
}
