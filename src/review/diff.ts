/**
 * A file's unified diff as hunks and lines with their old and new numbers. Input: GitLab's `diff` field or git's output
 * (hunks only, or with its `diff --git`, `---` and `+++` lines above; lines end with \n; "\ No newline at end of file"
 * counts for neither side). Line numbers count from 1.
 */

export interface FileDiff {
  readonly oldPath: string
  readonly newPath: string
  readonly status: 'added' | 'modified' | 'renamed' | 'deleted'
  /** Hunks as text; null when the server held it back (collapsed, too large) or the file is binary. */
  readonly diff: string | null
}

export interface DiffLine {
  readonly kind: 'added' | 'removed' | 'context'
  /** For an added line the number that the next old line has: GitLab's line codes want it (0 in an added file). */
  readonly oldLine: number
  /** For a removed line the number that the next new line has. */
  readonly newLine: number
  /** Without the leading sign and the final \n; a \r at its end is kept. */
  readonly text: string
  /** Whether "\ No newline at end of file" follows. */
  readonly unterminated: boolean
}

export interface Hunk {
  readonly oldStart: number
  readonly newStart: number
  readonly lines: readonly DiffLine[]
}

/** Reads the hunks of one file's diff. Always returns: what cannot be read is left out. */
export declare function parseHunks(diff: string): Hunk[]

/** A line of the new file, found in the diff or computed from the hunks above it. */
export type NewLine =
  | {readonly kind: 'added' | 'context'; readonly line: DiffLine; readonly hunk: Hunk}
  | {readonly kind: 'outside'; readonly oldLine: number; readonly newLine: number}

/** What a line of the new file is to the diff; outside the hunks `old = new - (added - removed above it)`. */
export declare function newLineIn(hunks: readonly Hunk[], newLine: number): NewLine
