/**
 * A file's unified diff as hunks and lines with their old and new numbers. Input: GitLab's `diff` field or git's output
 * (hunks only; lines end with \n; "\ No newline at end of file" counts for neither side).
 */

export interface FileDiff {
  readonly oldPath: string
  readonly newPath: string
  readonly status: 'added' | 'modified' | 'renamed' | 'deleted'
  /** Hunks as text; null when the server held it back (collapsed, too large) or the file is binary. */
  readonly diff: string | null
}
