/**
 * Whether reviews can be done now.
 */
import {LadderlintError} from '../config/ladderlint-error.ts'
import type {Database} from '../database/database.ts'
import {GitLabError} from '../gitlab/errors.ts'
import {inTime, PATIENCE} from './in-time.ts'

/** A sentence for each that cannot be used; null for what can. */
export interface Health {
  readonly database: string | null
  readonly gitlab: string | null
}

/** @param askGitLab Throws when GitLab does not answer the token. */
export async function checkHealth(
  askGitLab: () => Promise<void>,
  database: Pick<Database, 'query'>,
  patience = PATIENCE
): Promise<Health> {
  const [stored, reached] = await Promise.all([
    inTime(database.query('SELECT 1'), patience).then(
      () => null,
      () => 'the database does not answer'
    ),
    inTime(askGitLab(), patience).then(() => null, gitlabTrouble)
  ])
  return {database: stored, gitlab: reached}
}

/** A GitLab that limits the token answers: deliveries can still be stored, and a proxy must not keep them away. */
function gitlabTrouble(error: unknown): string | null {
  if (!(error instanceof LadderlintError)) return 'GitLab could not be asked'
  return error instanceof GitLabError && error.status === 429 ? null : error.message
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
    // A clock that was set back must not make it hold for as long as that.
    if (!last || Math.abs(now() - last.at) >= ms) last = {at: now(), answer: ask()}
    return last.answer
  }
}
