/**
 * A job as it is stored, and how jobs are told apart.
 */
import {hash} from 'node:crypto'
import {z} from 'zod'
import type {Job, QueuedJob} from './queue.ts'

const id = z.number().int().positive()

const job = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('review'),
    ref: z.object({project: id, iid: id}),
    delivery: z.string().nullable(),
    request: z.string().optional()
  }),
  z.object({
    kind: z.literal('ripple'),
    project: id,
    branch: z.string(),
    before: z.string(),
    after: z.string(),
    delivery: z.string().nullable(),
    request: z.string().optional()
  })
])

/** What a row of the queue carries. */
export const jobRecord = z.object({
  job,
  /** Number of the next try, from 1. */
  attempt: z.number().int().positive(),
  /** Why the last try failed. */
  reason: z.string().nullable()
})

/** A job as a service tells it to the command line. */
export const queuedJob: z.ZodType<QueuedJob> = z.object({
  id: z.string(),
  job,
  state: z.enum(['waiting', 'running', 'dead']),
  attempt: z.number().int(),
  since: z.number(),
  notBefore: z.number().nullable(),
  reason: z.string().nullable()
})

export type JobRecord = z.infer<typeof jobRecord>

/** Jobs with the same key are the same work: one may wait and one may run. */
export function keyOf(job: Job): string {
  return job.kind === 'review'
    ? `${job.ref.project}!${job.ref.iid}`
    : `${job.project}@${indexable(job.branch)}:${job.before}..${job.after}`
}

/** Characters. PostgreSQL refuses to index texts of more than 2,704 bytes, and what is stored at the same time along with them. */
const MOST_INDEXED = 300

/** The text, or what tells it from others where it is too long to be looked up. */
export function indexable(text: string): string {
  return text.length <= MOST_INDEXED ? text : hash('sha256', text)
}

export function projectOf(job: Job): number {
  return job.kind === 'review' ? job.ref.project : job.project
}
