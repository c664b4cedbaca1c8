/** Time and chance, handed in so that tests need no waiting. */
import {setTimeout as wait} from 'node:timers/promises'

export interface Timing {
  /** @param ms Milliseconds. */
  sleep(ms: number): Promise<void>
  /** Milliseconds since 1970. */
  now(): number
  /** From 0, below 1. */
  random(): number
  /** Aborts with a `TimeoutError` in `ms` milliseconds from now. */
  deadline(ms: number): AbortSignal
}

export const systemTiming: Timing = {
  sleep: async (ms) => wait(ms),
  now: Date.now,
  random: Math.random,
  deadline: (ms) => AbortSignal.timeout(ms)
}
