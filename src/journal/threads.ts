/**
 * How the threads of each rule ended: by a change, by a person's resolve, by an ignore.
 */
import {z} from 'zod'
import type {Queries} from '../database/database.ts'
import type {ThreadState} from '../review/thread-states.ts'
import type {MergeRequestRef} from '../reviewer/forge.ts'

/** What became of a rule's threads, those of the last 90 days. */
export interface RuleRecord {
  readonly rule: string
  readonly opened: number
  readonly byChange: number
  readonly byPerson: number
  readonly byIgnore: number
  /** Still open, or left open when the merge request ended. */
  readonly open: number
}

/**
 * Notes how threads stand after a review. The first end of a thread counts, until it is opened again; noting the same
 * twice changes nothing.
 */
export async function noteThreads(
  queries: Queries,
  {project, iid}: MergeRequestRef,
  threads: readonly ThreadState[]
): Promise<void> {
  if (threads.length === 0) return
  await queries.query(
    `INSERT INTO ladderlint.thread AS known (project_id, iid, fingerprint, rule, ended)
     SELECT $1::bigint, $2::integer, fingerprint, rule, ended
     FROM unnest($3::text[], $4::text[], $5::text[]) AS seen (fingerprint, rule, ended)
     ON CONFLICT (project_id, iid, fingerprint) DO UPDATE
       SET ended = CASE WHEN excluded.ended IS NOT NULL THEN coalesce(known.ended, excluded.ended) END, seen_at = now()`,
    [
      project,
      iid,
      threads.map(({fingerprint}) => fingerprint),
      threads.map(({rule}) => rule),
      threads.map(({end}) => end)
    ]
  )
}

export async function hasOpenThreads(queries: Queries, {project, iid}: MergeRequestRef): Promise<boolean> {
  const rows = await queries.query(
    'SELECT 1 FROM ladderlint.thread WHERE project_id = $1 AND iid = $2 AND ended IS NULL LIMIT 1',
    [project, iid]
  )
  return rows.length > 0
}

const count = z.coerce.number()
const row = z.object({
  rule: z.string(),
  opened: count,
  by_change: count,
  by_person: count,
  by_ignore: count,
  open: count
})

/** @returns By name. */
export async function readRuleRecords(queries: Queries): Promise<readonly RuleRecord[]> {
  const rows = await queries.query(
    `SELECT rule, count(*) AS opened,
       count(*) FILTER (WHERE ended = 'change') AS by_change,
       count(*) FILTER (WHERE ended = 'person') AS by_person,
       count(*) FILTER (WHERE ended = 'ignore') AS by_ignore,
       count(*) FILTER (WHERE ended IS NULL) AS open
     FROM ladderlint.thread GROUP BY rule ORDER BY rule`
  )
  return rows.map((each) => {
    const {rule, opened, by_change, by_person, by_ignore, open} = row.parse(each)
    return {rule, opened, byChange: by_change, byPerson: by_person, byIgnore: by_ignore, open}
  })
}
