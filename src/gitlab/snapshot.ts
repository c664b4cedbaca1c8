/**
 * Snapshot of a commit on GitLab: folders are listed and files read as they are asked for, each once. Source: GitLab
 * docs, api/repositories and api/repository_files.
 */
import {folderOf, isRepositoryPath, nameOf} from '../handbook/repository-path.ts'
import {shareReads} from '../handbook/shared-reads.ts'
import {
  type Foreseen,
  MAX_FILE_BYTES,
  type Snapshot,
  type SourceFile,
  type TreeEntry
} from '../handbook/snapshot.ts'
import {toSourceFile} from '../handbook/source-file.ts'
import {all} from './answers.ts'
import type {Client} from './client.ts'
import {GitLabError} from './errors.ts'
import type {Foresight} from './foresight.ts'
import type {ForgeCache} from './forge-cache.ts'
import {treeEntrySchema} from './schemas.ts'
import {openSearch} from './search.ts'

export interface GitLabSnapshotOptions {
  /** Numeric id of the project that has the commit; a fork's commits are in the target project too. */
  readonly project: number
  /** The id in full. Not a branch: what is cached must never change. */
  readonly commit: string
  readonly cache: ForgeCache
  /** Reads together; without it each file and folder is a request. */
  readonly foresight?: Foresight
}

/** Linux's PATH_MAX: no link's target is longer. */
const MAX_LINK_LENGTH = 4096

/** A commit's id, in repositories of either hash. A branch of such a name cannot be made on GitLab. */
const COMMIT_ID = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/

/**
 * Its methods throw GitLabError, also when the commit itself is missing or hidden.
 * @throws RangeError for what is no commit's id.
 */
