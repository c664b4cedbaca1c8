/**
 * URL to the file that makes the page, with few listings: the folder it stands in, and the folder of its own name.
 */
import {folderSegment, type Generator, pageSegment, type SiteRoot} from './page-url.ts'
import {below} from './repository-path.ts'
import type {Snapshot, TreeEntry} from './snapshot.ts'

/** Where a page was looked for. */
export interface Searched {
  readonly root: SiteRoot
  /** The folder that would hold it, with its children; undefined when the tree has no such folder. */
  readonly parent: {readonly folder: string; readonly entries: readonly TreeEntry[]} | undefined
}

export type Found =
  | {readonly kind: 'page'; readonly path: string; readonly root: SiteRoot}
  /** Something is there, but no file that could be read as this page (a link, a list that Hugo makes). */
  | {readonly kind: 'unreadable'; readonly reason: string}
  | {readonly kind: 'none'; readonly searched: readonly Searched[]}

export interface PageFinder {
  /** The folders that become the site, found once; empty when the tree has none. */
  roots(): Promise<readonly SiteRoot[]>
  /** Tells a root that is known from a page's path: Hugo has one only, which then needs no listing to be found. */
  learn(root: SiteRoot | undefined): void
  /** Finds the page at a URL's segments (decoded, without `index.html`); none for `/`. */
  find(segments: readonly string[]): Promise<Found>
  /** Reads together the folders that URL segments stand for, where each would be a request. */
  foresee(folders: readonly (readonly string[])[]): Promise<void>
  /** The folder that URL segments stand for within a root, with its children. */
  folderAt(root: SiteRoot, segments: readonly string[]): Promise<Searched['parent']>
}

/** A template of Hugo's that adds pages from data to its folder (https://gohugo.io/content-management/content-adapters/). */
const CONTENT_ADAPTER = '_content.gotmpl'

export function createPageFinder(snapshot: Snapshot): PageFinder {
  let known: Promise<readonly SiteRoot[]> | undefined
  /** Of the pages that are looked at. */
  let own: SiteRoot | undefined
  const roots = () => (known ??= findRoots(snapshot))

  async function folderAt(root: SiteRoot, segments: readonly string[]): Promise<Searched['parent']> {
    const folder = below(root.folder, segments.join('/'))
    const entries = await snapshot.entries(folder)
    if (entries) return {folder, entries}
    return root.generator === 'hugo' ? walk(root, segments) : undefined
  }

  /** Hugo's URLs are lower-case and without spaces; the folders' names need not be. */
  async function walk(root: SiteRoot, segments: readonly string[]): Promise<Searched['parent']> {
    let folder = root.folder
    let entries = await snapshot.entries(folder)
    for (const segment of segments) {
      const next = entries?.find((entry) => isFolderFor(entry, segment, root.generator))
      if (!next) return undefined
      folder = below(folder, next.name)
      entries = await snapshot.entries(folder)
    }
    return entries && {folder, entries}
  }

  async function search(root: SiteRoot, segments: readonly string[]): Promise<Found> {
    const last = segments.at(-1)
    const parent = await folderAt(root, segments.slice(0, -1))
    const none: Found = {kind: 'none', searched: [{root, parent}]}
    if (!parent) return none
    const own = pageIn(parent.entries, last ?? '', root.generator)
    if (own) return {kind: 'page', path: below(parent.folder, own.name), root}
    if (last === undefined) return none

    const folder = parent.entries.find((entry) => isFolderFor(entry, last, root.generator))
    if (folder) {
      const path = below(parent.folder, folder.name)
      const index = pageIn((await snapshot.entries(path)) ?? [], '', root.generator)
      if (index) return {kind: 'page', path: below(path, index.name), root}
      if (root.generator === 'hugo' && segments.length === 1) {
        return {kind: 'unreadable', reason: `Hugo lists the pages of "${path}" there by itself`}
      }
    }
    if (parent.entries.some(({name}) => name === CONTENT_ADAPTER)) {
      return {kind: 'unreadable', reason: `"${parent.folder}" has pages that Hugo makes from data`}
    }
    const link = parent.entries.some((entry) => entry.kind === 'link' && entry.name === last)
    return link ? {kind: 'unreadable', reason: `"${below(parent.folder, last)}" is a symbolic link`} : none
  }

  /** Where pages usually stand, as far as that is known without asking. */
  function usual(segments: readonly string[]): Found | undefined {
    for (const root of own ? likelyRoots(own, segments) : []) {
      const path = usualPaths(root, segments).find((candidate) => snapshot.knows?.(candidate))
      if (path !== undefined) return {kind: 'page', path, root}
    }
    return undefined
  }

  return {
    roots,
    learn(root) {
      own ??= root
      if (root?.generator === 'hugo') known ??= Promise.resolve([root])
    },
    async foresee(folders) {
      if (!snapshot.foresee || folders.length === 0) return
      const all = (await roots()).flatMap(({folder}) => folders.map((one) => below(folder, one.join('/'))))
      await snapshot.foresee({texts: [], files: [], folders: all})
    },
    folderAt,
    async find(segments) {
      const atHand = snapshot.knows ? usual(segments) : undefined
      if (atHand) return atHand
      const searched: Searched[] = []
      for (const root of await rootsFor(segments, await roots(), snapshot)) {
        const found = await search(root, segments)
        if (found.kind !== 'none') return found
        searched.push(...found.searched)
      }
      return {kind: 'none', searched}
    }
  }
}

