/**
 * Path of a file to the URL of the page made from it, for the two generators the handbook has had. Pure; whether the
 * file is there is find-page's question.
 */
import {nameOf} from './repository-path.ts'

export type Generator = 'middleman' | 'hugo'

/** A folder whose files become pages; its own URL is `/`. */
export interface SiteRoot {
  readonly folder: string
  readonly generator: Generator
}

/** The root that a path stands in, by the folder names of the handbook's two layouts; undefined outside of them. */
export function siteRootOf(path: string): SiteRoot | undefined {
  const middleman = /^(?:sites\/[^/]+\/)?source(?=\/)/.exec(path)
  if (middleman) return {folder: middleman[0], generator: 'middleman'}
  return path.startsWith('content/') ? {folder: 'content', generator: 'hugo'} : undefined
}

/** Endings that Middleman's templates add to the name of what they make, e.g. `index.html.md.erb`. */
const TEMPLATE_ENDING = /\.(?:md|markdown|erb|haml|slim)$/
/** What a Middleman template makes when it is no page: `feed.xml.erb`. */
const OTHER_OUTPUT = /\.(?:xml|json|txt|css|js|ics|csv|ya?ml|rss|atom)$/
const HUGO_PAGE = /\.(?:md|markdown|html)$/

/**
 * The last segment of the URL that a file's name gives; '' for the page of the folder itself (`index.html.md`,
 * `_index.md`), undefined when the file makes no page (an image, a partial).
 */
export function pageSegment(name: string, generator: Generator): string | undefined {
  if (generator === 'hugo') {
    const stem = name.replace(HUGO_PAGE, '')
    if (stem === name) return undefined
    return stem === 'index' || stem === '_index' ? '' : hugoSegment(stem)
  }
  let stem = name
  while (TEMPLATE_ENDING.test(stem)) stem = stem.replace(TEMPLATE_ENDING, '')
  const page = stem.replace(/\.html$/, '')
  if (page === name || name.startsWith('_') || OTHER_OUTPUT.test(page)) return undefined
  return page === 'index' ? '' : page
}

/** The URL segment that a folder's name gives. */
export function folderSegment(name: string, generator: Generator): string {
  return generator === 'hugo' ? hugoSegment(name) : name
}

/** As Hugo makes URLs of names: lower case, spaces to hyphens, signs dropped (helpers/path.go, UnicodeSanitize). */
function hugoSegment(name: string): string {
  return name
    .toLowerCase()
    .replace(/\s+/gu, '-')
    .replace(/[^\p{L}\p{N}\p{M}._#+~@-]/gu, '')
}

/** Root-relative URL of the page at a path, with trailing slash; undefined when the path makes no page. */
export function urlOfPath(path: string, root: SiteRoot | undefined = siteRootOf(path)): string | undefined {
  if (!root || (root.folder !== '' && !path.startsWith(`${root.folder}/`))) return undefined
  const segment = pageSegment(nameOf(path), root.generator)
  if (segment === undefined) return undefined
  const rest = root.folder === '' ? path : path.slice(root.folder.length + 1)
  const folders = rest.split('/').slice(0, -1)
  // Partials and layouts of Middleman: parts of other pages.
  if (root.generator === 'middleman' && /^(?:includes|layouts|templates)$/.test(folders[0] ?? ''))
    return undefined
  const segments = folders.map((name) => folderSegment(name, root.generator))
  return toUrl(segment === '' ? segments : [...segments, segment])
}

/** Segments, as they are (not encoded), to a root-relative URL with trailing slash. */
export function toUrl(segments: readonly string[]): string {
  // Only what would end or break a link's destination in Markdown is encoded; letters of any script stay readable.
  const encoded = segments.map((segment) =>
    segment.replace(/[\s%()<>"?#\\]/gu, (sign) => encodeURIComponent(sign))
  )
  return `/${encoded.map((segment) => `${segment}/`).join('')}`
}

/** Segments of a root-relative URL, decoded; a trailing slash, `index.html` and `.html` make no difference. */
export function toSegments(url: string): string[] {
  const segments: string[] = []
  for (const segment of url.split('/').map(decode)) {
    if (segment === '..') segments.pop()
    else if (segment !== '' && segment !== '.') segments.push(segment)
  }
  const last = segments.pop()?.replace(/\.html?$/, '')
  return last === undefined || last === 'index' ? segments : [...segments, last]
}

/** Percent signs that encode nothing stay as they are. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
