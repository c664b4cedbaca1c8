/**
 * Sends gitbeaker's requests. Its own handler cannot be used: it repeats POSTs after a 502 (a note twice), waits a
 * quarter of a millisecond between ten attempts, knows no Retry-After, lets PRIVATE-TOKEN follow redirects to other
 * hosts, decodes every file as text, and attaches the request, token included, to its errors.
 */
import type {RequestHandlerFn, ResponseBodyTypes} from '@gitbeaker/requester-utils'
import {z} from 'zod'
import {version} from '../config/version.ts'
import {MAX_FILE_BYTES} from '../handbook/snapshot.ts'
import {type Call, GitLabError, limited, nonsenseOf, refusalOf, tooSlow, unreachable} from './errors.ts'
import {createGate, type Gate} from './gate.ts'
import {type RateLimit, rateLimitOf, untilReset} from './rate-limit.ts'
import {readBytes} from './read-bytes.ts'
import {MAX_WAIT, retryAfterOf, waitBeforeRetry} from './retry.ts'
import {createSlots} from './slots.ts'
import type {Timing} from './timing.ts'
import {wordsOf} from './words.ts'

/** One exchange with GitLab, attempts that failed included. */
export interface RequestReport extends Call {
  /** Null when there was no answer. */
  readonly status: number | null
  /** From 1; higher for a repetition. */
  readonly attempt: number
  /** Milliseconds until the answer was read. */
  readonly duration: number
  /** Null when the answer does not tell, or there was none. */
  readonly rateLimit: RateLimit | null
}

/** Whether a request asks only: a query of GraphQL is a POST, too. */
export function isRead({method, path}: Call): boolean {
  return method === 'GET' || path.endsWith('/graphql')
}

export interface TransportOptions {
  readonly token: string
  readonly timing: Timing
  /** Milliseconds for one attempt. */
  readonly timeout: number
  /** At most; without it, as many as are of use. */
  readonly attempts?: number | undefined
  /** Called after each exchange, before it is repeated or its error is thrown. */
  readonly onRequest?: ((report: RequestReport) => void) | undefined
  /** Called before each attempt of a write; what it throws is thrown instead. */
  readonly beforeWrite?: (() => Promise<void>) | undefined
  /** Shared by all who use the token in this process. */
  readonly gate?: Gate | undefined
}

/** More at once gains nothing and looks like an attack. */
const MAX_AT_ONCE = 8

/** A page of 100 discussions may carry long notes; ten times that is no answer of GitLab's. */
const MAX_JSON_BYTES = 64_000_000

const MAX_REDIRECTS = 3

/** What gitbeaker hands over (RequestOptions), as far as it is used here. A body of another kind (a form) is refused. */
const handedOver = z.object({
  method: z.string(),
  prefixUrl: z.string(),
  searchParams: z.string().optional(),
  headers: z.record(z.string(), z.string()),
  body: z.string().optional()
})

interface Request extends Call {
  readonly url: URL
  readonly init: RequestInit
}

