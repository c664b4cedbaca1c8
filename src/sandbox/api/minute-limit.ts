/**
 * A limit on requests a minute and user. One of the application's own: no header tells how much of it is left, nor when to
 * come back (doc/security/rate_limits.md).
 */
import {Refusal} from '../refusal.ts'
import type {User} from '../state.ts'

const MINUTE = 60_000

/**
 * Counts a request.
 * @param times When each user asked in the last minute, by user id; changed here.
 * @param now Milliseconds since 1970.
 * @throws Refusal 429
 */
export function limitPerMinute(times: Map<number, number[]>, {id}: User, most: number, now: number): void {
  const recent = (times.get(id) ?? []).filter((time) => now - time < MINUTE)
  times.set(id, recent)
  if (recent.length >= most) {
    throw new Refusal(429, {
      message: {error: 'This endpoint has been requested too many times. Try again later.'}
    })
  }
  recent.push(now)
}
