/**
 * The places that links of a page lead to, each once, however its links are written.
 */
import type {Handbook, Resolution} from '../src/handbook/handbook.ts'
import type {Link} from '../src/page/job-family.ts'
import type {Page} from '../src/page/page.ts'

export interface LinkTarget {
  /**
   * The address without host, the same for all ways to write it. Below the page itself it is relative, so that it stays
   * the same when this page moves. Of a link without address its text.
   */
  readonly key: string
  readonly resolution: Resolution
  /** In page order. */
  readonly links: readonly [Link, ...Link[]]
}

/** In the order in which they are linked first. */
export async function readLinkTargets(
  links: readonly Link[],
  {path}: Page,
  handbook: Handbook
): Promise<LinkTarget[]> {
  const urls = [...new Set(links.map(({url}) => url))]
  const resolutions = new Map(
    await Promise.all(urls.map(async (url) => [url, await handbook.resolve(url, path)] as const))
  )
  const targets = new Map<string, {key: string; resolution: Resolution; links: [Link, ...Link[]]}>()
  for (const link of links) {
    const resolution = resolutions.get(link.url)
    if (!resolution) continue
    const key = keyOf(link, resolution, path)
    const known = targets.get(key)
    if (known) known.links.push(link)
    else targets.set(key, {key, resolution, links: [link]})
  }
  return [...targets.values()]
}

/** Whether a destination is none: `[x]()`, `[x](#)`. */
export function isEmpty(url: string): boolean {
  return /^\s*#?\s*$/.test(url)
}

function keyOf({url, text}: Link, resolution: Resolution, path: string): string {
  if (isEmpty(url)) return text
  if (resolution.kind === 'no-page')
    return url.startsWith('/') || /^[a-z]+:/i.test(url) ? resolution.url : url
  if (resolution.kind !== 'page') return url
  const own = resolution.path === path ? '' : resolution.url
  const page = resolution.redirect?.from ?? own
  return resolution.anchor ? `${page}#${resolution.anchor.id}` : page
}