/** @returns A handler for gitbeaker's `createRequesterFn`. It throws nothing but GitLabError, and what `beforeWrite` throws. */
export function createTransport({
  token,
  timing,
  timeout,
  attempts = Number.POSITIVE_INFINITY,
  onRequest,
  beforeWrite,
  gate = createGate()
}: TransportOptions): RequestHandlerFn {
  const inTurn = createSlots(MAX_AT_ONCE)
  const redact = (text: string): string => text.replaceAll(token, '[token]')

  return async (endpoint, options) => {
    const request = requestOf(endpoint, options, token)
    for (let attempt = 1; ; attempt++) {
      const outcome = await inTurn(() => sendWhenOpen(request, attempt))
      if (!(outcome instanceof GitLabError)) return outcome
      if (attempt >= attempts) throw outcome
      const wait = waitBeforeRetry(request, outcome, attempt, timing)
      if (wait === null) throw outcome
      await timing.sleep(wait)
    }
  }

  async function sendWhenOpen(request: Request, attempt: number) {
    const closedFor = gate.closedFor(timing.now())
    if (closedFor > MAX_WAIT) return limited(request, closedFor)
    if (closedFor > 0) await timing.sleep(closedFor)
    if (!isRead(request)) await beforeWrite?.()
    return exchange(request, attempt)
  }

  async function exchange(request: Request, attempt: number) {
    const {method, path} = request
    const started = timing.now()
    let rateLimit: RateLimit | null = null
    async function answer() {
      const response = await send(request)
      rateLimit = rateLimitOf(response.headers)
      gate.closeFor(untilReset(response.headers, timing.now()), timing.now())
      if (response.ok) return parse(request, response)
      throw await refused(request, response)
    }
    const outcome = await answer().catch((error: unknown) => toGitLabError(request, error))
    onRequest?.({method, path, status: outcome.status, attempt, duration: timing.now() - started, rateLimit})
    return outcome
  }

  function toGitLabError(request: Request, error: unknown): GitLabError {
    if (error instanceof GitLabError) return error
    const timedOut = error instanceof Error && error.name === 'TimeoutError'
    if (timedOut) return tooSlow(request, request.url.origin, timeout)
    return unreachable(request, request.url.origin, redact(reasonOf(error)))
  }

  async function send(request: Request): Promise<Response> {
    const signal = timing.deadline(timeout)
    let url = request.url
    for (let hops = 0; ; hops++) {
      const response = await fetch(url, {...request.init, redirect: 'manual', signal})
      const location = response.headers.get('location')
      if (response.status < 300 || response.status >= 400 || location === null) return response
      await response.body?.cancel()
      const target = new URL(location, url)
      if (target.origin !== url.origin || request.method !== 'GET' || hops >= MAX_REDIRECTS) {
        throw redirected(request, response.status, url, target)
      }
      url = target
    }
  }

  async function refused(request: Request, response: Response): Promise<GitLabError> {
    const {bytes} = await readBytes(response, MAX_FILE_BYTES)
    const {status, headers} = response
    const retryAfter = retryAfterOf(headers.get('retry-after'), timing.now())
    // What one kind of request is limited to says so without a word of when.
    if (status === 429 && retryAfter !== null) gate.closeFor(retryAfter, timing.now())
    return refusalOf(request, {
      status,
      detail: redact(wordsOf(new TextDecoder().decode(bytes))),
      retryAfter
    })
  }
}

function requestOf(endpoint: string, options: unknown, token: string): Request {
  const {method, prefixUrl, searchParams, headers, body} = handedOver.parse(options)
  const url = new URL(endpoint, prefixUrl.endsWith('/') ? prefixUrl : `${prefixUrl}/`)
  if (searchParams) url.search = searchParams
  // GraphQL knows no PRIVATE-TOKEN (GitLab docs, api/graphql, "Authentication").
  const isGraphQl = url.pathname.endsWith('/api/graphql')
  const init = {
    method,
    headers: {
      ...(isGraphQl ? {'content-type': 'application/json', authorization: `Bearer ${token}`} : headers),
      'user-agent': `ladderlint/${version}`
    },
    ...(body === undefined ? {} : {body})
  }
  return {method, path: url.pathname.replace(/^.*?\/api\/v4\//, ''), url, init}
}

/** A raw file stays bytes: GitLab sends all of them as text/plain, and decoding would ruin what is not. */
async function parse(request: Request, response: Response) {
  const headers = Object.fromEntries(response.headers)
  const {status} = response
  if (request.path.endsWith('/raw')) {
    // GitLab sends every file as text/plain (`send_git_blob`): this is the page of whoever stands in front of it.
    const type = headers['content-type'] ?? ''
    if (type.startsWith('text/html')) throw nonsenseOf(request, `${type} rather than the file`)
    // One byte more than a page may have shows that it has more, without reading the rest.
    const {bytes} = await readBytes(response, MAX_FILE_BYTES + 1)
    return {body: new Blob([bytes]), headers, status}
  }
  const {bytes, complete} = await readBytes(response, MAX_JSON_BYTES)
  if (!complete) throw nonsenseOf(request, `over ${MAX_JSON_BYTES / 1_000_000} MB`)
  const text = new TextDecoder().decode(bytes)
  return {body: text === '' ? null : parseJson(request, text, response), headers, status}
}

function parseJson(request: Request, text: string, response: Response): ResponseBodyTypes {
  try {
    return JSON.parse(text)
  } catch {
    throw nonsenseOf(request, `${response.headers.get('content-type') ?? 'something'} rather than JSON`)
  }
}

/** fetch would send the token along to another host, and would turn a POST into a GET that looks like a success. */
function redirected(request: Request, status: number, from: URL, to: URL): GitLabError {
  const moved = to.origin !== from.origin
  return new GitLabError(
    `${from.origin} redirects ${request.method} ${request.path} to ${moved ? to.origin : to.pathname}`,
    {
      status,
      retryable: false,
      hint: moved
        ? `If that is your GitLab, set GITLAB_URL to ${to.origin}`
        : 'Name the project by its id, or by its new path'
    }
  )
}

/** fetch says "fetch failed" and keeps the reason as its cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause instanceof Error ? error.cause : error
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message
}
