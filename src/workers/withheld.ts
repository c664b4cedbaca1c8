/**
 * Pages that are not given to a worker any more, because a check of them had to be ended: each is shown as a file whose text
 * cannot be read, and why. Known by blob id, so that the same text is not tried again by the next review.
 */
import type {Snapshot} from '../handbook/snapshot.ts'
import {type EndSnapshots, eachEnd} from '../reviewer/ends.ts'

export interface Withheld {
  readonly size: number
  /** @param reason In words for a person: "it takes more than 10 seconds to check". */
  add(id: string, reason: string): void
  has(id: string): boolean
  /** The same files without the texts that are withheld. */
  from(snapshots: EndSnapshots): EndSnapshots
}

/** Texts that are remembered; the one that was added first goes first. */
const MOST_WITHHELD = 1000

export function createWithheld(): Withheld {
  const reasons = new Map<string, string>()

  function hide(snapshot: Snapshot): Snapshot {
    return {
      ...snapshot,
      async entries(folder) {
        const entries = await snapshot.entries(folder)
        // What is asked for by its id may be in a cache that a check from before has filled.
        return entries?.map((entry) =>
          entry.id !== null && reasons.has(entry.id) ? {...entry, id: null} : entry
        )
      },
      async read(path) {
        const file = await snapshot.read(path)
        if (!file) return undefined
        const reason = reasons.get(file.id)
        return reason === undefined ? file : {...file, text: null, withheld: reason}
      }
    }
  }

  return {
    get size() {
      return reasons.size
    },
    has: (id) => reasons.has(id),
    add(id, reason) {
      reasons.set(id, reason)
      const [oldest] = reasons.keys()
      if (reasons.size > MOST_WITHHELD && oldest !== undefined) reasons.delete(oldest)
    },
    from: (snapshots) => eachEnd(snapshots, hide)
  }
}
