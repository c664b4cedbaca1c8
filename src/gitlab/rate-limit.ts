/**
 * What GitLab says of its rate limit with each answer. Source: GitLab docs, administration/settings/user_and_ip_rate_limits,
 * "Response headers".
 */

export interface RateLimit {
  /** Requests that the token's user may send in a period. */
  readonly limit: number
  /** Of these, what is left now. */
  readonly remaining: number
  /** When the period ends, in seconds since 1970 by GitLab's clock; null when GitLab does not say. */
  readonly resetsAt: number | null
}

/** A period is a minute (GitLab docs, same page); an end further off is no period's. */
const LONGEST_PERIOD = 60_000

/** Null where GitLab has no limit, or does not tell. */
export function rateLimitOf(headers: Headers): RateLimit | null {
  const limit = numberIn(headers, 'ratelimit-limit')
  const remaining = numberIn(headers, 'ratelimit-remaining')
  if (limit === null || remaining === null) return null
  return {limit, remaining, resetsAt: numberIn(headers, 'ratelimit-reset')}
}

/**
 * Milliseconds from now until a period ends of which nothing is left, by the answer's own clock; 0 when there is some.
 * @param now Milliseconds since 1970; taken where the answer has no date.
 */
export function untilReset(headers: Headers, now: number): number {
  const {remaining = 1, resetsAt = null} = rateLimitOf(headers) ?? {}
  if (remaining > 0 || resetsAt === null) return 0
  const date = Date.parse(headers.get('date') ?? '')
  const left = resetsAt * 1000 - (Number.isNaN(date) ? now : date)
  return left > 0 && left <= LONGEST_PERIOD ? left : 0
}

function numberIn(headers: Headers, name: string): number | null {
  const text = headers.get(name) ?? ''
  return /^\d{1,15}$/.test(text) ? Number(text) : null
}
