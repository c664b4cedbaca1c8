/**
 * What GitLab says of its rate limit with each answer. Source: GitLab docs, administration/settings/user_and_ip_rate_limits,
 * "Response headers".
 */

export interface RateLimit {
  /** Requests that the token's user may send in a period. */
  readonly limit: number
  /** Of these, what is left now. */
  readonly remaining: number
  /** When the period ends, in seconds since 1970; null when GitLab does not say. */
  readonly resetsAt: number | null
}

/** Null where GitLab has no limit, or does not tell. */
export function rateLimitOf(headers: Headers): RateLimit | null {
  const limit = numberIn(headers, 'ratelimit-limit')
  const remaining = numberIn(headers, 'ratelimit-remaining')
  if (limit === null || remaining === null) return null
  return {limit, remaining, resetsAt: numberIn(headers, 'ratelimit-reset')}
}

function numberIn(headers: Headers, name: string): number | null {
  const text = headers.get(name) ?? ''
  return /^\d{1,15}$/.test(text) ? Number(text) : null
}
