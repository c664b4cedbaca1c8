/**
 * Something that is done at once, and again and again until it is told to end.
 */
import {setTimeout as sleep} from 'node:timers/promises'

/** Share of the time between two turns that is left to chance, so that several services do not ask all at once. */
const JITTER = 0.2

export interface Repeated {
  /** Ends the turn that runs, and resolves when it has. */
  stop(): Promise<void>
}

/**
 * @param turn Must reject with its signal's reason only.
 * @param every Milliseconds between the end of a turn and the next, about.
 */
export function repeat(turn: (signal: AbortSignal) => Promise<unknown>, every: number): Repeated {
  const stopping = new AbortController()
  const {signal} = stopping

  async function run(): Promise<void> {
    for (;;) {
      await turn(signal)
      const pause = every * (1 + JITTER * (Math.random() - 0.5))
      await sleep(pause, undefined, {signal, ref: false})
    }
  }

  const ended = run().catch((error: unknown) => {
    if (!signal.aborted) throw error
  })
  return {
    async stop() {
      stopping.abort(new Error('the service is stopping'))
      await ended
    }
  }
}
