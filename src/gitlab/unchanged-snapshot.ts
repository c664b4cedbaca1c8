/**
 * The head of a merge request seen as its base plus what the diff names: a path that the diff does not name has the same
 * content at both commits, so one read serves both, and the base's reads serve the next push too.
 */
import type {Snapshot} from '../handbook/snapshot.ts'
import type {FileDiff} from '../review/diff.ts'

/**
 * @param files All files of the diff from `base` to `head`. An incomplete list would show old contents as new ones.
 */
export function openUnchangedSnapshot(head: Snapshot, base: Snapshot, files: readonly FileDiff[]): Snapshot {
  const changed = new Set(files.flatMap(({oldPath, newPath}) => [oldPath, newPath]))
  const touched = new Set([...changed].flatMap(foldersOf))
  return {
    ...head,
    entries: (folder) => (touched.has(folder) ? head : base).entries(folder),
    read: (path) => (changed.has(path) ? head : base).read(path)
  }
}

/** All folders above a path, the root included. */
function foldersOf(path: string): string[] {
  const names = path.split('/')
  return names.map((_, depth) => names.slice(0, depth).join('/'))
}
