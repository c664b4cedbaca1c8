/**
 * The head of a merge request seen as its base plus what the diff says: a path that the diff does not name has the same
 * content at both commits, so one read serves both, and the base's reads serve the next push too.
 */
import type {Snapshot, SourceFile, TreeEntry} from '../handbook/snapshot.ts'
import {toSourceFile} from '../handbook/source-file.ts'
import {applyHunks} from '../review/apply-hunks.ts'
import type {FileDiff} from '../review/diff.ts'

/**
 * @param files All files of the diff from `base` to `head`. An incomplete list would show old contents as new ones.
 */
export function openUnchangedSnapshot(head: Snapshot, base: Snapshot, files: readonly FileDiff[]): Snapshot {
  const pathsOf = ({oldPath, newPath}: FileDiff) => [oldPath, newPath]
  const changed = new Set(files.flatMap(pathsOf))
  const present = files.filter(({status}) => status !== 'deleted')
  const fileAt = new Map(present.map((file) => [file.newPath, file]))
  const touched = new Set([...changed, ...[...changed].flatMap(foldersOf)])
  /** What the diff does not tell in full is asked of the head. */
  const special = new Set(files.flatMap((file) => (file.isSpecial ? pathsOf(file).flatMap(foldersOf) : [])))

  async function entries(folder: string): Promise<readonly TreeEntry[] | undefined> {
    if (special.has(folder)) return head.entries(folder)
    const listing = await base.entries(folder)
    if (!touched.has(folder)) return listing
    const prefix = folder === '' ? '' : `${folder}/`
    const own = new Map(listing?.map((entry) => [entry.name, entry]))
    for (const name of namesBelow(prefix, files.flatMap(leftBehind))) {
      // A folder that lost files is there while anything is left in it.
      const isLeft = own.get(name)?.kind === 'folder' && (await entries(prefix + name)) !== undefined
      if (!isLeft) own.delete(name)
    }
    for (const path of fileAt.keys()) {
      if (!path.startsWith(prefix)) continue
      const [name = '', ...below] = path.slice(prefix.length).split('/')
      own.set(name, {name, kind: below.length > 0 ? 'folder' : 'file', id: null})
    }
    for (const [name, entry] of own) if (touched.has(prefix + name)) own.set(name, {...entry, id: null})
    return own.size > 0 || folder === '' ? [...own.values()] : undefined
  }

  async function read(path: string): Promise<SourceFile | undefined> {
    if (!changed.has(path)) return base.read(path)
    const file = fileAt.get(path)
    if (!file) return undefined
    const text = await changedText(base, file)
    return text === undefined ? head.read(path) : toSourceFile(path, Buffer.from(text))
  }

  async function filesContaining(text: string, folder: string): Promise<readonly string[] | undefined> {
    const before = await base.filesContaining?.(text, '')
    if (!before) return undefined
    const isInside = (path: string) => folder === '' || path.startsWith(`${folder}/`)
    const now = await Promise.all(
      present.map(async (file) => {
        const {oldPath, newPath} = file
        return isInside(newPath) && (await holds(text, file, before.includes(oldPath))) ? [newPath] : []
      })
    )
    return [...before.filter((path) => isInside(path) && !changed.has(path)), ...now.flat()].sort()
  }

  /** Only where the base has the text, the lines that the diff does not show can hold it. */
  async function holds(text: string, {newPath, diff}: FileDiff, wasThere: boolean): Promise<boolean> {
    const isAdded = diff?.split('\n').some((line) => line.startsWith('+') && line.includes(text)) ?? false
    if (isAdded || (diff !== null && !wasThere)) return isAdded
    return (await read(newPath))?.text?.includes(text) ?? false
  }

  return {...head, entries, read, ...(base.filesContaining ? {filesContaining} : {})}
}

/** Names of files and folders directly below a prefix. */
function namesBelow(prefix: string, paths: readonly string[]): ReadonlySet<string> {
  const below = paths.filter((path) => path.startsWith(prefix))
  return new Set(below.map((path) => path.slice(prefix.length).replace(/\/.*$/s, '')))
}

/** The path that a file is no longer at. */
function leftBehind({status, oldPath}: FileDiff): string[] {
  return status === 'deleted' || status === 'renamed' ? [oldPath] : []
}

/**
 * The text that a changed file has at head, where the diff tells it for certain. Not where it adds more than ASCII: GitLab
 * shows a file in another encoding as if it were UTF-8, and only its bytes tell.
 */
async function changedText(base: Snapshot, file: FileDiff): Promise<string | undefined> {
  const {status, oldPath, diff, isSpecial = false} = file
  if (status === 'deleted' || diff === null || isSpecial) return undefined
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is ASCII
  const isPlain = diff.split('\n').every((line) => !line.startsWith('+') || /^[\x00-\x7f]*$/.test(line))
  if (!isPlain) return undefined
  const text = status === 'added' ? '' : (await base.read(oldPath))?.text
  return text == null ? undefined : applyHunks(text, diff)
}

/** All folders above a path, the root included. */
function foldersOf(path: string): string[] {
  const names = path.split('/')
  return names.map((_, depth) => names.slice(0, depth).join('/'))
}
