/**
 * Follows a position to a newer version of the diff: the line it stands at moves, or it is outdated.
 * Source: lib/gitlab/diff/position_tracer/{line,file}_strategy.rb, whose letters are used here:
 * A and B are base and head of the old version, C and D of the new one.
 */
import type {FileChange} from '../git/file-change.ts'
import type {Repository} from '../git/repository.ts'
import {findChange, findLine} from './check-position.ts'
import {findDiffLine, lineCode, toNewLine, toOldLine} from './diff-lines.ts'
import type {DiffRefs, Position, RangeEnd} from './discussion.ts'

/** The position in the new version, or null when it is outdated. */
export async function tracePosition(
  repository: Repository,
  position: Position,
  to: DiffRefs
): Promise<Position | null> {
  const [ac, bd, cd] = await Promise.all([
    repository.diff(position.base_sha, to.base),
    repository.diff(position.head_sha, to.head),
    repository.diff(to.base, to.head)
  ])
  const oldPath = position.old_path ?? ''
  const newPath = position.new_path ?? ''

  if (position.position_type !== 'text') {
    const changedSince = bd.some((change) => change.oldPath === newPath)
    const change = cd.find((candidate) => candidate.newPath === newPath)
    return changedSince || !change ? null : moved(position, to, change, null, null)
  }

  const acChange = ac.find((change) => change.oldPath === oldPath)
  const bdChange = bd.find((change) => change.oldPath === newPath)
  const cPath = acChange?.newPath ?? oldPath
  const dPath = bdChange?.newPath ?? newPath

  if (position.new_line === null) {
    const cLine = toNewLine(acChange, position.old_line ?? 0)
    const change = cd.find((candidate) => candidate.oldPath === cPath)
    if (cLine === null || !change || toNewLine(change, cLine) !== null) return null
    return moved(position, to, change, cLine, null)
  }

  const change = cd.find((candidate) => candidate.newPath === dPath)
  const dLine = toNewLine(bdChange, position.new_line)
  if (dLine === null || !change) return null
  const cLine = toOldLine(change, dLine)
  const candidate = moved(position, to, change, cLine, dLine, toNewLineOf(bdChange))
  const found = await findChange(repository, candidate)
  return found && (await findLine(repository, candidate, found, candidate)) ? candidate : null
}

type Follow = (newLine: number) => number | null

function toNewLineOf(change: FileChange | undefined): Follow {
  return (line) => toNewLine(change, line)
}

function moved(
  position: Position,
  to: DiffRefs,
  change: FileChange,
  oldLine: number | null,
  newLine: number | null,
  follow?: Follow
): Position {
  const {line_range: range} = position
  const start = range && follow && movedEnd(range.start, change, follow)
  const end = range && follow && movedEnd(range.end, change, follow)
  return {
    ...position,
    base_sha: to.base,
    start_sha: to.start,
    head_sha: to.head,
    old_path: change.oldPath,
    new_path: change.newPath,
    old_line: oldLine,
    new_line: newLine,
    line_range: start && end ? {start, end} : null
  }
}

/** Null for an end whose line is gone: the note goes on without its range. */
function movedEnd(end: RangeEnd, change: FileChange, follow: Follow): RangeEnd | null {
  const newLine = end.new_line === null ? null : follow(end.new_line)
  if (newLine === null) return null
  const oldLine = toOldLine(change, newLine)
  const line = findDiffLine(change, oldLine, newLine, Number.POSITIVE_INFINITY)
  if (!line) return null
  const type = line.kind === 'added' ? 'new' : 'old'
  return {line_code: lineCode(change.newPath, line), type, old_line: oldLine, new_line: newLine}
}
