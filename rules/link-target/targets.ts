/**
 * The places that a page's links lead to, each once, however its links are written. Links that other rules judge are left
 * out: those of the career ladder, and those of a Levels table's rows to the page itself.
 */
import type {Handbook, Resolution} from '../../src/handbook/handbook.ts'
import type {Link} from '../../src/page/job-family.ts'
import type {Page} from '../../src/page/page.ts'
import {ladderLinks} from '../ladder-target/ladder-links.ts'

export interface Target {
  /** The address without host, the same for all ways to write it: for a page that moved, where it is now. */
  readonly key: string
  readonly resolution: Resolution
  /** In page order. */
  readonly links: readonly [Link, ...Link[]]
}

/** In the order in which they are linked first. */
export async function readTargets(page: Page, handbook: Handbook): Promise<Target[]> {
  const ofLadder = new Set(ladderLinks(page.family))
  const ofRows = new Set(page.family.tables.flatMap(({rows}) => rows.flatMap(({link}) => link ?? [])))
  const links = page.family.links.filter((link) => !ofLadder.has(link))
  const urls = [...new Set(links.map(({url}) => url))]
  const resolutions = new Map(
    await Promise.all(urls.map(async (url) => [url, await handbook.resolve(url, page.path)] as const))
  )

  const targets = new Map<string, {key: string; resolution: Resolution; links: [Link, ...Link[]]}>()
  for (const link of links) {
    const resolution = resolutions.get(link.url)
    if (!resolution || (ofRows.has(link) && leadsHere(resolution, page.path))) continue
    const key = keyOf(link, resolution)
    const known = targets.get(key)
    if (known) known.links.push(link)
    else targets.set(key, {key, resolution, links: [link]})
  }
  return [...targets.values()]
}

/** Also where only the "#" was forgotten. */
function leadsHere(resolution: Resolution, path: string): boolean {
  if (resolution.kind === 'no-page') return resolution.nearest?.startsWith('#') === true
  return resolution.kind === 'page' && resolution.path === path
}

function keyOf({url, text}: Link, resolution: Resolution): string {
  if (url === '') return text
  if (resolution.kind === 'no-page') return resolution.url
  if (resolution.kind !== 'page') return url
  return resolution.anchor ? `${resolution.url}#${resolution.anchor.id}` : resolution.url
}
