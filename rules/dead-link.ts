/**
 * What is wrong with where a link leads, and how to mend it: told alike of the career ladder's links and of all others.
 */
import type {Resolution} from '../src/handbook/handbook.ts'
import type {Link} from '../src/page/job-family.ts'
import {endOf, startOf} from '../src/page/places.ts'
import type {Fix} from './finding.ts'

export interface DeadLink {
  readonly reason: string
  /** A destination as written to what it should be; null when nobody can tell. */
  readonly becomes: ((written: string) => string) | null
}

/** How a rule speaks of a link. */
export interface Voice {
  /** The reason's beginning, in front of the address: "The link leads to". */
  readonly lead: string
  /** Whether it leads to the page it stands on. */
  readonly here?: boolean
  /** What to do when there is no page like it: "leave the link out". */
  readonly otherwise: string
  /** The destination as written. */
  readonly written: string
}

/** @returns Undefined for a link that leads somewhere, and for one that the tree knows nothing of. */
export function judgeLink(resolution: Resolution, voice: Voice): DeadLink | undefined {
  if (resolution.kind === 'no-page')
    return resolution.url === '' ? nowhere(voice) : judgePage(resolution, voice)
  return resolution.kind === 'page' ? judgeAnchor(resolution, voice) : undefined
}

function nowhere({lead, otherwise}: Voice): DeadLink {
  return {reason: `${lead} nothing; write an address, or ${otherwise}`, becomes: null}
}

function judgePage(
  {url, nearest}: Extract<Resolution, {kind: 'no-page'}>,
  {lead, otherwise, written}: Voice
): DeadLink {
  const reason = `${lead} ${url}, a page that the handbook does not have`
  if (nearest === null) return {reason: `${reason}; link a page that exists, or ${otherwise}`, becomes: null}
  // The heading is there, so only the "#" was forgotten.
  if (nearest.startsWith('#')) return {reason: `${reason}; write ${nearest}`, becomes: () => nearest}
  const rooted = fromRoot(written)
  if (rooted !== null && pathOf(rooted) === pathOf(nearest)) {
    const said = written.startsWith('(') ? `${lead} "${written}", parentheses included` : reason
    return {reason: `${said}; write ${rooted}`, becomes: () => rooted}
  }
  return {reason: `${reason}; the nearest page is ${nearest}`, becomes: null}
}

/** "handbook/values/" and "(/handbook/values/)" with the one slash in front that makes them an address; null for others. */
function fromRoot(written: string): string | null {
  const bare = /^\((.*)\)$/.exec(written)?.[1] ?? written
  if (/^[a-z][a-z0-9+.-]*:|^[.#?]/i.test(bare) || bare === '') return null
  return `/${bare.replace(/^\/+/, '')}`
}

function pathOf(address: string): string {
  return address.replace(/[?#].*$/, '').replace(/\/$/, '')
}

function judgeAnchor(
  {url, redirect, anchor}: Extract<Resolution, {kind: 'page'}>,
  {lead, here = false, otherwise}: Voice
): DeadLink | undefined {
  if (anchor?.state !== 'missing') return undefined
  const {id, nearest} = anchor
  const reason = here
    ? `${lead} #${id}, but this page has no such heading`
    : `${lead} #${id} of ${url}, but that page has no such heading`
  if (nearest === null)
    return {
      reason: `${reason}; link one of its headings, or ${here ? otherwise : 'the page alone'}`,
      becomes: null
    }
  const isSure = plainId(id) === plainId(nearest)
  return {
    reason: `${reason}; ${isSure ? 'write' : 'the nearest is'} #${nearest}`,
    becomes: isSure ? (written) => (redirect ? `${url}#${nearest}` : withFragment(written, nearest)) : null
  }
}

/** Ids of the same words are one id: people get case, signs and "of" wrong when they type one from a heading. */
function plainId(id: string): string {
  const words = id.toLowerCase().split(/[^\p{L}\p{N}]+/u)
  return words.filter((word) => word !== '' && word !== 'of').join('-')
}

/** Replaces the fragment of a destination as written, also inside a shortcode. */
function withFragment(written: string, id: string): string {
  return written.replace(/#[^\s"'`]*/, `#${id}`)
}

/** All links to one target change together, else the finding would stay. */
export function rewriteAll(links: readonly Link[], text: string, becomes: (written: string) => string): Fix {
  return {
    edits: links
      .map(({urlPlace}) => ({start: startOf(urlPlace), end: endOf(urlPlace)}))
      .filter(({start}, index, all) => all.findIndex((other) => other.start === start) === index)
      .map(({start, end}) => ({start, end, text: becomes(text.slice(start, end))}))
      .sort((a, b) => a.start - b.start)
  }
}
