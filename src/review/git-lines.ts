/**
 * Lines of a text as git and GitLab count them: ended by \n alone, numbered from 1. CommonMark, and with it every `Place`,
 * also ends a line at a lone \r, so the lines of a place are counted from its offsets.
 */
import type {Place} from '../page/job-family.ts'
import type {LineRange} from './position.ts'

export interface GitLines {
  readonly text: string
  /** Offset of each line's first character; at least one, also for an empty text. */
  readonly starts: readonly number[]
}

export function gitLines(text: string): GitLines {
  const starts = [0]
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) {
    // A text that ends in \n has no empty line after it.
    if (end + 1 < text.length) starts.push(end + 1)
  }
  return {text, starts}
}

/** Number of the line that holds an offset; offsets beyond the text belong to its last line. */
export function lineAt({starts}: GitLines, offset: number): number {
  let low = 0
  let high = starts.length
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle
  }
  return low + 1
}

/** Lines that a place covers; an end at a line's very start does not take that line in. */
export function linesOf(lines: GitLines, place: Place): LineRange {
  const start = place.start.offset ?? 0
  const end = place.end.offset ?? start
  return {first: lineAt(lines, start), last: lineAt(lines, Math.max(start, end - 1))}
}

/** The text of whole lines, their line ends included. */
export function textOf({text, starts}: GitLines, {first, last}: LineRange): string {
  return text.slice(starts[first - 1] ?? text.length, starts[last] ?? text.length)
}
