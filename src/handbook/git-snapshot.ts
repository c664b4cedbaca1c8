/**
 * Snapshot of a commit in a local git repository, read from the object store: the working tree is never touched.
 */
import {LadderlintError} from '../config/ladderlint-error.ts'
import {runGit} from './git-command.ts'
import {openGitObjects} from './git-objects.ts'
import {parseTree} from './git-tree.ts'
import {noRepository} from './no-repository.ts'
import {folderOf, isRepositoryPath, nameOf} from './repository-path.ts'
import {MAX_FILE_BYTES, type Snapshot, type SourceFile, type TreeEntry} from './snapshot.ts'
import {toSourceFile} from './source-file.ts'

/** A tree of 32 MB has some 500,000 entries: nobody's folder of pages. */
const MAX_TREE_BYTES = 32_000_000

export interface GitSnapshot extends Snapshot {
  readonly commit: string
  /** Ends the git process behind it. Not needed for our own process to end. */
  close(): void
}

/**
 * Opens a commit.
 * @param repository A folder inside the repository.
 * @param commit Anything that names a commit: an id, a branch, a tag, `HEAD~2`.
 * @throws LadderlintError when the folder is no repository, the commit is unknown, or there is no git.
 */
export async function openGitSnapshot(repository: string, commit: string): Promise<GitSnapshot> {
  const id = await commitId(repository, commit)
  const root = (
    await runGit(repository, ['rev-parse', '--verify', '--end-of-options', `${id}^{tree}`])
  )?.trim()
  const partial = (await runGit(repository, ['config', '--get-regexp', PARTIAL_CLONE])) !== undefined
  const objects = openGitObjects(repository, partial)
  const listings = new Map<string, Promise<readonly TreeEntry[] | undefined>>()

  function entries(folder: string): Promise<readonly TreeEntry[] | undefined> {
    const known = listings.get(folder)
    if (known) return known
    const listing = isRepositoryPath(folder) ? list(folder) : Promise.resolve(undefined)
    listings.set(folder, listing)
    return listing
  }

  async function list(folder: string): Promise<readonly TreeEntry[] | undefined> {
    const treeId = folder === '' ? root : (await entryAt(folder, 'folder'))?.id
    if (!treeId) return undefined
    const tree = await objects.read(treeId, MAX_TREE_BYTES)
    return tree?.type === 'tree' && tree.bytes ? parseTree(tree.bytes) : undefined
  }

  async function entryAt(path: string, kind: TreeEntry['kind']): Promise<TreeEntry | undefined> {
    if (path === '' || !isRepositoryPath(path)) return undefined
    const name = nameOf(path)
    return (await entries(folderOf(path)))?.find((entry) => entry.name === name && entry.kind === kind)
  }

  async function read(path: string): Promise<SourceFile | undefined> {
    const entry = await entryAt(path, 'file')
    if (!entry?.id) return undefined
    const blob = await objects.read(entry.id, MAX_FILE_BYTES)
    if (blob?.type !== 'blob') return undefined
    return blob.bytes
      ? toSourceFile(path, blob.bytes, entry.id)
      : {path, id: entry.id, text: null, size: blob.size}
  }

  async function filesContaining(text: string, folder: string): Promise<readonly string[] | undefined> {
    if (!isRepositoryPath(folder) || text === '' || /[\n\0]/.test(text)) return undefined
    const where = folder === '' ? [] : [folder]
    const parameters = [
      'grep',
      '-z',
      '-l',
      '-I',
      '-F',
      '--no-color',
      '--full-name',
      '-e',
      text,
      id,
      '--',
      ...where
    ]
    const printed = await runGit(repository, parameters)
    const prefix = `${id}:`.length
    return (printed ?? '')
      .split('\0')
      .flatMap((line) => (line === '' ? [] : [line.slice(prefix)]))
      .sort()
  }

  return {
    commit: id,
    complete: !partial,
    local: true,
    entries,
    read,
    filesContaining,
    close: objects.close
  }
}

/** Settings that only a partial clone has: absent objects prove nothing there (git help partial-clone). */
const PARTIAL_CLONE = '^(extensions\\.partialclone|remote\\..*\\.promisor)$'

/**
 * The id of the commit that a name stands for, 40 hex digits.
 * @throws LadderlintError as `openGitSnapshot` does.
 */
export async function commitId(repository: string, name: string): Promise<string> {
  const id = await idOf(repository, name)
  if (id !== undefined) return id
  if ((await runGit(repository, ['rev-parse', '--git-dir'])) === undefined) {
    throw await noRepository(repository, 'Run it in a clone of the handbook, or name one with --root')
  }
  // A clone of one branch has the others as its remote's only.
  const isRemote = (await idOf(repository, `origin/${name}`)) !== undefined
  throw new LadderlintError(`"${name}" names no commit in the repository "${repository}"`, {
    hint: isRemote
      ? `Did you mean "origin/${name}"?`
      : 'Fetch it first (in a CI job: GIT_DEPTH: 0), or name another commit'
  })
}

async function idOf(repository: string, name: string): Promise<string | undefined> {
  if (/[\0\n]/.test(name)) return undefined
  const parameters = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`]
  return (await runGit(repository, parameters))?.trim()
}
