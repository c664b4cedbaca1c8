/**
 * Why git reads no repository at a folder: there is none, or git refuses the one there (another user's, for example, as in
 * a CI job whose checkout belongs to the runner).
 */
import {existsSync} from 'node:fs'
import {dirname, join, resolve} from 'node:path'
import {LadderlintError} from '../config/ladderlint-error.ts'
import {gitSays} from './git-command.ts'

/** @param hint What to do where there is no repository. */
export async function noRepository(folder: string, hint: string): Promise<LadderlintError> {
  const says = existsAbove(resolve(folder)) ? await gitSays(folder, ['rev-parse', '--git-dir']) : ''
  return says === ''
    ? new LadderlintError(`"${folder}" is not inside a git repository`, {hint})
    : new LadderlintError(`git does not read the repository of "${folder}"`, {
        hint: `It says: ${says.replace(/\s*\n\s*/g, '\n  ')}`
      })
}

function existsAbove(folder: string): boolean {
  const parent = dirname(folder)
  return existsSync(join(folder, '.git')) || (parent !== folder && existsAbove(parent))
}
