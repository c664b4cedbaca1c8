/**
 * What a database says to who makes tables in it, told to who chose the database. Codes: PostgreSQL docs, "Error Codes".
 */
import {setTimeout as sleep} from 'node:timers/promises'
import {LadderlintError} from '../config/ladderlint-error.ts'

const HINTS = new Map([
  // insufficient_privilege
  [
    '42501',
    'Make the user of DATABASE_URL the owner of its database, or run GRANT CREATE ON DATABASE for it: the tables stand in schemas of their own'
  ],
  // read_only_sql_transaction
  [
    '25006',
    'DATABASE_URL leads to a server that only reads, such as a standby; it has to lead to the primary'
  ]
])

/** "Exists already", from who creates the same thing at the same moment: unique_violation, duplicate_schema, _table and _object. */
const LOST_RACE = new Set(['23505', '42P06', '42P07', '42710'])
const TRIES = 6

/** Milliseconds before the next try at most: whoever was first is done by then. */
const WAIT = 300

/**
 * @param make Called again where another replica was faster, so it must be able to go on with what is there.
 * @throws LadderlintError in place of what the database refuses; whatever else `make` throws.
 */
export async function makingTables<Made>(make: () => Promise<Made>): Promise<Made> {
  for (let tries = 1; ; tries++) {
    try {
      return await make()
    } catch (cause) {
      if (cause instanceof LadderlintError || !(cause instanceof Error && 'code' in cause)) throw cause
      if (!LOST_RACE.has(String(cause.code)) || tries >= TRIES) throw refusal(cause, String(cause.code))
      await sleep(Math.random() * WAIT)
    }
  }
}

function refusal(cause: Error, code: string): LadderlintError {
  const hint = HINTS.get(code)
  return new LadderlintError(`the service's tables could not be made in its database: ${cause.message}`, {
    hint: hint ?? 'Look at the database: what it says is its own',
    exitCode: hint === undefined ? 3 : 2,
    cause
  })
}
