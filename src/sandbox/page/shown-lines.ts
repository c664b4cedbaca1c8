/**
 * Which lines of a file the page shows: the hunks, and the lines around a thread that stands outside them.
 */
import {type DiffLine, type FileChange, type Hunk, parseHunks} from '../git/file-change.ts'
import {toOldLine} from '../review/diff-lines.ts'
import type {Discussion} from '../review/discussion.ts'

export type Shown =
  | {readonly kind: 'line'; readonly line: DiffLine}
  | {readonly kind: 'gap'; readonly text: string}

const AROUND = 2

export function shownLines(
  change: FileChange,
  head: Buffer | undefined,
  threads: readonly Discussion[]
): Shown[] {
  const hunks = parseHunks(change.patch)
  const inHunks = new Set(hunks.flatMap(({lines}) => lines.map((line) => line.newLine)))
  const wanted = threads
    .map(({notes}) => notes[0]?.position?.new_line ?? null)
    .filter((line) => line !== null && !inHunks.has(line))
  const text = head?.toString().split('\n') ?? []
  const unfolded = new Set(wanted.flatMap((line) => around(line ?? 0)))
  const extra = [...unfolded]
    .filter((line) => line >= 1 && line <= text.length && !inHunks.has(line))
    .map((newLine) => ({
      kind: 'unchanged' as const,
      oldLine: toOldLine(change, newLine) ?? newLine,
      newLine,
      text: text[newLine - 1] ?? ''
    }))

  const lines = [...hunks.flatMap((hunk) => hunk.lines), ...extra].sort(
    (one, other) => one.newLine - other.newLine || one.oldLine - other.oldLine
  )
  return withGaps(lines, hunks)
}

function around(line: number): number[] {
  return Array.from({length: 2 * AROUND + 1}, (_, index) => line - AROUND + index)
}

/** Marks where lines are left out; a hunk's own header says under which heading one is. */
function withGaps(lines: readonly DiffLine[], hunks: readonly Hunk[]): Shown[] {
  const headers = new Map(hunks.map((hunk) => [hunk.lines[0], hunk.header]))
  let expected = 1
  return lines.flatMap((line): Shown[] => {
    const gap = line.newLine > expected || headers.get(line) !== undefined
    const jumped = line.newLine > expected
    expected = line.kind === 'removed' ? line.newLine : line.newLine + 1
    const shown: Shown = {kind: 'line', line}
    return gap && jumped ? [{kind: 'gap', text: headers.get(line) ?? '⋯'}, shown] : [shown]
  })
}
