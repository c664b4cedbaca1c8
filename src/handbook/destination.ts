/**
 * A link's destination as written, to what it asks for. Pure, no look at the tree; never throws.
 */
import type {Generator} from './page-url.ts'

export type Destination =
  | {readonly kind: 'external'}
  | {readonly kind: 'not-checked'; readonly reason: string}
  | {readonly kind: 'empty'}
  /** Only a fragment: a place on the page itself. */
  | {readonly kind: 'fragment'; readonly fragment: string}
  /** Root-relative path on the own site (`/a/b/`, still encoded). `fragment` without `#`, null when there is none. */
  | {readonly kind: 'address'; readonly address: string; readonly fragment: string | null}
  /** Relative to the page's own URL. */
  | {readonly kind: 'relative'; readonly path: string; readonly fragment: string | null}
  /** Hugo's `ref` and `relref`: a path of content or a bare name. */
  | {readonly kind: 'ref'; readonly target: string; readonly fragment: string | null}

/** Longest destination that is looked at; longer ones are no link anybody wrote. */
const MAX_LENGTH = 2000

const OWN_HOSTS = new Set(['about.gitlab.com', 'handbook.gitlab.com'])
/** Hosts that only team members can read. */
const INTERNAL_HOSTS = new Set(['internal.gitlab.com', 'internal-handbook.gitlab.io'])

const REF =
  /^\{\{[<%]-?\s*(?:rel)?ref\s+(?:path=)?(?:"([^"]*)"|'([^']*)'|`([^`]*)`|([^\s"'`<>%]+))\s*-?[>%]\}\}$/

/** @param generator Whose site the page belongs to; decides which paths of about.gitlab.com are its own. */
export function parseDestination(written: string, generator: Generator): Destination {
  const url = written.trim()
  if (url === '') return {kind: 'empty'}
  if (url.length > MAX_LENGTH) return {kind: 'not-checked', reason: `more than ${MAX_LENGTH} characters`}
  if (url.startsWith('{{')) return parseShortcode(url)
  if (url.includes('<%') || url.includes('{{')) return {kind: 'not-checked', reason: 'made by a template'}
  if (/\{[^}]*\}/.test(url)) return {kind: 'not-checked', reason: 'a placeholder, no address'}
  if (url.startsWith('#')) return {kind: 'fragment', fragment: url.slice(1)}
  if (url.startsWith('//')) return parseAbsolute(`https:${url}`, generator)
  if (/^[a-z][a-z0-9+.-]*:/i.test(url)) return parseAbsolute(url, generator)
  const {path, fragment} = split(url)
  if (path === '') return {kind: 'fragment', fragment: fragment ?? ''} // only a query
  return path.startsWith('/')
    ? {kind: 'address', address: path, fragment}
    : {kind: 'relative', path, fragment}
}

function parseAbsolute(url: string, generator: Generator): Destination {
  const parsed = URL.parse(url)
  if (!parsed || !/^https?:$/.test(parsed.protocol)) return {kind: 'external'}
  const host = parsed.hostname.toLowerCase()
  if (INTERNAL_HOSTS.has(host)) return {kind: 'not-checked', reason: `${host} is not open to everybody`}
  if (!OWN_HOSTS.has(host) || !isOwnPath(host, parsed.pathname, generator)) return {kind: 'external'}
  const fragment = parsed.hash === '' ? null : parsed.hash.slice(1)
  return {kind: 'address', address: parsed.pathname, fragment}
}

/** Since Hugo the handbook is a site of its own: about.gitlab.com redirects its two old folders there, no others. */
function isOwnPath(host: string, path: string, generator: Generator): boolean {
  if (host === 'handbook.gitlab.com') return !/^\/docs(?:\/|$)/.test(path)
  return generator === 'middleman' || /^\/(?:handbook|job-families)(?:\/|$)/.test(path)
}

function parseShortcode(url: string): Destination {
  const match = REF.exec(url)
  if (!match) return {kind: 'not-checked', reason: 'made by a shortcode'}
  const {path, fragment} = split((match[1] ?? match[2] ?? match[3] ?? match[4] ?? '').trim())
  if (path !== '') return {kind: 'ref', target: path, fragment}
  return fragment === null ? {kind: 'empty'} : {kind: 'fragment', fragment}
}

function split(url: string): {path: string; fragment: string | null} {
  const hash = url.indexOf('#')
  const before = hash === -1 ? url : url.slice(0, hash)
  const query = before.indexOf('?')
  return {
    path: query === -1 ? before : before.slice(0, query),
    fragment: hash === -1 ? null : url.slice(hash + 1)
  }
}
