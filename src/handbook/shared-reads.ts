/**
 * A snapshot that asks once: a folder is listed once in its life, and calls for one file at the same time share one
 * read. Texts are not kept; caches go by blob id.
 */
import type {Snapshot, SourceFile, TreeEntry} from './snapshot.ts'

export function shareReads(snapshot: Snapshot): Snapshot {
  const listings = new Map<string, Promise<readonly TreeEntry[] | undefined>>()
  const reading = new Map<string, Promise<SourceFile | undefined>>()

  return {
    ...snapshot,
    entries(folder) {
      const known = listings.get(folder)
      if (known) return known
      const listing = snapshot.entries(folder)
      listings.set(folder, listing)
      listing.catch(() => listings.delete(folder)) // a network that failed once may answer the next time
      return listing
    },
    read(path) {
      const known = reading.get(path)
      if (known) return known
      const read = snapshot.read(path).finally(() => reading.delete(path))
      reading.set(path, read)
      return read
    }
  }
}
