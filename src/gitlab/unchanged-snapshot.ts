/**
 * The head of a merge request seen as its base plus what the diff names: a path that the diff does not name has the same
 * content at both commits, so one read serves both, and the base's reads serve the next push too.
 */
import type {Snapshot, TreeEntry} from '../handbook/snapshot.ts'
import type {FileDiff} from '../review/diff.ts'

/**
 * @param files All files of the diff from `base` to `head`. An incomplete list would show old contents as new ones.
 */
export function openUnchangedSnapshot(head: Snapshot, base: Snapshot, files: readonly FileDiff[]): Snapshot {
  const pathsOf = ({oldPath, newPath}: FileDiff) => [oldPath, newPath]
  const changed = new Set(files.flatMap(pathsOf))
  /** Folders with other names in them, or below them, than at the base. */
  const renamed = new Set(
    files
      .filter(({status}) => status !== 'modified')
      .flatMap(pathsOf)
      .flatMap(foldersOf)
  )
  const touched = new Set([...changed, ...[...changed].flatMap(foldersOf)])

  async function entries(folder: string): Promise<readonly TreeEntry[] | undefined> {
    if (renamed.has(folder)) return head.entries(folder)
    const listing = await base.entries(folder)
    if (!touched.has(folder)) return listing
    // Where only contents differ, the base's names are the head's, and no read is needed to know them.
    const prefix = folder === '' ? '' : `${folder}/`
    return listing?.map((entry) => (touched.has(`${prefix}${entry.name}`) ? {...entry, id: null} : entry))
  }

  return {...head, entries, read: (path) => (changed.has(path) ? head : base).read(path)}
}

/** All folders above a path, the root included. */
function foldersOf(path: string): string[] {
  const names = path.split('/')
  return names.map((_, depth) => names.slice(0, depth).join('/'))
}
