/**
 * What a database says to who makes tables in it, told to who chose the database. Codes: PostgreSQL docs, "Error Codes".
 */
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

/** @throws LadderlintError in place of what the database refuses; whatever else `make` throws. */
export async function makingTables<Made>(make: () => Promise<Made>): Promise<Made> {
  try {
    return await make()
  } catch (cause) {
    if (cause instanceof LadderlintError || !(cause instanceof Error && 'code' in cause)) throw cause
    const hint = HINTS.get(String(cause.code))
    throw new LadderlintError(`the service's tables could not be made in its database: ${cause.message}`, {
      hint: hint ?? 'Look at the database: what it says is its own',
      exitCode: hint === undefined ? 3 : 2,
      cause
    })
  }
}
