/**
 * What the service did lately, for the people who run it. GitLab remembers what was said; this may be lost without harm.
 */
import {z} from 'zod'
import type {Severity} from '../../rules/finding.ts'
import type {Database} from '../database/database.ts'
import type {ThreadState} from '../review/thread-states.ts'
import type {MergeRequestRef} from '../reviewer/forge.ts'
import {hasOpenThreads, noteThreads, type RuleRecord, readRuleRecords} from './threads.ts'

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

/** All methods throw what the database throws. */
export interface Journal {
  record(entry: ReviewEntry): Promise<void>
  /** Says of a review that was recorded as `could-not-review` that it is not tried again. */
  giveUp(ref: MergeRequestRef): Promise<void>
  /** Newest first; what was skipped is left out. */
  recent(limit: number): Promise<readonly RecordedReview[]>
  /** How many reviews ended how in the last 24 hours. */
  lastDay(): Promise<Readonly<Record<ReviewOutcome, number>>>
  /** Whether a thread of a merge request is open as far as is known. */
  hasOpenThreads(ref: MergeRequestRef): Promise<boolean>
  /** How the threads of each rule ended, by name. */
  rules(): Promise<readonly RuleRecord[]>
  /** Forgets what is older than 90 days. */
  prune(): Promise<void>
}

const KEPT_DAYS = 90

/** Characters of a title and of a reason: what is beyond nobody reads in a list. */
const MOST_CHARACTERS = 500

export function openJournal(database: Database): Journal {
  return {
    async record({ref, findings, threads, ...entry}) {
      const {project, iid} = ref
      const {error, warning, info} = findings
      await database.transaction(async (queries) => {
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
            ...[
              project,
              iid,
              bounded(entry.project),
              bounded(entry.title),
              bounded(entry.url),
              bounded(entry.head)
            ],
            ...[entry.outcome, bounded(entry.reason), error, warning, info],
            ...[entry.reads, entry.writes, entry.ms]
          ]
        )
        // The tries of a review that could not be done are one review.
        const [row] = z.array(z.object({id: z.coerce.number()})).parse(rows)
        await queries.query(
          `DELETE FROM ladderlint.review
           WHERE project_id = $1 AND iid = $2 AND outcome = 'could-not-review' AND id <> $3`,
          [project, iid, row?.id ?? 0]
        )
        await noteThreads(queries, ref, threads)
      })
    },
    async giveUp({project, iid}) {
      await database.query(
        `UPDATE ladderlint.review SET outcome = 'given-up', at = now()
         WHERE project_id = $1 AND iid = $2 AND outcome = 'could-not-review'`,
        [project, iid]
      )
    },
    async recent(limit) {
      const rows = await database.query(
        `SELECT *, extract(epoch FROM at) * 1000 AS ms_since_1970 FROM ladderlint.review
         WHERE outcome <> 'skipped' ORDER BY at DESC, id DESC LIMIT $1`,
        [limit]
      )
      return rows.map((row) => toReview(reviewRow.parse(row)))
    },
    async lastDay() {
      const rows = await database.query(
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
    },
    hasOpenThreads: (ref) => hasOpenThreads(database, ref),
    rules: () => readRuleRecords(database),
    async prune() {
      await database.query(`DELETE FROM ladderlint.review WHERE at < now() - interval '${KEPT_DAYS} days'`)
      await database.query(
        `DELETE FROM ladderlint.thread WHERE seen_at < now() - interval '${KEPT_DAYS} days'`
      )
    }
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
  ms_since_1970: z.coerce.number(),
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

function toReview({ms_since_1970, project_id, iid, ...row}: z.infer<typeof reviewRow>): RecordedReview {
  const {project, title, url, head, outcome, reason, errors, warnings, infos, reads, writes, ms} = row
  return {
    at: ms_since_1970,
    ref: {project: project_id, iid},
    ...{project, title, url, head, outcome, reason},
    findings: {error: errors, warning: warnings, info: infos},
    ...{reads, writes, ms}
  }
}
