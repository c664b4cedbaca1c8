/** Time and chance, handed in so that tests need no waiting. */
import {setTimeout as wait} from 'node:timers/promises'

export interface Timing {
  /** @param ms Milliseconds. */
  sleep(ms: number): Promise<void>
  /** Milliseconds since 1970. */
  now(): number
  /** From 0, below 1. */
  random(): number
}

export const systemTiming: Timing = {
  sleep: async (ms) => wait(ms),
  now: Date.now,
  random: Math.random
}
