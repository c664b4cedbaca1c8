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
  /** Whether it is a link or a sub-module, before or after; left out for a file. */
  readonly isSpecial?: boolean
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
  /** Whether it has as many lines as its header says. */
  readonly isWhole: boolean
}

const hunkHeader = /^@@ -(\d{1,9})(?:,(\d{1,9}))? \+(\d{1,9})(?:,(\d{1,9}))? @@/

/** Reads the hunks of one file's diff. Always returns: what cannot be read is left out. */
export function parseHunks(diff: string): Hunk[] {
  const hunks: (Omit<Hunk, 'isWhole'> & {readonly oldCount: number; readonly newCount: number})[] = []
  const rows = diff.split('\n')
  if (rows.at(-1) === '') rows.pop()
  let lines: DiffLine[] = []
  let old = {next: 0, left: 0}
  let fresh = {next: 0, left: 0}

  for (const row of rows) {
    if (row.startsWith('\\')) {
      const last = lines.pop()
      if (last) lines.push({...last, unterminated: true})
      continue
    }
    const sign = row.charAt(0)
    const wanted = (sign !== '+' && old.left > 0) || (sign !== '-' && fresh.left > 0)
    const kind = wanted ? kindOf(sign) : undefined
    if (kind) {
      lines.push({kind, oldLine: old.next, newLine: fresh.next, text: row.slice(1), unterminated: false})
      if (kind !== 'added') old = {next: old.next + 1, left: old.left - 1}
      if (kind !== 'removed') fresh = {next: fresh.next + 1, left: fresh.left - 1}
      continue
    }
    const header = hunkHeader.exec(row)
    if (!header) {
      // Between hunks: file headers, or the rest of a hunk whose counts were wrong.
      old.left = 0
      fresh.left = 0
      continue
    }
    const [, oldStart, oldCount = '1', newStart, newCount = '1'] = header
    old = {next: Number(oldStart), left: Number(oldCount)}
    fresh = {next: Number(newStart), left: Number(newCount)}
    lines = []
    const counts = {oldCount: old.left, newCount: fresh.left}
    hunks.push({oldStart: old.next, newStart: fresh.next, lines, ...counts})
  }
  return hunks.map(({oldCount, newCount, ...hunk}) => {
    const count = (other: DiffLine['kind']) => hunk.lines.filter(({kind}) => kind !== other).length
    return {...hunk, isWhole: count('added') === oldCount && count('removed') === newCount}
  })
}

function kindOf(sign: string): DiffLine['kind'] | undefined {
  if (sign === '+') return 'added'
  if (sign === '-') return 'removed'
  // Editors and mail strip the space of an empty context line.
  return sign === ' ' || sign === '' || sign === '\r' ? 'context' : undefined
}

/** A line of the new file, found in the diff or computed from the hunks above it. */
export type NewLine =
  | {readonly kind: 'added' | 'context'; readonly line: DiffLine; readonly hunk: Hunk}
  | {readonly kind: 'outside'; readonly oldLine: number; readonly newLine: number}

/** What a line of the new file is to the diff; outside the hunks `old = new - (added - removed above it)`. */
export function newLineIn(hunks: readonly Hunk[], newLine: number): NewLine {
  let grown = 0
  for (const hunk of hunks) {
    // A hunk without new lines carries the number of the line above it.
    const above = hunk.lines.some((line) => line.kind !== 'removed') ? newLine : newLine - 1
    if (hunk.newStart > above) break
    for (const line of hunk.lines) {
      if (line.kind === 'added') grown += 1
      else if (line.kind === 'removed') grown -= 1
      if (line.kind !== 'removed' && line.newLine === newLine) return {kind: line.kind, line, hunk}
    }
  }
  return {kind: 'outside', oldLine: newLine - grown, newLine}
}
