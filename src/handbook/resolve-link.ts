/**
 * A link on a page to what it leads to: the page, by a redirect or not, and the place on it.
 */
import {doubtAbout} from './absence.ts'
import type {Anchor} from './check-anchor.ts'
import {parseDestination} from './destination.ts'
import type {Found, Searched} from './find-page.ts'
import type {Resolution} from './handbook.ts'
import {findRef, type RefContext} from './hugo-ref.ts'
import {findNearest} from './nearest-page.ts'
import {type SiteRoot, siteRootOf, toSegments, toUrl, urlOfPath} from './page-url.ts'
import type {Redirects} from './redirects.ts'
import type {Snapshot} from './snapshot.ts'
import type {TreeEvidence} from './tree-evidence.ts'

export interface LinkContext extends RefContext {
  readonly snapshot: Snapshot
  readonly evidence: TreeEvidence
  /** Read when the first page is missing. */
  redirects(): Promise<Redirects>
  /** The URL of the page that claims an address, where that is not among the redirects; asked once a page is missing. */
  aliasOf(address: string): Promise<string | undefined>
  anchor(path: string, root: SiteRoot | undefined, fragment: string | null): Promise<Anchor>
}

/** Redirects in a row that are followed; browsers give up at 20, and nobody means so many. */
const MOST_REDIRECTS = 10
/** An image, a download, or the page's own source: whether that is served depends on the site's templates. */
const FILE_ENDING = /\.(?!html?$)[a-z][a-z0-9]{1,4}$/i

/** Never rejects for any text; rejects only when the snapshot does. */
export async function resolveLink(written: string, path: string, context: LinkContext): Promise<Resolution> {
  const root = siteRootOf(path) ?? (await context.finder.roots())[0]
  context.finder.learn(root)
  const destination = parseDestination(written, root?.generator ?? 'hugo')
  const own = urlOfPath(path, root)

  switch (destination.kind) {
    case 'external':
    case 'not-checked':
      return destination
    case 'empty':
      return {kind: 'no-page', url: '', nearest: null}
    case 'fragment':
      return {
        kind: 'page',
        path,
        url: own ?? '',
        redirect: null,
        anchor: await context.anchor(path, root, destination.fragment)
      }
    case 'address':
      return resolveAddress(destination.address, destination.fragment, context)
    case 'relative':
      return resolveRelative(destination.path, destination.fragment, path, own, context)
    case 'ref': {
      const segments = await findRef(destination.target, path, context)
      if (!segments)
        return {kind: 'not-checked', reason: `Hugo looks for "${destination.target}" in all of its content`}
      return resolveAddress(toUrl(segments), destination.fragment, context)
    }
  }
}

async function resolveAddress(
  address: string,
  fragment: string | null,
  context: LinkContext
): Promise<Resolution> {
  const {finder, redirects} = context
  const seen = new Set<string>()
  let segments = toSegments(address)
  let place = fragment
  let found = await finder.find(segments)
  while (found.kind === 'none') {
    seen.add(segments.join('/'))
    const target = (await redirects()).find(`/${segments.join('/')}`)
    if (target === undefined) {
      const absence = await judgeAbsence(address, segments, found.searched, context)
      // Only Hugo's pages have aliases, and looking for one may be a search.
      const mayBeAlias =
        absence.kind === 'no-page' && found.searched.some(({root}) => root.generator === 'hugo')
      const claimed = mayBeAlias ? await context.aliasOf(`/${segments.join('/')}`) : undefined
      if (claimed === undefined) return absence
      found = await finder.find(toSegments(claimed))
      break
    }
    const destination = parseDestination(target, found.searched[0]?.root.generator ?? 'hugo')
    if (destination.kind === 'external') return destination
    if (destination.kind !== 'address') return {kind: 'not-checked', reason: `redirected to "${target}"`}
    segments = toSegments(destination.address)
    place = destination.fragment ?? place
    if (seen.has(segments.join('/')) || seen.size > MOST_REDIRECTS) {
      return {kind: 'not-checked', reason: 'its redirects come to no end'}
    }
    found = await finder.find(segments)
  }
  if (found.kind !== 'page')
    return {kind: 'not-checked', reason: found.kind === 'none' ? 'redirected to no page' : found.reason}
  return toPage(found, place, seen.size > 0 ? address : null, context)
}

async function judgeAbsence(
  address: string,
  segments: readonly string[],
  searched: readonly Searched[],
  {finder, snapshot, evidence}: LinkContext
): Promise<Resolution> {
  if ((await finder.roots()).length === 0)
    return {kind: 'not-checked', reason: 'this tree has no folder of pages'}
  const ending = FILE_ENDING.exec(segments.at(-1) ?? '')?.[0]
  if (ending) return {kind: 'not-checked', reason: `a "${ending}" file, no page`}
  const nearest = await findNearest(segments, searched, finder, snapshot)
  const reason = await doubtAbout(segments, searched, nearest, evidence)
  if (reason !== null) return {kind: 'not-checked', reason}
  return {kind: 'no-page', url: toUrl(toSegments(address)), nearest: nearest?.url ?? null}
}

async function resolveRelative(
  relative: string,
  fragment: string | null,
  path: string,
  own: string | undefined,
  context: LinkContext
): Promise<Resolution> {
  if (own === undefined)
    return {kind: 'not-checked', reason: 'this page has no address that it could be relative to'}
  const written = relative.replaceAll('\\', '/')
  // To a browser these begin the address of another host, as "//" does.
  if (written.startsWith('//')) return {kind: 'external'}
  const base = `https://handbook.gitlab.com${own}`
  if (!URL.canParse(written, base)) return {kind: 'not-checked', reason: 'it is no address'}
  const url = new URL(written, base)
  const resolved = await resolveAddress(url.pathname, fragment, context)
  if (resolved.kind === 'page' || !url.pathname.startsWith(own) || FILE_ENDING.test(relative)) return resolved
  // Below the page itself: nobody's page stands there, and the page's own folder is here to prove it.
  const meant = await meantBy(relative, path, context)
  return {kind: 'no-page', url: url.pathname, nearest: meant}
}

/** What somebody meant who left out the first sign: `senior-engineer` for `#senior-engineer`, `(/handbook/x/`. */
async function meantBy(
  relative: string,
  path: string,
  {anchor, finder}: LinkContext
): Promise<string | null> {
  const id = relative.replace(/\/$/, '')
  if ((await anchor(path, siteRootOf(path), id))?.state === 'exists') return `#${id}`
  const segments = toSegments(relative.replace(/^\(+|^(?:about|handbook)\.gitlab\.com/, ''))
  return segments.length > 0 && (await finder.find(segments)).kind === 'page' ? toUrl(segments) : null
}

async function toPage(
  found: Extract<Found, {kind: 'page'}>,
  fragment: string | null,
  redirectedFrom: string | null,
  context: LinkContext
): Promise<Resolution> {
  const url = urlOfPath(found.path, found.root) ?? '/'
  const to = fragment ? `${url}#${fragment}` : url
  return {
    kind: 'page',
    path: found.path,
    url,
    redirect: redirectedFrom === null ? null : {from: redirectedFrom, to},
    anchor: await context.anchor(found.path, found.root, fragment)
  }
}
