/**
 * Snapshot of a folder on disk: a working tree, or any folder of pages. Symbolic links are listed and never followed. Reads
 * wait for the disk: asked thousands of times by one command, that takes a fifth of what it costs not to wait.
 */
import {type Dirent, lstatSync, readdirSync, readFileSync, realpathSync, statSync} from 'node:fs'
import {join, resolve, sep} from 'node:path'
import {below, isRepositoryPath} from './repository-path.ts'
import {MAX_FILE_BYTES, type Snapshot, type SourceFile, type TreeEntry} from './snapshot.ts'
import {toSourceFile} from './source-file.ts'

/** Folders that are no part of the handbook and can be huge. */
const SKIPPED = new Set(['.git', 'node_modules', '.ladderlint-cache'])

/** What the system says of a path that is not there, or that this user may not see. */
const ABSENT = new Set(['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'ELOOP', 'ENAMETOOLONG', 'EISDIR'])

/** @param root The folder; absolute, or relative to the working directory. A missing folder reads as an empty one. */
export function openFolderSnapshot(root: string): Snapshot {
  const base = resolve(root)
  let canonicalRoot: string | undefined
  /** By folder; undefined for one that is not there. */
  const listings = new Map<string, readonly TreeEntry[] | undefined>()

  /** Where a path is on disk; undefined when it is not there, or when a link stands anywhere on the way to it. */
  function locate(path: string): string | undefined {
    if (!isRepositoryPath(path)) return undefined
    canonicalRoot ??= orAbsent(() => realpathSync.native(base))
    if (canonicalRoot === undefined) return undefined
    const wanted = path === '' ? canonicalRoot : join(canonicalRoot, ...path.split('/'))
    // Most paths that are asked for are guesses, and the error that tells of each is dear.
    if (!orAbsent(() => lstatSync(wanted, {throwIfNoEntry: false}))) return undefined
    // A link, or another case on a disk that ignores case, ends in another real path.
    return orAbsent(() => realpathSync.native(wanted)) === wanted ? wanted : undefined
  }

  function list(folder: string): readonly TreeEntry[] | undefined {
    if (listings.has(folder)) return listings.get(folder)
    const place = locate(folder)
    const found = place === undefined ? undefined : orAbsent(() => readdirSync(place, {withFileTypes: true}))
    const listing = found?.flatMap(toEntry).sort(byName)
    listings.set(folder, listing)
    return listing
  }

  function readFile(path: string): SourceFile | undefined {
    const place = locate(path)
    if (place === undefined || !orAbsent(() => statSync(place))?.isFile()) return undefined
    const bytes = orAbsent(() => readFileSync(place))
    return bytes && toSourceFile(path, bytes)
  }

  function* filesBelow(folder: string): Generator<string> {
    for (const {name, kind} of list(folder) ?? []) {
      if (kind === 'file') yield below(folder, name)
      if (kind === 'folder') yield* filesBelow(below(folder, name))
    }
  }

  function holds(path: string, wanted: Buffer): boolean {
    const place = join(base, ...path.split('/'))
    const info = orAbsent(() => statSync(place))
    if (!info || info.size > MAX_FILE_BYTES) return false
    const bytes = orAbsent(() => readFileSync(place))
    return bytes?.includes(wanted) === true && !bytes.subarray(0, 8000).includes(0)
  }

  return {
    commit: null,
    complete: false,
    local: true,
    entries: async (folder) => list(folder),
    read: async (path) => readFile(path),
    async filesContaining(text, folder) {
      const wanted = Buffer.from(text)
      return [...filesBelow(folder)].filter((path) => holds(path, wanted)).sort()
    }
  }
}

function toEntry(found: Dirent): TreeEntry[] {
  const {name} = found
  if (SKIPPED.has(name) || !isRepositoryPath(name) || name.includes(sep)) return []
  const kind = found.isSymbolicLink()
    ? 'link'
    : found.isDirectory()
      ? 'folder'
      : found.isFile()
        ? 'file'
        : null
  return kind === null ? [] : [{name, kind, id: null}]
}

function byName(a: TreeEntry, b: TreeEntry): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0
}

function orAbsent<T>(ask: () => T): T | undefined {
  try {
    return ask()
  } catch (error) {
    if (error instanceof Error && 'code' in error && ABSENT.has(String(error.code))) return undefined
    throw error
  }
}
