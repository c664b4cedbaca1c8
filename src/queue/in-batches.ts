/**
 * Group commit: what arrives at the same time, or while a batch is being stored, is stored together. A burst of a thousand
 * deliveries then costs a dozen transactions, and a single one waits for nobody.
 */
import {setImmediate as nextTurn, setTimeout as sleep} from 'node:timers/promises'

/** Milliseconds that what follows a batch is made to wait at most. */
const LONGEST_PAUSE = 50

export interface Batches<Item, Result> {
  /** Resolves when the item is stored. */
  store(item: Item): Promise<Result>
  /** Resolves when nothing waits to be stored, or `ms` milliseconds from now. */
  calm(ms: number): Promise<void>
}

export function inBatches<Item, Result>(
  storeMany: (items: readonly Item[]) => Promise<readonly Result[]>,
  mostAtOnce: number
): Batches<Item, Result> {
  const waiting: {item: Item; resolve: (result: Result) => void; reject: (error: unknown) => void}[] = []
  let storing: Promise<void> | undefined

  async function storeAll(): Promise<void> {
    while (waiting.length > 0) {
      await lull()
      const batch = waiting.splice(0, mostAtOnce)
      const start = performance.now()
      try {
        const results = await storeMany(batch.map(({item}) => item))
        for (const [index, {resolve, reject}] of batch.entries()) {
          const result = results[index]
          if (result === undefined) reject(new Error('a batch was stored without a result for each item'))
          else resolve(result)
        }
      } catch (error) {
        for (const {reject} of batch) reject(error)
      }
      // Storing may take half of the time, so that under a burst batches grow until they keep up with it.
      await sleep(Math.min(performance.now() - start, LONGEST_PAUSE))
    }
    storing = undefined
  }

  /**
   * Resolves when a turn of the event loop brings nothing more. An embedded database answers without ever letting the
   * loop turn: without this, all of a burst would be stored one by one while the rest of it waits in the sockets.
   */
  async function lull(): Promise<void> {
    let before = 0
    while (waiting.length > before && waiting.length < mostAtOnce) {
      before = waiting.length
      await nextTurn()
    }
  }

  return {
    store: (item) =>
      new Promise((resolve, reject) => {
        waiting.push({item, resolve, reject})
        storing ??= storeAll()
      }),
    async calm(ms) {
      if (storing) await Promise.race([storing, sleep(ms, undefined, {ref: false})])
    }
  }
}
