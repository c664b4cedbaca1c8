/**
 * Whether reviews can be done now.
 */
import {LadderlintError} from '../config/ladderlint-error.ts'
import type {Database} from '../database/database.ts'
import type {Forge} from '../reviewer/forge.ts'

/** A sentence for each that cannot be used; null for what can. */
export interface Health {
  readonly database: string | null
  readonly gitlab: string | null
}

export async function checkHealth(
  forge: Pick<Forge, 'self'>,
  database: Pick<Database, 'query'>
): Promise<Health> {
  const [stored, reached] = await Promise.all([
    database.query('SELECT 1').then(
      () => null,
      () => 'the database does not answer'
    ),
    forge.self().then(
      () => null,
      (error: unknown) => (error instanceof LadderlintError ? error.message : 'GitLab could not be asked')
    )
  ])
  return {database: stored, gitlab: reached}
}

/**
 * Asks at most once in `ms` milliseconds, however often it is asked: whoever may ask us must not be able to have us ask
 * others all the time.
 * @param now Milliseconds.
 */
export function remembering<Answer>(
  ask: () => Promise<Answer>,
  ms: number,
  now: () => number
): () => Promise<Answer> {
  let last: {readonly at: number; readonly answer: Promise<Answer>} | undefined
  return () => {
    if (!last || now() - last.at >= ms) last = {at: now(), answer: ask()}
    return last.answer
  }
}
