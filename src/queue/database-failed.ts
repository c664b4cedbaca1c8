/**
 * The database did not do what the queue asked of it, and may the next time: no reason to give a job up.
 */
class DatabaseFailed extends Error {
  override name = 'DatabaseFailed'
  readonly retryable = true
}

/** @throws DatabaseFailed in place of whatever the driver throws. */
export async function fromDatabase<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask()
  } catch (cause) {
    throw new DatabaseFailed(cause instanceof Error ? cause.message : String(cause), {cause})
  }
}
