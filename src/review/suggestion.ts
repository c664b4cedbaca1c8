/**
 * Fixes as GitLab's suggestion blocks: whole lines of the new file, neighbouring fixes in one block, so that "apply all"
 * never meets two that overlap (doc/user/project/merge_requests/reviews/suggestions.md, lib/gitlab/diff/suggestion.rb).
 */
import {applyFixes} from '../../rules/apply-fixes.ts'
import type {Edit} from '../../rules/finding.ts'
import {type GitLines, gitLines, lineAt, textOf} from './git-lines.ts'
import type {LineRange} from './position.ts'
import {fenced} from './quote.ts'

/** Replaces whole lines of a page. */
export interface SuggestionBlock extends LineRange {
  /** The new lines, the last one without its line end; '' deletes the lines. */
  readonly replacement: string
}

/** GitLab takes at most this many lines above and below the thread's line. */
const MOST_LINES_AWAY = 100
/** A block that repeats more untouched lines than this hides what it changes. */
const MOST_UNTOUCHED = 30

/** Applies edits (in any order, without overlap) to a text. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  return applyFixes(text, [{edits}]).text
}

/**
 * The whole lines that edits change as one block, or null when they lie too far apart for one.
 * @param anchor Line that the block must take in, because GitLab counts from the thread's line.
 */
export function blockFor(text: string, edits: readonly Edit[], anchor: number): SuggestionBlock | null {
  if (edits.length === 0) return null
  const lines = gitLines(text)
  const touched = edits.map((edit) => touchedBy(lines, edit))
  const first = touched.reduce((least, range) => Math.min(least, range.first), anchor)
  const last = touched.reduce((most, range) => Math.max(most, range.last), anchor)
  const block = wholeLines(lines, edits, {first, last})
  const changed = new Set(touched.flatMap((range) => [range.first, range.last])).size
  if (anchor - block.first > MOST_LINES_AWAY || block.last - anchor > MOST_LINES_AWAY) return null
  return block.last - block.first + 1 - changed > MOST_UNTOUCHED ? null : block
}

/**
 * The page after a person applied the blocks (in any order, without overlap), as GitLab writes it: a note has no \r, so of
 * several new lines only the last one gets the file's CRLF.
 */
export function applyBlocks(text: string, blocks: readonly SuggestionBlock[]): string {
  const lines = gitLines(text)
  const edits = blocks.map((block): Edit => {
    const start = lines.starts[block.first - 1] ?? text.length
    const replaced = textOf(lines, block)
    // GitLab takes blank text for a deletion and the line end from the last line that it replaces.
    const isDeletion = block.replacement.trim() === ''
    const written = isDeletion ? '' : block.replacement.replaceAll('\r', '') + lineEndOf(replaced)
    return {start, end: start + replaced.length, text: written}
  })
  return applyEdits(text, edits)
}

/** The block as Markdown for a thread whose (last) line is `anchor`. */
export function renderSuggestion(block: SuggestionBlock, anchor: number): string {
  return fenced(
    block.replacement.replaceAll('\r', ''),
    `suggestion:-${anchor - block.first}+${block.last - anchor}`
  )
}

/** Whether the file would lose a \r that the fix keeps, or get \n alone among its CRLF lines. */
export function losesLineEnds(text: string, {replacement, first, last}: SuggestionBlock): boolean {
  const isMixed = replacement.includes('\n') && textOf(gitLines(text), {first, last}).includes('\r\n')
  return replacement.includes('\r') || isMixed
}

/** Whether two blocks or ranges have a line in common: GitLab applies no two that do. */
export function overlap(a: LineRange, b: LineRange): boolean {
  return a.first <= b.last && b.first <= a.last
}

/** Grows the range until what stands there afterwards can be said as whole lines that are not blank. */
function wholeLines(lines: GitLines, edits: readonly Edit[], range: LineRange): SuggestionBlock {
  const before = textOf(lines, range)
  const offset = lines.starts[range.first - 1] ?? 0
  const local = edits.map(({start, end, text}) => ({start: start - offset, end: end - offset, text}))
  const after = applyEdits(before, local)
  const isLast = range.last >= lines.starts.length
  // The edit took the line end away: the next line now stands on this one.
  const joined = after !== '' && before.endsWith('\n') && !after.endsWith('\n')
  if (joined && !isLast) return wholeLines(lines, edits, {first: range.first, last: range.last + 1})
  const replacement = after.replace(/\r?\n$/, '')
  if (after !== '' && replacement.trim() === '') {
    if (range.first > 1) return wholeLines(lines, edits, {first: range.first - 1, last: range.last})
    if (!isLast) return wholeLines(lines, edits, {first: range.first, last: range.last + 1})
  }
  return {...range, replacement}
}

function touchedBy(lines: GitLines, {start, end}: Edit): LineRange {
  return {first: lineAt(lines, start), last: lineAt(lines, Math.max(start, end - 1))}
}

function lineEndOf(text: string): string {
  return /\r?\n$/.exec(text)?.[0] ?? ''
}
