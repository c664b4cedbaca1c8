/**
 * What links will be looked up with: the files that their pages usually are, so that these can be read together.
 */
import {parseDestination} from './destination.ts'
import {likelyRoots, usualPaths} from './find-page.ts'
import {type SiteRoot, siteRootOf, toSegments, toUrl, urlOfPath} from './page-url.ts'
import {below} from './repository-path.ts'
import type {Foreseen} from './snapshot.ts'

/** Links of one page that are looked ahead for. */
const MOST_LINKS = 60
/** Folders: they cost GitLab the most. */
const MOST_FOLDERS = 12

/**
 * @param path Of the page that they stand on.
 * @param urls As written there; addresses of other sites are passed over.
 */
export function foreseeLinks(path: string, urls: readonly string[]): Foreseen {
  const root = siteRootOf(path)
  const texts: string[] = []
  const files: string[] = []
  const parents: string[] = []
  const own: string[] = []
  for (const url of root ? [...new Set(urls)].slice(0, MOST_LINKS) : []) {
    const target = root && targetOf(url, path, root)
    if (!root || !target || target.segments.length === 0) continue
    const [likely = root] = likelyRoots(root, target.segments)
    const paths = usualPaths(likely, target.segments)
    // Only where a link leads to a place on its page is the page's text needed.
    const list = target.fragment === null ? files : texts
    list.push(...paths)
    parents.push(below(likely.folder, target.segments.slice(0, -1).join('/')))
    own.push(below(likely.folder, target.segments.join('/')))
  }
  // A page that is not where pages usually are may still be in a folder of its own.
  return {texts, files, folders: [...new Set([...parents, ...own])].slice(0, MOST_FOLDERS)}
}

function targetOf(
  url: string,
  path: string,
  root: SiteRoot
): {readonly segments: readonly string[]; readonly fragment: string | null} | undefined {
  const destination = parseDestination(url, root.generator)
  if (destination.kind === 'address')
    return {segments: toSegments(destination.address), fragment: destination.fragment}
  if (destination.kind !== 'relative') return undefined
  const base = `https://handbook.gitlab.com${urlOfPath(path, root) ?? toUrl([])}`
  if (!URL.canParse(destination.path, base)) return undefined
  const resolved = new URL(destination.path, base)
  return resolved.host === 'handbook.gitlab.com'
    ? {segments: toSegments(resolved.pathname), fragment: destination.fragment}
    : undefined
}
