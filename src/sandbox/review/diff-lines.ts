/**
 * Which lines of a changed file can be commented on, and where a line went from one commit to the next.
 * Follows GitLab's DiffFile#line_for_position, LinesUnfolder and LineMapper.
 */
import {createHash} from 'node:crypto'
import {type DiffLine, type FileChange, parseHunks} from '../git/file-change.ts'

/**
 * The diff line whose old and new numbers are exactly these: an added line has no old one, a removed line no new one.
 * An unchanged line outside the hunks is found too, since GitLab unfolds the file around it.
 * @param oldLines Number of lines of the old file.
 */
export function findDiffLine(
  change: FileChange,
  oldLine: number | null,
  newLine: number | null,
  oldLines: number
): Omit<DiffLine, 'text'> | undefined {
  const hunks = parseHunks(change.patch)
  for (const {lines} of hunks) {
    const found = lines.find(
      (line) =>
        (line.kind === 'added' ? null : line.oldLine) === oldLine &&
        (line.kind === 'removed' ? null : line.newLine) === newLine
    )
    if (found) return found
  }
  const canUnfold = hunks.length > 0 && (change.kind === 'modified' || change.kind === 'renamed')
  if (!canUnfold || oldLine === null || newLine === null) return undefined
  if (oldLine < 1 || oldLine > oldLines) return undefined
  return toNewLine(change, oldLine) === newLine ? {kind: 'unchanged', oldLine, newLine} : undefined
}

/** The new number of an old line that is still there; null when it is gone. An unchanged file is `undefined`. */
export function toNewLine(change: FileChange | undefined, oldLine: number): number | null {
  return follow(change, oldLine, 'oldLine')
}

/** The old number of a new line that was there before; null when it was added. */
export function toOldLine(change: FileChange | undefined, newLine: number): number | null {
  return follow(change, newLine, 'newLine')
}

/** `sha1(path)_old_new`, the name that GitLab gives to a diff line. */
export function lineCode(path: string, line: Pick<DiffLine, 'oldLine' | 'newLine'>): string {
  return `${createHash('sha1').update(path).digest('hex')}_${line.oldLine}_${line.newLine}`
}

function follow(change: FileChange | undefined, number: number, side: 'oldLine' | 'newLine'): number | null {
  if (!change) return number
  const gone = side === 'oldLine' ? 'deleted' : 'added'
  if (change.kind === gone || change.patch.startsWith('Binary files ')) return null
  const other = side === 'oldLine' ? 'newLine' : 'oldLine'
  let shift = 0
  for (const hunk of parseHunks(change.patch)) {
    const [start, end, otherEnd] =
      side === 'oldLine'
        ? [hunk.oldStart, hunk.oldEnd, hunk.newEnd]
        : [hunk.newStart, hunk.newEnd, hunk.oldEnd]
    if (number < start) break
    if (number < end) {
      return hunk.lines.find((line) => line.kind === 'unchanged' && line[side] === number)?.[other] ?? null
    }
    shift = otherEnd - end
  }
  return number + shift
}
