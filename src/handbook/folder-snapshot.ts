/**
 * Snapshot of a folder on disk: a working tree, or any folder of pages. Symbolic links are listed and never followed.
 */
import type {Dirent} from 'node:fs'
import {readdir, readFile, realpath, stat} from 'node:fs/promises'
import {join, resolve, sep} from 'node:path'
import {below, isRepositoryPath} from './repository-path.ts'
import {MAX_FILE_BYTES, type Snapshot, type SourceFile, type TreeEntry} from './snapshot.ts'
import {toSourceFile} from './source-file.ts'

/** Folders that are no part of the handbook and can be huge. */
const SKIPPED = new Set(['.git', 'node_modules', '.ladderlint-cache'])

/** Folders and files read at the same time by a search, so that it neither waits for each nor opens thousands. */
const MOST_AT_ONCE = 32

/** What the system says of a path that is not there, or that this user may not see. */
const ABSENT = new Set(['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'ELOOP', 'ENAMETOOLONG', 'EISDIR'])

/** @param root The folder; absolute, or relative to the working directory. A missing folder reads as an empty one. */
export function openFolderSnapshot(root: string): Snapshot {
  const base = resolve(root)
  let canonicalRoot: Promise<string | undefined> | undefined

  /** Where a path is on disk; undefined when it is not there, or when a link stands anywhere on the way to it. */
  async function locate(path: string): Promise<string | undefined> {
    if (!isRepositoryPath(path)) return undefined
    canonicalRoot ??= orAbsent(realpath(base))
    const canonical = await canonicalRoot
    if (canonical === undefined) return undefined
    const wanted = path === '' ? canonical : join(canonical, ...path.split('/'))
    // A link, or another case on a disk that ignores case, ends in another real path.
    return (await orAbsent(realpath(wanted))) === wanted ? wanted : undefined
  }

  async function entries(folder: string): Promise<readonly TreeEntry[] | undefined> {
    const place = await locate(folder)
    if (place === undefined) return undefined
    const found = await orAbsent(readdir(place, {withFileTypes: true}))
    return found?.flatMap(toEntry).sort(byName)
  }

  async function read(path: string): Promise<SourceFile | undefined> {
    const place = await locate(path)
    if (place === undefined) return undefined
    const info = await orAbsent(stat(place))
    if (!info?.isFile()) return undefined
    const bytes = await orAbsent(readFile(place))
    return bytes && toSourceFile(path, bytes)
  }

  async function filesContaining(text: string, folder: string): Promise<readonly string[]> {
    const wanted = Buffer.from(text)
    const found: string[] = []
    const folders = [folder]
    const files: string[] = []
    while (folders.length > 0 || files.length > 0) {
      const listed = await Promise.all(folders.splice(0, MOST_AT_ONCE).map(childrenOf))
      folders.push(...listed.flatMap((children) => children.folders))
      files.push(...listed.flatMap((children) => children.files))
      const next = files.splice(0, MOST_AT_ONCE)
      const held = await Promise.all(next.map((path) => holds(path, wanted)))
      found.push(...next.filter((_path, index) => held[index]))
    }
    return found.sort()
  }

  async function childrenOf(folder: string): Promise<{folders: string[]; files: string[]}> {
    const children = (await entries(folder)) ?? []
    const ofKind = (kind: TreeEntry['kind']) =>
      children.filter((entry) => entry.kind === kind).map(({name}) => below(folder, name))
    return {folders: ofKind('folder'), files: ofKind('file')}
  }

  async function holds(path: string, wanted: Buffer): Promise<boolean> {
    const place = join(base, ...path.split('/'))
    const info = await orAbsent(stat(place))
    if (!info || info.size > MAX_FILE_BYTES) return false
    const bytes = await orAbsent(readFile(place))
    return bytes?.includes(wanted) === true && !bytes.subarray(0, 8000).includes(0)
  }

  return {commit: null, complete: false, local: true, entries, read, filesContaining}
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

async function orAbsent<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof Error && 'code' in error && ABSENT.has(String(error.code))) return undefined
    throw error
  }
}
