/**
 * What was read from files, kept by git blob id: a blob never changes, so nothing here is ever stale. Bounded; the
 * longest unused goes first. Made once by the edge (a process, a server) and handed to every handbook it opens.
 */
import type {Page} from '../page/page.ts'
import type {Anchors} from './anchors.ts'
import type {GradeTable} from './grade-tables.ts'
import type {Redirects} from './redirects.ts'

/** A bounded map that makes what it lacks. */
export interface Kept<Value> {
  /** The value of a key, made by `make` when it is not there. */
  remember(key: string, make: () => Value): Value
  /** The value of a key, or undefined when it is not there. */
  find(key: string): Value | undefined
  readonly size: number
}

export interface PageCache {
  /** By blob id and path: the same bytes are another page at another path. */
  readonly pages: Kept<Page>
  /** By blob id and renderer. */
  readonly anchors: Kept<Anchors>
  /** By blob id. */
  readonly redirects: Kept<Redirects>
  /** By blob id. */
  readonly gradeTables: Kept<readonly GradeTable[]>
}

/** @param options `maxEntries` is the number of parsed pages kept; a family page takes about 0.5 MB. */
export function createPageCache({maxEntries}: {readonly maxEntries: number}): PageCache {
  return {
    pages: keep(maxEntries),
    anchors: keep(maxEntries * 4), // ids only: a few kilobytes
    redirects: keep(4),
    gradeTables: keep(4)
  }
}

function keep<Value>(maxEntries: number): Kept<Value> {
  const kept = new Map<string, {readonly value: Value}>()
  return {
    remember(key, make) {
      const known = kept.get(key)
      const entry = known ?? {value: make()}
      kept.delete(key)
      kept.set(key, entry) // a Map lists what was set last at its end
      const oldest = kept.size > maxEntries ? kept.keys().next() : undefined
      if (oldest && !oldest.done) kept.delete(oldest.value)
      return entry.value
    },
    find(key) {
      return kept.get(key)?.value
    },
    get size() {
      return kept.size
    }
  }
}
