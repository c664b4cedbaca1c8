/**
 * GitLab's position of a note in a diff. Which numbers must be there: an added line only `newLine`, a removed one only
 * `oldLine`, an unchanged line of a changed file both, a whole file neither (doc/api/discussions.md).
 */
import {createHash} from 'node:crypto'
import type {DiffLine, FileDiff, Hunk} from './diff.ts'

export interface Position {
  readonly kind: 'line' | 'file'
  readonly base: string
  readonly start: string
  readonly head: string
  readonly oldPath: string
  readonly newPath: string
  readonly oldLine: number | null
  readonly newLine: number | null
  /** First line of a multi-line thread; the last one is `oldLine`/`newLine`. */
  readonly from: {readonly oldLine: number | null; readonly newLine: number | null} | null
  /** GitLab's line codes of both ends, which `line_range` wants; there when `from` is. */
  readonly lineCodes?: {readonly first: string; readonly last: string}
}

/** The three shas of one version of the diff. */
export type PositionRefs = Pick<Position, 'base' | 'start' | 'head'>

/** Lines of the new file, both inclusive, counted by \n as git does. */
export interface LineRange {
  readonly first: number
  readonly last: number
}

/** A thread over more lines is a wall in the diff: it then sits on the first one alone. */
const MOST_LINES = 20

/**
 * Where a thread about these lines sits: on the part of them that the hunks show, else on the file.
 * @param hunks Of `file`; empty when its diff is not known.
 */
export function positionFor(
  file: FileDiff,
  hunks: readonly Hunk[],
  refs: PositionRefs,
  lines: LineRange
): Position {
  const {first, last} = shownEnds(hunks, lines)
  if (!first || !last) return filePosition(file, refs)
  const position = {...filePosition(file, refs), kind: 'line' as const, ...numbersOf(last)}
  if (first === last) return position
  return {
    ...position,
    from: numbersOf(first),
    lineCodes: {first: codeOf(file, first), last: codeOf(file, last)}
  }
}

/** A thread on the file as a whole. */
export function filePosition(file: FileDiff, refs: PositionRefs): Position {
  const {base, start, head} = refs
  const {oldPath, newPath} = file
  return {kind: 'file', base, start, head, oldPath, newPath, oldLine: null, newLine: null, from: null}
}

/**
 * GitLab's name of a diff line (lib/gitlab/git.rb): sha1 of the path, old and new number. An added line has the old number
 * that the next old line would have, a removed one likewise (`DiffLine`).
 */
export function lineCode(path: string, oldLine: number, newLine: number): string {
  return `${createHash('sha1').update(path).digest('hex')}_${oldLine}_${newLine}`
}

/** The line of the new file that a thread about these lines sits on; undefined when the hunks show none of them. */
export function shownLine(hunks: readonly Hunk[], lines: LineRange): number | undefined {
  return shownEnds(hunks, lines).last?.newLine
}

/** First and last line of the range in the first hunk that shows any of it. */
function shownEnds(hunks: readonly Hunk[], range: LineRange): {first?: DiffLine; last?: DiffLine} {
  for (const hunk of hunks) {
    const shown = hunk.lines.filter(
      ({kind, newLine}) => kind !== 'removed' && newLine >= range.first && newLine <= range.last
    )
    const [first] = shown
    const last = shown.length > MOST_LINES ? first : shown.at(-1)
    if (first && last) return {first, last}
  }
  return {}
}

function numbersOf({kind, oldLine, newLine}: DiffLine): {oldLine: number | null; newLine: number} {
  return {oldLine: kind === 'added' ? null : oldLine, newLine}
}

function codeOf(file: FileDiff, line: DiffLine): string {
  return lineCode(file.newPath || file.oldPath, line.oldLine, line.newLine)
}
