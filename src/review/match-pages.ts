/**
 * Matches what was found on the pages of a merge request at head with what was there before: on the same page at base, on
 * that page as the target branch has it by now, and on the page that the text was moved from.
 */
import type {Part} from '../../rules/finding.ts'
import type {Page} from '../page/page.ts'
import {parseHunks} from './diff.ts'
import {normaliseKey} from './fingerprint.ts'
import {gitLines, linesOf} from './git-lines.ts'
import {identityOf, matchParts, rankOf, type Slot, slotsOf} from './match-parts.ts'
import type {ReviewedPage} from './reviewed-page.ts'

/** Where something stood before. */
export interface Earlier {
  readonly slot: Slot
  readonly page: Page
  /** Whether that is how the target branch has the page, not the merge base. */
  readonly isOnTarget: boolean
}

export interface MatchedPage {
  readonly page: ReviewedPage
  /** In page order. */
  readonly added: readonly Slot[]
  /** In page order. */
  readonly kept: readonly {readonly head: Slot; readonly before: Earlier}[]
  /** In base's order. */
  readonly gone: readonly Slot[]
}

export function matchPages(pages: readonly ReviewedPage[]): MatchedPage[] {
  return matchMoved(pages.map((page) => matchTarget(matchBase(page))))
}

function matchBase(page: ReviewedPage): MatchedPage {
  const {base, head, file, edits = file?.diff} = page
  const before = slotsOf(page.baseFindings)
  if (!head) return {page, added: slotsOf(page.headFindings), kept: [], gone: before}
  const {added, kept, gone} = matchParts(before, slotsOf(page.headFindings), addedIn(edits ?? '', head.text))
  const isOnTarget = page.isOnTarget ?? false
  return {
    page,
    added,
    kept: kept.flatMap((pair) =>
      base ? [{head: pair.head, before: {slot: pair.base, page: base, isOnTarget}}] : []
    ),
    gone
  }
}

/** What the target branch has of its own by now is not brought in by this merge request. */
function matchTarget(matched: MatchedPage): MatchedPage {
  const {target, baseFindings} = matched.page
  if (!target || !matched.page.head) return matched
  const own = matchParts(slotsOf(baseFindings), slotsOf(target.findings), () => false).added
  const {added, kept} = matchParts(own, matched.added, () => false)
  const fromTarget = kept.map(({head, base}) => {
    return {head, before: {slot: base, page: target.page, isOnTarget: true}}
  })
  return {...matched, added, kept: [...matched.kept, ...fromTarget]}
}

/** What left one page with its text and stands on another one now is neither fixed there nor new here. */
function matchMoved(all: readonly MatchedPage[]): MatchedPage[] {
  const left = all.flatMap(({page: {base, isOnTarget = false}, gone}) =>
    base ? gone.map((slot): Earlier => ({slot, page: base, isOnTarget})) : []
  )
  const pool = Map.groupBy(left, ({slot, page}) => movedName(slot, page))
  const moved = new Set<Slot>()
  const matched = all.map((one): MatchedPage => {
    const {page, added, kept} = one
    if (!page.head) return one
    const here = added.flatMap((head) => {
      const name = movedName(head, page.head)
      const before = name === null ? undefined : pool.get(name)?.shift()
      // More severe than before: this change made it worse.
      if (!before || rankOf(before.slot) < rankOf(head)) return []
      moved.add(before.slot)
      return [{head, before}]
    })
    const heads = new Set(here.map(({head}) => head))
    return {...one, added: added.filter((slot) => !heads.has(slot)), kept: [...kept, ...here]}
  })
  return matched.map((one) => ({...one, gone: one.gone.filter((slot) => !moved.has(slot))}))
}

/** What a part is about and the words it stands on; null where there are none that could be moved. */
function movedName(slot: Slot, page: Page | null): string | null {
  const {start, end} = slot.part.place
  const words = normaliseKey(page?.text.slice(start.offset, end.offset) ?? '')
  return /\p{L}{3}/u.test(words) ? JSON.stringify([identityOf(slot), words]) : null
}

/** Tells whether something on the head page stands on a line that the diff adds. */
export function addedIn(diff: string, text: string): (thing: Pick<Part, 'place'>) => boolean {
  const lines = gitLines(text)
  const added = new Set<number>()
  for (const hunk of parseHunks(diff)) {
    for (const line of hunk.lines) if (line.kind === 'added') added.add(line.newLine)
  }
  return ({place}) => {
    const {first, last} = linesOf(lines, place)
    for (let line = first; line <= last; line++) if (added.has(line)) return true
    return false
  }
}
