/**
 * Reviews in the journal, one row each.
 */
import {z} from 'zod'
import type {Severity} from '../../rules/finding.ts'
import type {Queries} from '../database/database.ts'
import type {ThreadState} from '../review/thread-states.ts'
import type {MergeRequestRef} from '../reviewer/forge.ts'

/** `could-not-review` is tried again; `given-up` waits for somebody to have it tried again. */
export const REVIEW_OUTCOMES = ['success', 'failed', 'skipped', 'could-not-review', 'given-up'] as const

export type ReviewOutcome = (typeof REVIEW_OUTCOMES)[number]

/** One review, as far as it came. */
export interface ReviewEntry {
  readonly ref: MergeRequestRef
  /** Path, title and address as GitLab has them; null when it did not tell: then those of the last review hold. */
  readonly project: string | null
  readonly title: string | null
  readonly url: string | null
  readonly head: string | null
  readonly outcome: ReviewOutcome
  /** One sentence. */
  readonly reason: string
  /** That the review charged, equal ones on a page as one. */
  readonly findings: Readonly<Record<Severity, number>>
  /** Requests to GitLab. */
  readonly reads: number
  readonly writes: number
  readonly ms: number
  readonly threads: readonly ThreadState[]
}

export interface RecordedReview extends Omit<ReviewEntry, 'threads'> {
  /** Milliseconds since 1970 when it ended. */
  readonly at: number
}

/** Characters of a title and of a reason: what is beyond nobody reads in a list. */
const MOST_CHARACTERS = 500

/** Adds a review, in place of the tries before it that could not be done: those are one review. */
export async function storeReview(queries: Queries, entry: ReviewEntry): Promise<void> {
  const {ref, project, title, url, head, outcome, reason, findings, reads, writes, ms} = entry
  const {error, warning, info} = findings
  const rows = await queries.query(
    `INSERT INTO ladderlint.review
       (project_id, iid, project, title, url, head, outcome, reason, errors, warnings, infos, reads, writes, ms)
     VALUES ($1, $2,
       coalesce($3::text, (${lastKnown('project', 'project_id = $1')})),
       coalesce($4::text, (${lastKnown('title', 'project_id = $1 AND iid = $2')})),
       coalesce($5::text, (${lastKnown('url', 'project_id = $1 AND iid = $2')})),
       $6, $7, $8, $9, $10, $11, $12, $13, $14)
     RETURNING id`,
    [
      ...[ref.project, ref.iid, ...[project, title, url, head].map(bounded)],
      ...[outcome, bounded(reason), error, warning, info, reads, writes, ms]
    ]
  )
  const [row] = z.array(z.object({id: count})).parse(rows)
  await queries.query(
    `DELETE FROM ladderlint.review
     WHERE project_id = $1 AND iid = $2 AND outcome = 'could-not-review' AND id <> $3`,
    [ref.project, ref.iid, row?.id ?? 0]
  )
}

export async function giveUpReview(queries: Queries, {project, iid}: MergeRequestRef): Promise<void> {
  await queries.query(
    `UPDATE ladderlint.review SET outcome = 'given-up', at = now()
     WHERE project_id = $1 AND iid = $2 AND outcome = 'could-not-review'`,
    [project, iid]
  )
}

/** @returns The newest first, without those that were skipped. */
export async function readReviews(queries: Queries, limit: number): Promise<readonly RecordedReview[]> {
  const rows = await queries.query(
    `SELECT *, extract(epoch FROM at) * 1000 AS ms_since_1970 FROM ladderlint.review
     WHERE outcome <> 'skipped' ORDER BY at DESC, id DESC LIMIT $1`,
    [limit]
  )
  return rows.map((row) => toReview(reviewRow.parse(row)))
}

/** @returns How many reviews ended how in the last 24 hours. */
export async function countLastDay(queries: Queries): Promise<Readonly<Record<ReviewOutcome, number>>> {
  const rows = await queries.query(
    `SELECT outcome, count(*) AS reviews FROM ladderlint.review
     WHERE at > now() - interval '24 hours' GROUP BY outcome`
  )
  const counts = z.array(z.object({outcome: z.enum(REVIEW_OUTCOMES), reviews: count})).parse(rows)
  const of = (outcome: ReviewOutcome) => counts.find((each) => each.outcome === outcome)?.reviews ?? 0
  return {
    success: of('success'),
    failed: of('failed'),
    skipped: of('skipped'),
    'could-not-review': of('could-not-review'),
    'given-up': of('given-up')
  }
}

function lastKnown(column: 'project' | 'title' | 'url', which: string): string {
  return `SELECT ${column} FROM ladderlint.review WHERE ${which} AND ${column} IS NOT NULL ORDER BY id DESC LIMIT 1`
}

/** PostgreSQL stores no null character, and no half of a pair. */
function bounded(text: string | null): string | null {
  return text === null ? null : text.slice(0, MOST_CHARACTERS).replaceAll('\0', '').toWellFormed()
}

const count = z.coerce.number()
const text = z.string().nullable()

const reviewRow = z.object({
  ms_since_1970: count,
  project_id: count,
  iid: count,
  project: text,
  title: text,
  url: text,
  head: text,
  outcome: z.enum(REVIEW_OUTCOMES),
  reason: z.string(),
  errors: count,
  warnings: count,
  infos: count,
  reads: count,
  writes: count,
  ms: count
})

function toReview(row: z.infer<typeof reviewRow>): RecordedReview {
  const {ms_since_1970: at, project_id, iid, errors, warnings, infos, ...rest} = row
  return {
    ...rest,
    at,
    ref: {project: project_id, iid},
    findings: {error: errors, warning: warnings, info: infos}
  }
}
