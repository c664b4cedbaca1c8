/**
 * A snapshot that remembers what it was asked, for tests about how little a rule reads.
 */
import type {Snapshot} from '../../src/handbook/snapshot.ts'

export interface Counted {
  readonly snapshot: Snapshot
  /** Folders, in the order they were listed. */
  readonly listed: string[]
  /** Paths, in the order they were read. */
  readonly read: string[]
  /** Texts, in the order they were searched for. */
  readonly searched: string[]
}

/** @param local Whether it says that asking costs nothing; as the snapshot does when left out. */
export function counted(snapshot: Snapshot, local = snapshot.local ?? false): Counted {
  const listed: string[] = []
  const read: string[] = []
  const searched: string[] = []
  return {
    listed,
    read,
    searched,
    snapshot: {
      ...snapshot,
      local,
      async entries(folder) {
        listed.push(folder)
        return snapshot.entries(folder)
      },
      async read(path) {
        read.push(path)
        return snapshot.read(path)
      },
      async filesContaining(text, folder) {
        searched.push(text)
        return snapshot.filesContaining?.(text, folder)
      }
    }
  }
}
