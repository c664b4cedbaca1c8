/**
 * What has been opened is closed in the opposite order, whether all of it came up or only a part.
 */
import {LadderlintError} from '../config/ladderlint-error.ts'

export interface Endings {
  /** @param end Called once, after the ends of all that was added later. */
  add(end: () => Promise<unknown> | unknown): void
  /** Calls them all, also when some fail; then rejects with the first failure. */
  run(): Promise<void>
}

export function createEndings(): Endings {
  const ends: (() => Promise<unknown> | unknown)[] = []
  return {
    add: (end) => ends.push(end),
    async run() {
      const failures: unknown[] = []
      for (let end = ends.pop(); end; end = ends.pop()) {
        try {
          await end()
        } catch (error) {
          failures.push(error)
        }
      }
      if (failures.length > 0) throw failures[0]
    }
  }
}

/** @param ms Milliseconds. @throws LadderlintError after them, whatever becomes of the end; or what it rejects with. */
export async function within(ms: number, ending: Promise<void>): Promise<void> {
  const {promise: tooLate, reject} = Promise.withResolvers<never>()
  const patience = setTimeout(() => {
    reject(new LadderlintError(`not everything had ended after ${ms / 1000} s`))
  }, ms)
  try {
    await Promise.race([ending, tooLate])
  } finally {
    clearTimeout(patience)
  }
}
