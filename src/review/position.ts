/**
 * GitLab's position of a note in a diff. Which numbers must be there: an added line only `newLine`, a removed one only
 * `oldLine`, an unchanged line of a changed file both, a whole file neither (doc/api/discussions.md).
 */

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
}
