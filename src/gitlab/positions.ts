/**
 * A position as GitLab's API takes it. Fields: GitLab docs, api/discussions, "Create a new thread in the merge request
 * diff".
 */
import type {Position} from '../review/position.ts'
import {PositionRefused} from '../reviewer/forge.ts'
import {GitLabError} from './errors.ts'

interface RangeEnd {
  readonly line_code: string
  readonly type: 'new' | 'old'
  readonly old_line: number | null
  readonly new_line: number | null
}

export interface GitLabPosition {
  readonly position_type: 'text' | 'file'
  readonly base_sha: string
  readonly start_sha: string
  readonly head_sha: string
  readonly old_path: string
  readonly new_path: string
  readonly old_line?: number
  readonly new_line?: number
  readonly line_range?: {readonly start: RangeEnd; readonly end: RangeEnd}
}

/** Both paths always; a number that a line does not have is left out, because GitLab looks for an exact match of both. */
export function toGitLabPosition(position: Position): GitLabPosition {
  const {base, start, head, oldPath, newPath, oldLine, newLine, from, lineCodes} = position
  const file = {base_sha: base, start_sha: start, head_sha: head, old_path: oldPath, new_path: newPath}
  if (position.kind === 'file') return {position_type: 'file', ...file}
  return {
    position_type: 'text',
    ...file,
    ...(oldLine === null ? {} : {old_line: oldLine}),
    ...(newLine === null ? {} : {new_line: newLine}),
    ...(from && lineCodes
      ? {
          line_range: {
            start: rangeEnd(lineCodes.first, from),
            end: rangeEnd(lineCodes.last, {oldLine, newLine})
          }
        }
      : {})
  }
}

/** The API derives nothing from the line code; without the numbers the thread's label is empty (gitlab#392800). */
function rangeEnd(
  lineCode: string,
  {oldLine, newLine}: {readonly oldLine: number | null; readonly newLine: number | null}
): RangeEnd {
  return {line_code: lineCode, type: oldLine === null ? 'new' : 'old', old_line: oldLine, new_line: newLine}
}

/**
 * Runs a write that carries a position.
 * @throws PositionRefused when GitLab finds no such line in that diff, or the position incomplete.
 */
export async function placing<T>(position: Position | null, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    // 400 has no code: the message names the field, `line_code` or `position`, in Ruby's or JSON's spelling.
    if (
      position &&
      error instanceof GitLabError &&
      error.status === 400 &&
      /line_code|position/.test(error.detail)
    ) {
      throw new PositionRefused(`GitLab refused the position in ${position.newPath}: ${error.detail}`)
    }
    throw error
  }
}
