/**
 * Whether a note may stand at a position, as GitLab decides it: against the real diff of the commits it names.
 * Source: app/models/diff_note.rb, lib/gitlab/diff/position.rb; doc/api/discussions.md.
 */
import type {DiffLine, FileChange} from '../git/file-change.ts'
import type {Repository} from '../git/repository.ts'
import {invalidNote, serverError} from '../refusal.ts'
import type {MergeRequest} from '../state.ts'
import {findDiffLine, lineCode} from './diff-lines.ts'
import {type Position, type RangeEnd, refsOf, sameRefs} from './discussion.ts'

const NO_LINE = ["can't be blank", 'must be a valid line code']

/**
 * The line code of a position; null for a whole file.
 * @throws Refusal 500 when the three commits are of no version of the diff, 400 when there is no such line or file.
 */
export async function checkPosition(mergeRequest: MergeRequest, position: Position): Promise<string | null> {
  checkCommits(mergeRequest, position)
  if (!isComplete(position)) throw invalidNote({line_code: NO_LINE, position: ['is incomplete']})
  const {repository} = mergeRequest.project
  const change = await findChange(repository, position)
  if (!change) throw invalidNote({line_code: NO_LINE})
  if (position.position_type === 'file') return null

  const line = await findLine(repository, position, change, position)
  if (!line) throw invalidNote({line_code: NO_LINE})
  const code = lineCode(position.new_path ?? '', line)
  if (position.line_range) await checkRange(repository, position, change, position.line_range, code)
  return code
}

/**
 * Commits that do not belong together make GitLab fail without a reason.
 * @throws Refusal 500
 */
export function checkCommits(mergeRequest: MergeRequest, position: Position): void {
  const known = mergeRequest.versions.some((version) => sameRefs(version, refsOf(position)))
  if (!known) throw serverError()
}

/** The change a position speaks of: GitLab asks git for the diff of these two paths only. */
export async function findChange(
  repository: Repository,
  position: Position
): Promise<FileChange | undefined> {
  const {old_path: oldPath, new_path: newPath} = position
  if (!oldPath || !newPath) return undefined
  const [change] = await repository.diff(position.base_sha, position.head_sha, [
    ...new Set([oldPath, newPath])
  ])
  return change?.oldPath === oldPath && change.newPath === newPath ? change : undefined
}

/** The line that a position stands at, or undefined. */
export async function findLine(
  repository: Repository,
  {base_sha}: Pick<Position, 'base_sha'>,
  change: FileChange,
  numbers: Pick<Position, 'old_line' | 'new_line'>
): Promise<Omit<DiffLine, 'text'> | undefined> {
  const old = change.kind === 'added' ? undefined : await repository.file(base_sha, change.oldPath)
  return findDiffLine(change, numbers.old_line, numbers.new_line, old ? countLines(old) : 0)
}

function isComplete({position_type, old_path, new_path, old_line, new_line}: Position): boolean {
  if (!old_path || !new_path) return false
  return position_type === 'file' || old_line !== null || new_line !== null
}

/** Both ends must be lines of this diff; the note stands at the last one. */
async function checkRange(
  repository: Repository,
  position: Position,
  change: FileChange,
  {start, end}: {readonly start: RangeEnd; readonly end: RangeEnd},
  code: string
): Promise<void> {
  for (const side of [start, end]) {
    const [, oldLine = '', newLine = ''] = /^[0-9a-f]{40}_(\d+)_(\d+)$/.exec(side.line_code) ?? []
    const line = await lineOfCode(repository, position, change, Number(oldLine), Number(newLine))
    const expected = line && lineCode(position.new_path ?? '', line)
    if (expected !== side.line_code || (side.type === 'new') !== (line?.kind === 'added')) {
      throw invalidNote({line_code: ['must be a valid line code']})
    }
  }
  if (end.line_code !== code) throw invalidNote({line_code: ['must be a valid line code']})
}

async function lineOfCode(
  repository: Repository,
  position: Position,
  change: FileChange,
  oldLine: number,
  newLine: number
): Promise<Omit<DiffLine, 'text'> | undefined> {
  const forms = [
    {old_line: null, new_line: newLine},
    {old_line: oldLine, new_line: null},
    {old_line: oldLine, new_line: newLine}
  ]
  for (const numbers of forms) {
    const line = await findLine(repository, position, change, numbers)
    if (line?.oldLine === oldLine && line.newLine === newLine) return line
  }
  return undefined
}

function countLines(content: Buffer): number {
  const text = content.toString('latin1')
  const breaks = text.split('\n').length - 1
  return text === '' || text.endsWith('\n') ? breaks : breaks + 1
}
