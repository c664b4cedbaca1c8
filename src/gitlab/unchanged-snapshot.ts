/**
 * An end of a merge request's diff seen as another commit plus what the diff says. A path that the diff does not name has the
 * same content at both ends, so one read serves both, and the base's reads serve the next push too. Over the target
 * branch by now it shows what will be there once the merge request is merged.
 */
import type {Foreseen, Snapshot, SourceFile, TreeEntry} from '../handbook/snapshot.ts'
import {toSourceFile} from '../handbook/source-file.ts'
import {applyHunks} from '../review/apply-hunks.ts'
import type {FileDiff} from '../review/diff.ts'

interface DiffedCommits {
  /** The commit at that end itself. */
  readonly own: Snapshot
  /** The diff's base. */
  readonly base: Snapshot
  /** Has all paths that the diff does not name: the base, or the target branch by now. */
  readonly others: Snapshot
  /** All files of the diff. An incomplete list would show old contents as new ones. */
  readonly files: readonly FileDiff[]
}

export function openUnchangedSnapshot(
  end: 'base' | 'head',
  {own, base, others, files}: DiffedCommits
): Snapshot {
  const [pathOf, sign, absence] =
    end === 'head'
      ? [({newPath}: FileDiff) => newPath, '+', 'deleted']
      : [({oldPath}: FileDiff) => oldPath, '-', 'added']
  const pathsOf = ({oldPath, newPath}: FileDiff) => [oldPath, newPath]
  const changed = new Set(files.flatMap(pathsOf))
  const present = files.filter(({status}) => status !== absence)
  const fileAt = new Map(present.map((file) => [pathOf(file), file]))
  const touched = new Set([...changed, ...[...changed].flatMap(foldersOf)])
  /** Paths that have nothing at this end. */
  const absent = [...changed].filter((path) => !fileAt.has(path))
  /** What the diff does not tell in full is asked of the commit itself. */
  const special = new Set(files.flatMap((file) => (file.isSpecial ? pathsOf(file).flatMap(foldersOf) : [])))

  async function entries(folder: string): Promise<readonly TreeEntry[] | undefined> {
    if (special.has(folder)) return own.entries(folder)
    const listing = await others.entries(folder)
    if (!touched.has(folder)) return listing
    const prefix = folder === '' ? '' : `${folder}/`
    const found = new Map(listing?.map((entry) => [entry.name, entry]))
    for (const name of namesBelow(prefix, absent)) {
      // A folder that lost files is there while anything is left in it.
      const isLeft = found.get(name)?.kind === 'folder' && (await entries(prefix + name)) !== undefined
      if (!isLeft) found.delete(name)
    }
    for (const path of fileAt.keys()) {
      if (!path.startsWith(prefix)) continue
      const [name = '', ...below] = path.slice(prefix.length).split('/')
      found.set(name, {name, kind: below.length > 0 ? 'folder' : 'file', id: null})
    }
    for (const [name, entry] of found) if (touched.has(prefix + name)) found.set(name, {...entry, id: null})
    return found.size > 0 || folder === '' ? [...found.values()] : undefined
  }

  async function read(path: string): Promise<SourceFile | undefined> {
    if (!changed.has(path)) return others.read(path)
    const file = fileAt.get(path)
    if (!file) return undefined
    const text = end === 'head' ? await changedText(base, file) : undefined
    return text === undefined ? own.read(path) : toSourceFile(path, Buffer.from(text))
  }

  async function filesContaining(text: string, folder: string): Promise<readonly string[] | undefined> {
    const known = await others.filesContaining?.(text, '')
    if (!known) return undefined
    const isInside = (path: string) => folder === '' || path.startsWith(`${folder}/`)
    const now = await Promise.all(
      present.map(async (file) => {
        const path = pathOf(file)
        const wasThere = known.includes(file.oldPath) || known.includes(file.newPath)
        return isInside(path) && (await holds(text, file, wasThere)) ? [path] : []
      })
    )
    return [...known.filter((path) => isInside(path) && !changed.has(path)), ...now.flat()].sort()
  }

  /** Only where the others have the text, the lines that the diff does not show can hold it. */
  async function holds(text: string, file: FileDiff, wasThere: boolean): Promise<boolean> {
    const {diff} = file
    const isShown = diff?.split('\n').some((line) => line.startsWith(sign) && line.includes(text)) ?? false
    if (isShown || (diff !== null && !wasThere)) return isShown
    return (await read(pathOf(file)))?.text?.includes(text) ?? false
  }

  /** The two commits' parts go in one question. */
  async function foresee({texts, files: wanted, folders}: Foreseen): Promise<void> {
    const isOwn = (path: string) => fileAt.has(path) && (end === 'base' || !mayTell(fileAt.get(path)))
    const isOther = (path: string) => !changed.has(path)
    const told = texts.flatMap((path) =>
      end === 'head' && !isOwn(path) ? (fileAt.get(path)?.oldPath ?? []) : []
    )
    await Promise.all([
      own.foresee?.({texts: texts.filter(isOwn), files: [], folders: []}),
      base.foresee?.({texts: told, files: [], folders: []}),
      others.foresee?.({texts: texts.filter(isOther), files: wanted.filter(isOther), folders})
    ])
  }

  function knows(path: string): boolean {
    return changed.has(path) ? fileAt.has(path) : (others.knows?.(path) ?? false)
  }

  return {
    ...own,
    entries,
    read,
    ...(others.filesContaining ? {filesContaining} : {}),
    ...(others.foresee ? {foresee} : {}),
    ...(others.knows ? {knows} : {})
  }
}

/** Names of files and folders directly below a prefix. */
function namesBelow(prefix: string, paths: readonly string[]): ReadonlySet<string> {
  const below = paths.filter((path) => path.startsWith(prefix))
  return new Set(below.map((path) => path.slice(prefix.length).replace(/\/.*$/s, '')))
}

/**
 * The text that a changed file has at head, where the diff tells it for certain. Not where it adds more than ASCII: GitLab
 * shows a file in another encoding as if it were UTF-8, and only its bytes tell.
 */
async function changedText(base: Snapshot, file: FileDiff): Promise<string | undefined> {
  const {status, oldPath, diff} = file
  if (diff === null || !mayTell(file)) return undefined
  if (status === 'added') return applyHunks('', diff)
  const old = await base.read(oldPath)
  // A byte order mark is in the file, and in no text.
  const isWhole = old?.text != null && Buffer.byteLength(old.text) === old.size
  return isWhole ? applyHunks(old.text ?? '', diff) : undefined
}

/** Whether a diff may tell what stands in the file at head. */
function mayTell(file: FileDiff | undefined): boolean {
  if (!file || file.status === 'deleted' || file.diff === null || file.isSpecial === true) return false
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is ASCII
  return file.diff.split('\n').every((line) => !line.startsWith('+') || /^[\x00-\x7f]*$/.test(line))
}

/** All folders above a path, the root included. */
function foldersOf(path: string): string[] {
  const names = path.split('/')
  return names.map((_, depth) => names.slice(0, depth).join('/'))
}
