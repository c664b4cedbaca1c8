/**
 * When GitLab asks to be left alone (429 with Retry-After), all workers of all replicas leave it alone: they share its
 * rate limit, because they share the token.
 */
import {setTimeout as sleep} from 'node:timers/promises'
import {z} from 'zod'
import type {Queries} from '../database/database.ts'
import {fromDatabase} from './database-failed.ts'

/** Nobody is kept waiting longer by one answer, whatever it says. */
const LONGEST = 15 * 60_000

/** Workers come back one after another, spread over so many milliseconds. */
const SPREAD = 2_000

/** Milliseconds for which the answer behind an error asks to be left alone; 0 when it does not. */
export function pauseAskedBy(error: unknown): number {
  const asked = error instanceof Error && 'retryAfter' in error ? Number(error.retryAfter) : 0
  return Number.isFinite(asked) ? asked : 0
}

/** Asks everybody to wait for `ms` milliseconds from now; a longer pause stays. */
export async function pause(queries: Queries, ms: number): Promise<void> {
  await queries.query(
    `INSERT INTO ladderlint.pause (id, until) VALUES (1, now() + $1::float8 * interval '1 millisecond')
     ON CONFLICT (id) DO UPDATE SET until = greatest(ladderlint.pause.until, excluded.until)`,
    [Math.min(ms, LONGEST)]
  )
}

/** Resolves when no pause is asked for; rejects when the signal aborts. @throws DatabaseFailed */
export async function outlastPause(queries: Queries, signal: AbortSignal): Promise<void> {
  for (;;) {
    const ms = await remaining(queries)
    if (ms <= 0) return
    await sleep(ms + Math.random() * SPREAD, undefined, {signal})
  }
}

const pauses = z.array(z.object({ms: z.coerce.number()}))

/** Milliseconds; by the database's clock, so that replicas need not agree on the time. */
async function remaining(queries: Queries): Promise<number> {
  const rows = await fromDatabase(() =>
    queries.query('SELECT extract(epoch FROM until - now()) * 1000 AS ms FROM ladderlint.pause WHERE id = 1')
  )
  const [row] = pauses.parse(rows)
  return row?.ms ?? 0
}
