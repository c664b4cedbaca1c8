/**
 * Which page an added page was made from, where git tells nothing: a move that changed more than git sees through, or a
 * page that was split in two. Pure: pages in, answers out.
 */
import type {Page} from '../page/page.ts'
import {normaliseKey} from './fingerprint.ts'

export interface Origin {
  /** The page as it was, at base. */
  readonly page: Page
  /** `moved`: it is that page, which is gone. `split`: it has most of its text from it. */
  readonly kind: 'moved' | 'split'
}

/** A page that the change takes text from; `head` is null when it deletes the page. */
export interface Source {
  readonly base: Page
  readonly head: Page | null
}

/** Share of the shorter page's text from which a page that came is the one that went. */
const SAME_PAGE = 0.5
/** Share of a new page's text from which it counts as split off; what all families have in common is less. */
const SPLIT_OFF = 0.5
/** A change with more pages on either side is about folders, and git knows those moves. */
const MOST_PAGES = 60
/** Shorter lines stand on every page. UTF-16 units. */
const SHORTEST_LINE = 15

/** @returns The origin of each added page that has one. */
export function findOrigins(added: readonly Page[], sources: readonly Source[]): Map<Page, Origin> {
  const origins = new Map<Page, Origin>()
  if (added.length === 0 || added.length > MOST_PAGES || sources.length > MOST_PAGES) return origins
  const taken = sources.map((source) => ({...source, lines: withoutLines(linesOf(source.base), source.head)}))
  const given = added.map((page) => ({page, lines: linesOf(page)}))

  const gone = new Set(taken.filter(({head}) => head === null))
  const moves = given.flatMap((to) =>
    Array.from(gone, (from) => ({to, from, share: samePage(from.base, from.lines, to.page, to.lines)}))
  )
  for (const {to, from, share} of moves.sort((a, b) => b.share - a.share)) {
    if (share < SAME_PAGE || !gone.has(from) || origins.has(to.page)) continue
    gone.delete(from)
    origins.set(to.page, {page: from.base, kind: 'moved'})
  }
  for (const to of given) {
    if (origins.has(to.page)) continue
    const [best] = taken
      .map((from) => ({from, share: common(from.lines, to.lines) / sizeOf(to.lines)}))
      .sort((a, b) => b.share - a.share)
    if (best && best.share >= SPLIT_OFF) origins.set(to.page, {page: best.from.base, kind: 'split'})
  }
  return origins
}

/** Lines with how often they stand there. */
type Lines = ReadonlyMap<string, number>

function linesOf({text}: Page): Lines {
  const lines = text.split('\n').map(normaliseKey)
  const counted = Map.groupBy(lines, (line) => line)
  return new Map(
    Array.from(counted, ([line, same]) => [line, same.length] as const).filter(
      ([line]) => line.length >= SHORTEST_LINE && !line.startsWith('#')
    )
  )
}

/** What a page at base has more of than at head. */
function withoutLines(lines: Lines, head: Page | null): Lines {
  if (!head) return lines
  const kept = linesOf(head)
  const left = Array.from(lines, ([line, count]) => [line, count - (kept.get(line) ?? 0)] as const)
  return new Map(left.filter(([, count]) => count > 0))
}

/** How much of the shorter page is on the other one, from 0 to 1; a page that kept its name or title is the same. */
function samePage(from: Page, fromLines: Lines, to: Page, toLines: Lines): number {
  const share = common(fromLines, toLines) / Math.min(sizeOf(fromLines), sizeOf(toLines))
  const isNamesake = titleOf(from) === titleOf(to) && titleOf(from) !== ''
  return isNamesake ? SAME_PAGE + share / 2 : share
}

function titleOf({family}: Page): string {
  return normaliseKey(family.title ?? '')
}

function common(a: Lines, b: Lines): number {
  let size = 0
  for (const [line, count] of b) size += Math.min(count, a.get(line) ?? 0) * line.length
  return size
}

/** Characters; at least one, so that shares of nothing are 0. */
function sizeOf(lines: Lines): number {
  let size = 1
  for (const [line, count] of lines) size += count * line.length
  return size
}
