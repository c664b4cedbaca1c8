/**
 * What a check of one page found, as `check --cache` keeps it in a file.
 */
import {z} from 'zod'
import type {Checked} from '../../rules/run-rules.ts'
import type {Answered} from '../handbook/recorded-snapshot.ts'

const point = z.object({line: z.int(), column: z.int(), offset: z.int()})
const place = z.object({start: point, end: point})
const edit = z.object({start: z.int(), end: z.int(), text: z.string()})
const fix = z.object({edits: z.array(edit)}).nullable()
const part = z.object({key: z.string(), label: z.string(), place, fix})

const finding = z.object({
  rule: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
  path: z.string(),
  place,
  reason: z.string(),
  url: z.string(),
  fix,
  parts: z.array(part),
  oncePerPage: z.boolean()
})

const silence = z.object({
  keyword: z.enum(['disable', 'ignore']),
  rules: z.array(z.string()),
  reason: z.string().nullable(),
  until: z.string().nullable(),
  place,
  from: z.int(),
  to: z.int(),
  enabled: z.array(z.tuple([z.string(), z.int()]))
})

const checked: z.ZodType<Checked> = z.object({
  findings: z.array(finding),
  probation: z.array(finding),
  silenced: z.array(z.object({finding, by: silence})),
  notChecked: z.array(z.object({rule: z.string(), what: z.string(), reason: z.string()}))
})

const answered: z.ZodType<Answered> = z.object({
  kind: z.enum(['entries', 'read', 'search']),
  subject: z.array(z.string()),
  answer: z.string()
})

/** By the page's path. */
export const keptChecks = z.record(
  z.string(),
  z.object({key: z.string(), answered: z.array(answered), checked})
)

export type KeptChecks = z.infer<typeof keptChecks>
