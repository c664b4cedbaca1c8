/**
 * Snapshots made of texts: a whole tree for tests and demonstrations, or one page changed on top of another snapshot,
 * so that a fix can be proven before it is suggested.
 */
import {folderOf, isRepositoryPath, nameOf} from './repository-path.ts'
import type {Snapshot, TreeEntry} from './snapshot.ts'
import {toSourceFile} from './source-file.ts'

export interface MemorySnapshotOptions {
  /** See Snapshot.complete; defaults to true. */
  readonly complete?: boolean
  /** See Snapshot.commit; defaults to null. */
  readonly commit?: string | null
}

/**
 * @param files Text (or bytes) by path.
 * @throws RangeError for a path that no repository can hold.
 */
export function openMemorySnapshot(
  files: Readonly<Record<string, string | Uint8Array>>,
  {complete = true, commit = null}: MemorySnapshotOptions = {}
): Snapshot {
  const contents = new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)]))
  const folders = new Map<string, Map<string, TreeEntry>>([['', new Map()]])
  for (const [path, bytes] of contents) {
    if (path === '' || !isRepositoryPath(path))
      throw new RangeError(`no repository can hold the path "${path}"`)
    let entry: TreeEntry = {name: nameOf(path), kind: 'file', id: toSourceFile(path, bytes).id}
    for (let folder = folderOf(path); ; folder = folderOf(folder)) {
      const siblings = folders.get(folder) ?? new Map<string, TreeEntry>()
      folders.set(folder, siblings)
      if (!siblings.has(entry.name)) siblings.set(entry.name, entry)
      if (folder === '') break
      entry = {name: nameOf(folder), kind: 'folder', id: null}
    }
  }

  return {
    commit,
    complete,
    local: true,
    async entries(folder) {
      return folders.get(folder)?.values().toArray()
    },
    async read(path) {
      const bytes = contents.get(path)
      return bytes && toSourceFile(path, bytes)
    },
    async filesContaining(text, folder) {
      const found = contents
        .entries()
        .filter(([path, bytes]) => isBelow(path, folder) && bytes.includes(text))
      return found
        .map(([path]) => path)
        .toArray()
        .sort()
    }
  }
}

/**
 * The same snapshot with one file's text replaced or added.
 * @throws RangeError for a path that no repository can hold.
 */
export function withFile(snapshot: Snapshot, path: string, text: string | Uint8Array): Snapshot {
  if (path === '' || !isRepositoryPath(path))
    throw new RangeError(`no repository can hold the path "${path}"`)
  const bytes = Buffer.from(text)
  const file = toSourceFile(path, bytes)
  const {filesContaining} = snapshot

  return {
    ...snapshot,
    async entries(folder) {
      const known = await snapshot.entries(folder)
      if (folder !== '' && !isBelow(path, folder)) return known
      const rest = folder === '' ? path : path.slice(folder.length + 1)
      const [name = rest, ...more] = rest.split('/')
      const held = known?.find((entry) => entry.name === name)
      if (more.length > 0 && held?.kind === 'folder') return known
      const entry: TreeEntry =
        more.length > 0 ? {name, kind: 'folder', id: null} : {name, kind: 'file', id: file.id}
      return [...(known ?? []).filter((other) => other.name !== name), entry]
    },
    async read(wanted) {
      return wanted === path ? file : snapshot.read(wanted)
    },
    ...(snapshot.knows && {knows: (wanted: string) => wanted === path || snapshot.knows?.(wanted) === true}),
    ...(filesContaining && {
      async filesContaining(wanted: string, folder: string) {
        const found = await filesContaining.call(snapshot, wanted, folder)
        if (!found) return undefined
        const others = found.filter((other) => other !== path)
        return isBelow(path, folder) && bytes.includes(wanted) ? [...others, path].sort() : others
      }
    })
  }
}

function isBelow(path: string, folder: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`)
}
