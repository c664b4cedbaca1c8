/**
 * The target of Hugo's `ref` shortcode to URL segments. Hugo takes a path from the content folder, a path from the page's
 * own folder, or a bare name that is unique among all pages (https://gohugo.io/shortcodes/ref/).
 */
import type {PageFinder} from './find-page.ts'
import {folderSegment, pageSegment, type SiteRoot, siteRootOf, toSegments, urlOfPath} from './page-url.ts'
import {below, folderOf, nameOf} from './repository-path.ts'
import type {Snapshot} from './snapshot.ts'

/** Folders that pages of job families refer to by a bare name; looked at before, or instead of, all content. */
const USUAL_FOLDERS = [
  ['handbook', 'total-rewards', 'compensation'],
  ['handbook', 'hiring'],
  ['handbook'],
  ['job-families']
]
/** A handbook has about 1,500 folders of content. */
const MOST_FOLDERS = 20_000

export interface RefContext {
  readonly finder: PageFinder
  /** Segments of all pages by the last one; undefined where listing all content costs too much. */
  pagesByName(): Promise<ReadonlyMap<string, readonly (readonly string[])[]> | undefined>
}

/** @returns The page's segments, or those that a path asks for; undefined when the name may stand for any page. */
export async function findRef(
  target: string,
  path: string,
  {finder, pagesByName}: RefContext
): Promise<readonly string[] | undefined> {
  const wanted = toContentSegments(target)
  if (target.startsWith('/')) return wanted
  const beside = toSegments(urlOfPath(`${folderOf(path)}/_index.md`, siteRootOf(path)) ?? '/')
  const isBareName = wanted.length === 1 && !target.startsWith('.')
  for (const folder of [beside, ...(isBareName ? USUAL_FOLDERS : [[]])]) {
    const candidate = toSegments([...folder, ...wanted].join('/'))
    if ((await finder.find(candidate)).kind === 'page') return candidate
  }
  if (!isBareName) return undefined
  const named = (await pagesByName())?.get(wanted[0] ?? '')
  return named?.length === 1 ? named[0] : undefined
}

function toContentSegments(target: string): string[] {
  const segments = target.toLowerCase().replace(/\.md$/, '').split('/').filter(Boolean)
  return nameOf(target).startsWith('_index') ? segments.slice(0, -1) : segments
}

/** All pages of a root by the last segment of their URL. Lists every folder: for local snapshots only. */
export async function listPagesByName(
  snapshot: Snapshot,
  root: SiteRoot
): Promise<ReadonlyMap<string, readonly (readonly string[])[]>> {
  const pages = new Map<string, (readonly string[])[]>()
  const waiting: {readonly folder: string; readonly segments: readonly string[]}[] = [
    {folder: root.folder, segments: []}
  ]
  let listed = 0
  for (
    let next = waiting.pop();
    next !== undefined && listed < MOST_FOLDERS;
    next = waiting.pop(), listed++
  ) {
    for (const {kind, name} of (await snapshot.entries(next.folder)) ?? []) {
      const segment =
        kind === 'file' ? pageSegment(name, root.generator) : folderSegment(name, root.generator)
      const segments = segment ? [...next.segments, segment] : next.segments
      if (kind === 'folder') waiting.push({folder: below(next.folder, name), segments})
      const last = segments.at(-1)
      if (kind !== 'file' || segment === undefined || last === undefined) continue
      pages.set(last, [...(pages.get(last) ?? []), segments])
    }
  }
  return pages
}