/** Of several sites of one repository, those that a page is likely to be of, told by the names they have had. */
export function likelyRoots(own: SiteRoot, [first]: readonly string[]): SiteRoot[] {
  if (!own.folder.startsWith('sites/')) return [own]
  const handbook = {folder: 'sites/handbook/source', generator: own.generator}
  return first === 'handbook' ? [handbook, own] : [own]
}

/** The names that the page of a URL nearly always has, the one that counts first. */
export function usualPaths({folder, generator}: SiteRoot, segments: readonly string[]): string[] {
  const stem = below(folder, segments.join('/'))
  if (segments.length === 0) return []
  return generator === 'hugo'
    ? [`${stem}.md`, `${stem}/_index.md`, `${stem}/index.md`]
    : [`${stem}.html.md`, `${stem}/index.html.md`, `${stem}/index.html.md.erb`]
}

/** Of several roots those that have the first segment at all: saves a failed listing for each of the others. */
async function rootsFor(segments: readonly string[], roots: readonly SiteRoot[], snapshot: Snapshot) {
  const [first] = segments
  if (roots.length < 2 || first === undefined) return roots
  const listings = await Promise.all(roots.map((root) => snapshot.entries(root.folder)))
  return roots.filter(({generator}, index) =>
    listings[index]?.some(
      (entry) => isFolderFor(entry, first, generator) || pageSegment(entry.name, generator) === first
    )
  )
}

async function findRoots(snapshot: Snapshot): Promise<readonly SiteRoot[]> {
  const top = new Set(
    (await snapshot.entries(''))?.flatMap(({kind, name}) => (kind === 'folder' ? [name] : []))
  )
  const roots: SiteRoot[] = []
  if (top.has('content')) roots.push({folder: 'content', generator: 'hugo'})
  if (top.has('source')) roots.push({folder: 'source', generator: 'middleman'})
  const sites = top.has('sites') ? await snapshot.entries('sites') : undefined
  for (const site of sites ?? []) {
    const folder = `sites/${site.name}/source`
    if (site.kind === 'folder' && (await snapshot.entries(folder)))
      roots.push({folder, generator: 'middleman'})
  }
  // Somebody runs it inside `content`, or on a folder of pages alone.
  if (roots.length === 0 && (top.has('job-families') || top.has('handbook')))
    roots.push({folder: '', generator: 'hugo'})
  return roots
}

function pageIn(entries: readonly TreeEntry[], segment: string, generator: Generator): TreeEntry | undefined {
  return entries.find(({kind, name}) => kind === 'file' && pageSegment(name, generator) === segment)
}

function isFolderFor({kind, name}: TreeEntry, segment: string, generator: Generator): boolean {
  return kind === 'folder' && folderSegment(name, generator) === segment
}