export function openGitLabSnapshot(
  client: Client,
  {project, commit, cache, foresight}: GitLabSnapshotOptions
): Snapshot {
  if (!COMMIT_ID.test(commit)) throw new RangeError(`"${commit}" is not the id of a commit`)
  const repository = `projects/${project}/repository`
  const placeOf = (path: string): string => `${project}:${commit}:${path}`
  /** Folders listed in this snapshot's life, for what they tell about the paths below them. */
  const listed = new Map<string, readonly TreeEntry[] | undefined>()
  let visible: Promise<unknown> | undefined

  const search = openSearch(client, {project, commit, cache})
  const snapshot = shareReads({
    commit,
    complete: true,
    entries,
    read,
    filesContaining,
    knows,
    ...(foresight && {foresee: (wanted: Foreseen) => foresee(foresight, wanted)})
  })
  return snapshot

  async function entries(folder: string): Promise<readonly TreeEntry[] | undefined> {
    const listing = isNameable(folder) ? await list(folder) : undefined
    listed.set(folder, listing)
    return listing
  }

  async function list(folder: string): Promise<readonly TreeEntry[] | undefined> {
    const known = entryAt(folder)
    if (known !== undefined && known?.kind !== 'folder') return undefined
    const cached = cache.listings.get(known?.id ?? '') ?? cache.listings.get(placeOf(folder))
    if (cached) return cached
    if (cache.absences.get(placeOf(`${folder}/`))) return undefined
    // Keyset: numbered pages are refused for trees.
    const query = {ref: commit, pagination: 'keyset', ...(folder === '' ? {} : {path: folder})}
    const answers = await orNothing(() => all(client, `${repository}/tree`, treeEntrySchema, query))
    // Releases before 17.7 list nothing for a folder that is not there; git keeps no empty folders.
    if (!answers || (answers.length === 0 && folder !== '')) return absent(`${folder}/`)
    const listing = answers.flatMap(({id, name, type, mode}) => {
      const kind = kindOf(type, mode)
      return kind ? [{id, name, kind}] : []
    })
    cache.listings.set(placeOf(folder), listing)
    if (known?.id) cache.listings.set(known.id, listing)
    return listing
  }

  async function read(path: string): Promise<SourceFile | undefined> {
    if (path === '' || !isNameable(path)) return undefined
    const known = entryAt(path)
    if (known !== undefined && known?.kind !== 'file') return undefined
    const id = known?.id ?? cache.blobIds.get(placeOf(path))
    if (!id) return readAtPath(path)
    const kept = cache.blobs.get(id)
    if (kept) return {...kept, path}
    // A fine-grained token may have the files without the blobs.
    return (await orNothing(() => readBlob(path, id))) ?? readAtPath(path)
  }

  async function readBlob(path: string, id: string): Promise<SourceFile> {
    const {data, headers} = await client.Repositories.showBlobRaw(project, id, {showExpanded: true})
    return keep(await toFile(path, id, data, headers))
  }

  /** One request for text and id; whether it is a link only its folder's listing tells. */
  async function readAtPath(path: string): Promise<SourceFile | undefined> {
    if (cache.absences.get(placeOf(path))) return undefined
    const answer = await orNothing(() =>
      client.RepositoryFiles.showRaw(project, path, commit, {showExpanded: true})
    )
    if (!answer) return absent(path)
    if (!(answer.data instanceof Blob)) return undefined
    const {data, headers} = answer
    const truncated = data.size > MAX_FILE_BYTES
    if (truncated || mayBeLink(await data.text())) {
      const entry = await listedEntry(path)
      return entry?.kind === 'file' && entry.id
        ? keep(await toFile(path, entry.id, data, headers))
        : undefined
    }
    return keep(toSourceFile(path, await data.bytes()))
  }

  function knows(path: string): boolean {
    return entryAt(path)?.kind === 'file' || cache.blobIds.get(placeOf(path)) !== undefined
  }

  /** What listings and caches do not tell already, each path once. */
  async function foresee({read: readTogether}: Foresight, wanted: Foreseen): Promise<void> {
    const isOf = (kind: TreeEntry['kind']) => (path: string) => {
      const entry = isNameable(path) ? entryAt(path) : null
      return entry === undefined || entry?.kind === kind
    }
    const idOf = (path: string) => entryAt(path)?.id ?? cache.blobIds.get(placeOf(path)) ?? ''
    const isUnlisted = (folder: string) =>
      !listed.has(folder) && !cache.listings.get(entryAt(folder)?.id ?? placeOf(folder))
    const texts = unasked('text', wanted.texts.filter(isOf('file'))).filter(
      (path) => !cache.blobs.get(idOf(path))
    )
    const files = unasked('file', wanted.files.filter(isOf('file'))).filter((path) => !knows(path))
    const folders = unasked('folder', wanted.folders.filter(isOf('folder'))).filter(isUnlisted)
    if (texts.length + files.length + folders.length > 0) await readTogether(commit, {texts, files, folders})
  }

  function unasked(kind: 'text' | 'file' | 'folder', paths: readonly string[]): string[] {
    return paths.filter((path) => {
      const key = `${kind} ${placeOf(path)}`
      const isAsked = cache.foreseen.get(key) !== undefined
      if (!isAsked) cache.foreseen.set(key, true)
      return !isAsked
    })
  }

  async function filesContaining(text: string, folder: string): Promise<readonly string[] | undefined> {
    if (text === '' || /[\n\0]/.test(text)) return undefined
    const found = await search(text)
    return found?.filter((path) => folder === '' || path.startsWith(`${folder}/`))
  }

  /** A commit never changes: what it does not have now it never has. Folders end in a slash: no file may hide them. */
  function absent(path: string): undefined {
    cache.absences.set(placeOf(path), true)
  }

  function keep(file: SourceFile): SourceFile {
    const {path, ...blob} = file
    cache.blobs.set(file.id, blob)
    cache.blobIds.set(placeOf(path), file.id)
    return file
  }

  async function listedEntry(path: string): Promise<TreeEntry | undefined> {
    return (await snapshot.entries(folderOf(path)))?.find(({name}) => name === nameOf(path))
  }

  /** What listings say about a path: its entry, null for nothing there, undefined when they do not tell. */
  function entryAt(path: string): TreeEntry | null | undefined {
    if (path === '') return undefined
    const folder = folderOf(path)
    if (listed.has(folder)) return listed.get(folder)?.find(({name}) => name === nameOf(path)) ?? null
    const parent = entryAt(folder)
    return parent === null || (parent && parent.kind !== 'folder') ? null : undefined
  }

  /** 404 is also the answer for what is hidden: only where the commit itself can be seen does it prove an absence. */
  async function orNothing<T>(ask: () => Promise<T>): Promise<T | undefined> {
    try {
      const answer = await ask()
      cache.seen.set(`${project}:${commit}`, true)
      return answer
    } catch (error) {
      if (!(error instanceof GitLabError && error.status === 404)) throw error
      if (cache.seen.get(`${project}:${commit}`)) return undefined
      visible ??= client.Commits.show(project, commit)
      visible.catch(() => {
        visible = undefined
      })
      await visible
      cache.seen.set(`${project}:${commit}`, true)
      return undefined
    }
  }
}

/** Sub-modules are no folder of this repository, and nothing in them can be read here. */
function kindOf(type: string, mode: string): TreeEntry['kind'] | undefined {
  if (type === 'tree') return 'folder'
  if (type !== 'blob') return undefined
  return mode === '120000' ? 'link' : 'file'
}

/** A path from a page may be any text; half a surrogate pair cannot be encoded, and no listing has it. */
function isNameable(path: string): boolean {
  return isRepositoryPath(path) && path.isWellFormed()
}

async function toFile(
  path: string,
  id: string,
  content: Blob,
  headers: Readonly<Record<string, unknown>>
): Promise<SourceFile> {
  if (content.size <= MAX_FILE_BYTES) return toSourceFile(path, await content.bytes(), id)
  return {path, id, text: null, size: sizeFrom(headers) ?? content.size}
}

/** A link's content is its target: one line without an end. */
function mayBeLink(text: string): boolean {
  return text !== '' && text.length <= MAX_LINK_LENGTH && !text.includes('\n')
}

/** The size of a file that was not read to its end, in bytes; the length of a compressed body is another. */
function sizeFrom(headers: Readonly<Record<string, unknown>>): number | undefined {
  const size =
    headers['x-gitlab-size'] ?? (headers['content-encoding'] ? undefined : headers['content-length'])
  return typeof size === 'string' && /^\d{1,15}$/.test(size) ? Number(size) : undefined
}
