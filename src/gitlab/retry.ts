/**
 * When a request is sent again, and after how long. GitLab docs, security/rate_limits: 429 carries Retry-After where
 * the limit is Rack::Attack's, and no header at all where it is the application's.
 */
import type {Call, GitLabError} from './errors.ts'
import type {Timing} from './timing.ts'

const MAX_ATTEMPTS = 4

/** Milliseconds before the second attempt; doubled for each one after. */
const FIRST_WAIT = 500

/** Milliseconds. A longer Retry-After is for whoever queued the work: waiting that long here would hold its place. */
export const MAX_WAIT = 60_000

/**
 * @param attempt The number of the attempt that failed, from 1.
 * @returns Milliseconds to wait before the next attempt, or null to give up.
 */
export function waitBeforeRetry(
  call: Call,
  error: GitLabError,
  attempt: number,
  timing: Timing
): number | null {
  if (attempt >= MAX_ATTEMPTS || !mayRepeat(call, error)) return null
  const {retryAfter} = error
  // Some chance on top, so that those who were limited together do not come back together.
  if (retryAfter !== null) return retryAfter <= MAX_WAIT ? retryAfter + timing.random() * FIRST_WAIT : null
  return FIRST_WAIT * 2 ** (attempt - 1) * (0.5 + timing.random() / 2)
}

/**
 * A POST whose answer was lost may have been carried out, and GitLab keeps every note it is sent; GET, PUT and DELETE
 * end the same however often they are sent (RFC 9110, 9.2.2). What was limited was not carried out; but searches are
 * limited so tightly that one within the same minute is refused again.
 */
function mayRepeat({method, path}: Call, error: GitLabError): boolean {
  if (error.status === 429) return !path.endsWith('/search')
  return error.retryable && method !== 'POST'
}

/** Milliseconds: what asks for more (a proxy's page, a date by a wrong clock) is asked again after an hour. */
const LONGEST_ASKED = 3_600_000

/**
 * Milliseconds that a Retry-After header asks for (RFC 9110, 10.2.3: seconds or a date), an hour at most; null when there
 * is none.
 */
export function retryAfterOf(header: string | null, now: number): number | null {
  if (header === null) return null
  const asked = /^\d{1,9}$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now
  return Number.isNaN(asked) ? null : Math.min(Math.max(0, asked), LONGEST_ASKED)
}
