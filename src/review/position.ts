/**
 * GitLab's position of a note in a diff. Which numbers must be there: an added line only `newLine`, a removed one only
 * `oldLine`, an unchanged line of a changed file both, a whole file neither (doc/api/discussions.md).
 */
import type {FileDiff, Hunk} from './diff.ts'

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

/**
 * Where a thread about these lines sits: on the part of them that the hunks show, else on the file.
 * @param hunks Of `file`; empty when its diff is not known.
 */
export declare function positionFor(
  file: FileDiff,
  hunks: readonly Hunk[],
  refs: PositionRefs,
  lines: LineRange
): Position

/** A thread on the file as a whole. */
export declare function filePosition(file: FileDiff, refs: PositionRefs): Position

/** GitLab's name of a diff line: sha1 of the path, old and new number. */
export declare function lineCode(path: string, oldLine: number, newLine: number): string
