/**
 * What is asked of the program that holds the sandbox, and what it answers.
 */
import {z} from 'zod'

const count = z.number().int().nonnegative()

export const askSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('prepare'),
    /** Where the webhooks go. */
    recorder: z.string(),
    projects: count,
    mergeRequests: count,
    /** How many of them change a job-family page. */
    families: count
  }),
  /** Pushes once to so many of the merge requests that change a family. */
  z.object({kind: z.literal('push'), mergeRequests: count}),
  z.object({kind: z.literal('heads')}),
  /** Requests to the API since the start. */
  z.object({kind: z.literal('requests')}),
  z.object({kind: z.literal('close')})
])

export type Ask = z.infer<typeof askSchema>

const head = z.object({
  project: z.string(),
  iid: count,
  touchesFamily: z.boolean(),
  /** Of the newest head; null without one. */
  status: z.string().nullable(),
  summaries: count,
  /** Whether anything of it was asked since the start. */
  wasRead: z.boolean()
})

export type ReviewedHead = z.infer<typeof head>

export const answerSchemas = {
  prepare: z.object({url: z.string(), token: z.string()}),
  push: count,
  heads: z.array(head),
  requests: z.object({reads: count, writes: count})
}

export type Answers = {[Kind in keyof typeof answerSchemas]: z.infer<(typeof answerSchemas)[Kind]>}
