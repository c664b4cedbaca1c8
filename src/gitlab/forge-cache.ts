/**
 * What GitLab said about things that never change, for all forges of a process: blobs by their id, listings by the id of
 * their tree, what stands at a path of a commit, and whose a token is.
 */
import type {SourceFile, TreeEntry} from '../handbook/snapshot.ts'
import type {Places} from './search.ts'
import {createStore, type Store} from './store.ts'
import type {TargetHead} from './target-head.ts'

export interface ForgeCache {
  /** By blob id. */
  readonly blobs: Store<Omit<SourceFile, 'path'>>
  /** By tree id, and by place (project, commit, folder). */
  readonly listings: Store<readonly TreeEntry[]>
  /** Blob ids by place (project, commit, path). */
  readonly blobIds: Store<string>
  /** Places that hold nothing (project, commit, path of a file, or of a folder with a slash at its end). */
  readonly absences: Store<true>
  /** Commits that the token has seen (project, commit): what such a one does not have is not there. */
  readonly seen: Store<true>
  /** Places that were asked for together with others: what did not come then is not asked for that way again. */
  readonly foreseen: Store<true>
  /** What a query of GraphQL may cost, by project; 0 where there can be none. */
  readonly queryPoints: Store<number>
  /** What a search found, by project, commit and text. */
  readonly searches: Store<Places>
  /** By a digest of address and token. */
  readonly users: Store<{readonly id: number; readonly username: string}>
  /** Target branches by what tells their heads apart: see target-head.ts. */
  readonly targets: Store<TargetHead>
  /** Heads that take no status from the token (merge request, head): it is not tried again before the next push. */
  readonly withoutStatus: Store<true>
  /** GitLab's version by its address; an upgrade is noticed by the next process. */
  readonly versions: Store<string>
}

export interface ForgeCacheLimits {
  /** Characters of text, of all blobs together. */
  readonly textLength?: number
  /** Entries of all listings together. */
  readonly entries?: number
  readonly blobIds?: number
}

/** Characters of what searches found, all together. */
const SEARCHED_LENGTH = 4_000_000

/** Characters of what target branches changed, all together. */
const DIFF_LENGTH = 8_000_000

/** By default some 100 MB at the most: the texts of a handbook's job families several times over. */
export function createForgeCache({
  textLength = 40_000_000,
  entries = 100_000,
  blobIds = 50_000
}: ForgeCacheLimits = {}): ForgeCache {
  return {
    // 200 for what a blob takes besides its text.
    blobs: createStore(textLength, ({text}) => 200 + (text?.length ?? 0)),
    listings: createStore(entries, (listing) => 1 + listing.length),
    blobIds: createStore(blobIds),
    absences: createStore(blobIds),
    seen: createStore(1_000),
    foreseen: createStore(blobIds),
    queryPoints: createStore(1_000),
    searches: createStore(SEARCHED_LENGTH, ({places}) =>
      places.reduce((sum, {path, data}) => sum + path.length + data.length, 200)
    ),
    users: createStore(10),
    targets: createStore(DIFF_LENGTH, ({files}) =>
      (files ?? []).reduce((sum, {newPath, diff}) => sum + newPath.length + (diff?.length ?? 0), 200)
    ),
    withoutStatus: createStore(1_000),
    versions: createStore(10)
  }
}
