/**
 * Group commit: what arrives at the same time, or while a batch is being stored, is stored together. A burst of a thousand
 * deliveries then costs a dozen transactions, and a single one waits for nobody.
 */
import {setImmediate as nextTurn, setTimeout as sleep} from 'node:timers/promises'

/** Milliseconds that what follows a batch is made to wait at most. */
const LONGEST_PAUSE = 50

export function inBatches<Item, Result>(
  store: (items: readonly Item[]) => Promise<readonly Result[]>,
  mostAtOnce: number
): (item: Item) => Promise<Result> {
  const waiting: {item: Item; resolve: (result: Result) => void; reject: (error: unknown) => void}[] = []
  let isStoring = false

  async function storeAll(): Promise<void> {
    if (isStoring) return
    isStoring = true
    while (waiting.length > 0) {
      await lull()
      const batch = waiting.splice(0, mostAtOnce)
      const start = performance.now()
      try {
        const results = await store(batch.map(({item}) => item))
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
    isStoring = false
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

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({item, resolve, reject})
      void storeAll()
    })
}
