/**
 * link-style: links to the handbook's own pages start at the site's root, links to the page itself are a fragment.
 * Policy: the handbook's Markdown guide, enforced by its Vale rules. Why and examples: ./README.md
 */
import {parseDestination} from '../../src/handbook/destination.ts'
import type {Handbook} from '../../src/handbook/handbook.ts'
import {type Generator, toSegments} from '../../src/handbook/page-url.ts'
import type {Page} from '../../src/page/page.ts'
import {endOf, startOf} from '../../src/page/places.ts'
import {defineRule} from '../define-rule.ts'
import {findMoved} from './moved.ts'

/** How a link should be written; `becomes` is null where nothing proves the better address. */
interface Better {
  readonly reason: string
  readonly becomes: string | null
}

const SCHEME_AND_HOST = /^(?:https?:)?\/\/[^/?#]*/i

export default defineRule({
  name: 'link-style',
  severity: 'info',
  fixes: true,
  summary: "an absolute link to the handbook's own site, a link with ./, the full path to the page itself",
  kinds: ['family', 'executive', 'expert', 'index'],
  async run({page, family, handbook, report}) {
    // Several reference links may share one definition.
    const links = new Map(family.links.map((link) => [startOf(link.urlPlace), link]))
    for (const {url, urlPlace, kind} of links.values()) {
      const better = await findBetter(url, page, handbook)
      if (!better) continue
      const {reason, becomes} = better
      // An autolink shows its address: in its place stands a link with a text, which only a person can write.
      const isSure = becomes !== null && kind !== 'autolink'
      const fix = isSure ? {edits: [{start: startOf(urlPlace), end: endOf(urlPlace), text: becomes}]} : null
      report({reason, place: urlPlace, key: url, fix})
    }
  }
})

async function findBetter(url: string, page: Page, handbook: Handbook): Promise<Better | undefined> {
  const generator = generatorOf(page)
  const destination = parseDestination(url, generator)
  if (destination.kind === 'address') {
    const {address, fragment} = destination
    if (fragment && isUrlOf(page, address, handbook)) {
      const becomes = `#${fragment}`
      return {
        reason: `This link leads to the page it stands on; write "${becomes}" instead of "${url}"`,
        becomes
      }
    }
    return SCHEME_AND_HOST.test(url) ? fromRoot(url, page, handbook) : undefined
  }
  if (destination.kind === 'relative' && url.startsWith('./')) return fromHere(url, page, handbook)
  return destination.kind === 'external' && generator === 'hugo'
    ? fromOldSite(url, page, handbook)
    : undefined
}

function generatorOf({generation}: Page): Generator {
  return generation === 'hugo' || generation === 'hugo-export' ? 'hugo' : 'middleman'
}

function isUrlOf({path}: Page, address: string, handbook: Handbook): boolean {
  const own = handbook.urlOf(path)
  return own !== undefined && toSegments(own).join('/') === toSegments(address).join('/')
}

async function fromRoot(url: string, page: Page, handbook: Handbook): Promise<Better | undefined> {
  const path = url.replace(SCHEME_AND_HOST, '')
  const better = path.startsWith('/') ? path : `/${path}`
  // link-target says what is wrong with such a fragment; to write it otherwise would mend nothing.
  if (better.includes('#') && (await leadsToNoHeading(better, page, handbook))) return undefined
  const reason = `This link leads to the handbook's own site; write "${better}" instead of "${url}"`
  return {reason, becomes: await withPlainFragment(better, page, handbook)}
}

async function leadsToNoHeading(url: string, {path}: Page, handbook: Handbook): Promise<boolean> {
  const hash = url.indexOf('#')
  for (const fragment of new Set([url.slice(hash), url.slice(hash).toLowerCase()])) {
    const resolution = await handbook.resolve(url.slice(0, hash) + fragment, path)
    if (resolution.kind !== 'page' || resolution.anchor?.state !== 'missing') return false
  }
  return true
}

/** The handbook's Vale rule InternalLinkCase refuses upper-case fragments; Hugo's ids have none. */
async function withPlainFragment(url: string, page: Page, handbook: Handbook): Promise<string | null> {
  const hash = url.indexOf('#')
  const fragment = url.slice(hash)
  if (hash === -1 || fragment === fragment.toLowerCase() || generatorOf(page) === 'middleman') return url
  const plain = url.slice(0, hash) + fragment.toLowerCase()
  const resolution = await handbook.resolve(plain, page.path)
  return resolution.kind === 'page' && resolution.anchor?.state === 'exists' ? plain : null
}

/** Only a page that is there tells what an address relative to this page means. */
async function fromHere(url: string, page: Page, handbook: Handbook): Promise<Better | undefined> {
  const resolution = await handbook.resolve(url, page.path)
  if (resolution.kind !== 'page') return undefined
  const fragment = resolution.anchor ? `#${resolution.anchor.id}` : ''
  const better = resolution.path === page.path && fragment ? fragment : resolution.url + fragment
  return {reason: `This link is relative to the page; write "${better}" instead of "${url}"`, becomes: better}
}

async function fromOldSite(url: string, page: Page, handbook: Handbook): Promise<Better | undefined> {
  const moved = findMoved(url)
  if (!moved) return undefined
  const resolution = await handbook.resolve(moved.url, page.path)
  if (resolution.kind === 'page' && resolution.anchor?.state !== 'missing') {
    const better = resolution.redirect?.to ?? moved.url
    return {
      reason: `This page moved to the handbook's own site; write "${better}" instead of "${url}"`,
      becomes: better
    }
  }
  if (!moved.isKnown) return undefined
  return {
    reason: `"${url}" moved to the handbook's own site; link the page there, from the site's root ("/handbook/company/…")`,
    becomes: null
  }
}
