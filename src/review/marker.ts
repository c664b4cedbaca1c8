/**
 * The hidden comment at the end of each of our notes: what the note is, signed for one project, one merge request and one
 * author, so that neither a copy in another merge request nor one by another person counts as ours.
 */
import {createHash, createHmac, timingSafeEqual} from 'node:crypto'
import {z} from 'zod'

/** Who writes: what markers are signed with and checked against. */
export interface Identity {
  /** Numeric id of the target project. */
  readonly project: number
  readonly iid: number
  /** User id of the bot. */
  readonly ownerId: number
  /** LADDERLINT_MARKER_KEY or what is derived in its place; null when there is none: then only the owner's notes are ours. */
  readonly key: string | null
}

const fingerprints = z.array(z.string().max(40)).max(1000).readonly()

const threadMarker = z.object({
  kind: z.literal('thread'),
  fingerprint: z.string().max(40),
  rule: z.string().max(100),
  /** `shortHash` of the page's id. */
  page: z.string().max(40),
  /** `shortHash` of each part's normalised key. */
  parts: fingerprints,
  /** Whether it was put on a line or on the file. */
  at: z.enum(['line', 'file']),
  /** `shortHash` of the line it was put on; '' for a file. */
  anchor: z.string().max(40)
})

const summaryState = z.object({
  /** Head of the source branch that was reviewed; null before the first review. */
  head: z.string().max(80).nullable(),
  /** Fingerprints whose threads a person resolved while the finding stood. */
  decided: fingerprints,
  /** Fingerprints of threads that a person resolved and whose finding was gone at a later head: it may come back. */
  gone: fingerprints,
  /** Fingerprints that GitLab accepted at no position, at `head`: they stand in the summary. */
  refused: fingerprints,
  /** Ids of new pages, with the paths that they had at `head`. */
  pages: z
    .array(z.object({id: z.string().max(600), path: z.string().max(600)}))
    .max(100)
    .readonly()
    .default([])
})

/** What a command decided about a rule's findings on this merge request. */
const decision = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('ignore'),
    rule: z.string().max(100),
    because: z.string().max(1000),
    /** The last day it holds, `YYYY-MM-DD`; null without an end. */
    until: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}$/)
      .nullable(),
    /** Username of who said so. */
    by: z.string().max(300)
  }),
  z.object({kind: z.literal('unignore'), rule: z.string().max(100)})
])

const answerMarker = z.object({
  kind: z.literal('answer'),
  /** Id of the note that is answered. */
  note: z.int(),
  /** Whether the answer made a thread of a comment that held nothing but commands. */
  madeThread: z.boolean(),
  decisions: z.array(decision).max(20).readonly()
})

const marker = z.discriminatedUnion('kind', [
  threadMarker,
  z.object({kind: z.literal('summary'), state: summaryState}),
  answerMarker,
  /** A second summary that an older one took over from. */
  z.object({kind: z.literal('retired')})
])

export type ThreadMarker = z.infer<typeof threadMarker>
export type AnswerMarker = z.infer<typeof answerMarker>
export type Decision = z.infer<typeof decision>
/** What the bot remembers between runs: GitLab is the only memory. */
export type SummaryState = z.infer<typeof summaryState>
export type Marker = z.infer<typeof marker>

export const emptyState: SummaryState = {head: null, decided: [], gone: [], refused: [], pages: []}

/** Entries of each list in a state: what is beyond is forgotten, so that the note stays small. */
const MOST_REMEMBERED = 200

const opening = '<!-- ladderlint:v1 '
/** Base64 has no hyphen, so nothing in it can end the comment. */
const shape = /^<!-- ladderlint:v1 ([A-Za-z0-9+/=]{1,60000}) ([0-9a-f]{32})\.([0-9a-f]{64})? -->$/

/** The body with its marker as last line. */
export function withMarker(body: string, content: Marker, identity: Identity): string {
  const payload = Buffer.from(JSON.stringify(bounded(content))).toString('base64')
  const signed = signedText(payload, identity, identity.ownerId)
  const mac = identity.key === null ? '' : hmac(identity.key, signed)
  return `${body.trimEnd()}\n\n${opening}${payload} ${checksum(signed)}.${mac} -->`
}

/**
 * The marker of a note, or undefined when the note is not ours: ours are those whose signature is right for this merge
 * request and their author, and the owner's own as long as they were written for this merge request (so a new key forgets
 * nothing).
 */
export function readMarker(body: string, authorId: number, identity: Identity): Marker | undefined {
  const text = body.trimEnd()
  const [, payload, sum, mac] = shape.exec(text.slice(Math.max(0, text.lastIndexOf(opening)))) ?? []
  if (payload === undefined || sum === undefined) return undefined
  const signed = signedText(payload, identity, authorId)
  const isSigned = identity.key !== null && mac !== undefined && equal(mac, hmac(identity.key, signed))
  const isOwn = authorId === identity.ownerId && equal(sum, checksum(signed))
  return isSigned || isOwn ? parse(payload) : undefined
}

function parse(payload: string): Marker | undefined {
  try {
    return marker.safeParse(JSON.parse(Buffer.from(payload, 'base64').toString('utf8'))).data
  } catch {
    return undefined
  }
}

function bounded(content: Marker): Marker {
  if (content.kind !== 'summary') return content
  const {decided, gone, refused} = content.state
  const last = (list: readonly string[]) => list.slice(-MOST_REMEMBERED)
  return {
    kind: 'summary',
    state: {...content.state, decided: last(decided), gone: last(gone), refused: last(refused)}
  }
}

function signedText(payload: string, {project, iid}: Identity, authorId: number): string {
  return JSON.stringify(['ladderlint marker v1', project, iid, authorId, payload])
}

function checksum(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}

function hmac(key: string, text: string): string {
  return createHmac('sha256', key).update(text).digest('hex')
}

function equal(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
}
