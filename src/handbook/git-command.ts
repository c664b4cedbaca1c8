/**
 * One run of git: parameters in, what it prints out. No shell; nothing from outside stands where git reads options.
 */
import {execFile} from 'node:child_process'
import {promisify} from 'node:util'
import {LadderlintError} from '../config/ladderlint-error.ts'

const run = promisify(execFile)

/** Most that one run may print: ids and paths, never file contents. */
const MAX_OUTPUT_BYTES = 64_000_000

/**
 * Runs git in a repository.
 * @returns What it prints; undefined when it says no (any exit status but 0).
 * @throws LadderlintError when there is no git to run.
 */
export async function runGit(repository: string, parameters: readonly string[]): Promise<string | undefined> {
  try {
    const {stdout} = await run('git', [...gitOptions(repository), ...parameters], {
      maxBuffer: MAX_OUTPUT_BYTES
    })
    return stdout
  } catch (error) {
    if (isNotStarted(error)) throw toGitError(error)
    return undefined
  }
}

/** What git writes on standard error for a run that it refuses; '' for one that it does. */
export async function gitSays(repository: string, parameters: readonly string[]): Promise<string> {
  try {
    await run('git', [...gitOptions(repository), ...parameters])
    return ''
  } catch (error) {
    if (isNotStarted(error)) throw toGitError(error)
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : ''
    return said.trim()
  }
}

/** Options before the command: where, and what keeps it from the network and from replaced objects. */
export function gitOptions(repository: string): string[] {
  // Without `protocol.allow` git fetches what a partial clone left out, one object at a time.
  return ['-C', repository, '--no-replace-objects', '--literal-pathspecs', '-c', 'protocol.allow=never']
}

/** What to tell people when git did not start; any other error stays as it is. */
export function toGitError(error: Error): Error {
  if (!isNotStarted(error)) return error
  return new LadderlintError('git could not be started', {
    hint: 'Install git, or check a folder without asking for a commit',
    cause: error
  })
}

function isNotStarted(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
