/**
 * Runs git on a bare repository: no shell, no work tree, nobody's configuration.
 */
import {spawn} from 'node:child_process'
import {devNull} from 'node:os'

export class GitError extends Error {
  override name = 'GitError'
  readonly status: number | null

  constructor(command: string, status: number | null, stderr: string) {
    super(`git ${command} ended with ${status ?? 'a signal'}: ${stderr.trim()}`)
    this.status = status
  }
}

/**
 * Only what git needs to start: variables such as GIT_DIR, set when this runs inside a hook, would lead it to
 * another repository.
 */
function environment(): Record<string, string> {
  const {PATH = ''} = process.env
  return {
    PATH,
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: devNull,
    GIT_TERMINAL_PROMPT: '0',
    GIT_AUTHOR_NAME: 'Sandbox',
    GIT_AUTHOR_EMAIL: 'sandbox@example.com',
    GIT_COMMITTER_NAME: 'Sandbox',
    GIT_COMMITTER_EMAIL: 'sandbox@example.com'
  }
}

/**
 * Runs one git command in `folder` and resolves with what it printed.
 * @throws GitError when it ends with another status than 0.
 */
export function runGit(
  folder: string,
  arguments_: readonly string[],
  input?: string | Uint8Array
): Promise<Buffer> {
  const {promise, resolve, reject} = Promise.withResolvers<Buffer>()
  const child = spawn('git', arguments_, {cwd: folder, env: environment(), stdio: ['pipe', 'pipe', 'pipe']})
  const output: Buffer[] = []
  const errors: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk))
  child.stdin.on('error', () => {}) // git may end before it has read everything; its status tells
  child.on('error', reject)
  child.on('close', (status) => {
    if (status === 0) resolve(Buffer.concat(output))
    else reject(new GitError(arguments_.join(' '), status, Buffer.concat(errors).toString()))
  })
  child.stdin.end(input ?? '')
  return promise
}
