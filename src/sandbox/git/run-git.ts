/**
 * Runs git on a bare repository: no shell, no work tree, nobody's configuration.
 */
import {spawn} from 'node:child_process'
import {devNull} from 'node:os'
import {childEnvironment} from '../../config/environment.ts'
import {LadderlintError} from '../../config/ladderlint-error.ts'

export class GitError extends Error {
  override name = 'GitError'
  readonly status: number | null

  constructor(command: string, status: number | null, stderr: string) {
    super(`git ${command} ended with ${status ?? 'a signal'}: ${stderr.trim()}`)
    this.status = status
  }
}

/**
 * Without the variables that lead git elsewhere, set where this runs inside a hook, and without the settings of whoever
 * is at the machine: a diff must look the same everywhere.
 */
export function gitEnvironment(): Record<string, string | undefined> {
  return childEnvironment({
    LC_ALL: 'C',
    GIT_DIR: undefined,
    GIT_WORK_TREE: undefined,
    GIT_INDEX_FILE: undefined,
    GIT_OBJECT_DIRECTORY: undefined,
    GIT_ALTERNATE_OBJECT_DIRECTORIES: undefined,
    GIT_COMMON_DIR: undefined,
    GIT_NAMESPACE: undefined,
    GIT_CONFIG_COUNT: undefined,
    GIT_CONFIG_PARAMETERS: undefined,
    GIT_EXTERNAL_DIFF: undefined,
    GIT_DIFF_OPTS: undefined,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: devNull,
    GIT_TERMINAL_PROMPT: '0',
    GIT_AUTHOR_NAME: 'Sandbox',
    GIT_AUTHOR_EMAIL: 'sandbox@example.com',
    GIT_COMMITTER_NAME: 'Sandbox',
    GIT_COMMITTER_EMAIL: 'sandbox@example.com'
  })
}

/**
 * Runs one git command in `folder` and resolves with what it printed.
 * @throws GitError when it ends with another status than 0; LadderlintError when there is no git.
 */
export function runGit(
  folder: string,
  arguments_: readonly string[],
  input?: string | Uint8Array
): Promise<Buffer> {
  const {promise, resolve, reject} = Promise.withResolvers<Buffer>()
  const child = spawn('git', arguments_, {
    cwd: folder,
    env: gitEnvironment(),
    stdio: ['pipe', 'pipe', 'pipe']
  })
  const output: Buffer[] = []
  const errors: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk))
  child.stdin.on('error', () => {}) // git may end before it has read everything; its status tells
  child.on('error', (cause) =>
    reject(new LadderlintError('git could not be started', {hint: 'Install git', cause}))
  )
  child.on('close', (status) => {
    if (status === 0) resolve(Buffer.concat(output))
    else reject(new GitError(arguments_.join(' '), status, Buffer.concat(errors).toString()))
  })
  child.stdin.end(input ?? '')
  return promise
}
