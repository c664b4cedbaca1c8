/**
 * Which deliveries were stored, so that one that comes again does nothing.
 */
import {z} from 'zod'
import type {Database, Queries} from '../database/database.ts'
import type {Job} from './queue.ts'

/** GitLab sends a delivery again within hours, and people press "Resend" within days. */
const DELIVERY_DAYS = 14

/** Whether a job is to be stored: its delivery is none of those that were stored before. */
export function isFresh({delivery}: Job, fresh: ReadonlySet<string>): boolean {
  return delivery === null || fresh.has(delivery)
}

const storedDeliveries = z.array(z.object({id: z.string()}))

/** @returns The ids of those that were not stored before. */
export async function rememberDeliveries(
  queries: Queries,
  jobs: readonly Job[]
): Promise<ReadonlySet<string>> {
  const ids = [...new Set(jobs.flatMap(({delivery}) => (delivery === null ? [] : [delivery])))]
  if (ids.length === 0) return new Set()
  const rows = await queries.query(
    'INSERT INTO ladderlint.delivery (id) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING RETURNING id',
    [ids]
  )
  return new Set(storedDeliveries.parse(rows).map(({id}) => id))
}

export async function forgetDeliveries(database: Database): Promise<void> {
  await database.query(
    `DELETE FROM ladderlint.delivery WHERE received_at < now() - interval '${DELIVERY_DAYS} days'`
  )
}
