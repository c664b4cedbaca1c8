/**
 * Asks a repository for objects through one `git cat-file --batch-command` that stays: starting a process for each
 * question takes longer than all else that the sandbox does.
 */
import {type ChildProcessByStdio, spawn} from 'node:child_process'
import {Socket} from 'node:net'
import type {Readable, Writable} from 'node:stream'
import {gitEnvironment} from './run-git.ts'

export interface ObjectReader {
  /** The id of an object by its name; undefined when there is none. The name has no white space. */
  find(name: string): Promise<string | undefined>
  /** The bytes of a blob by its id; undefined when there is none. */
  read(id: string): Promise<Buffer | undefined>
  close(): void
}

interface Question {
  readonly command: string
  readonly hasContents: boolean
  readonly resolve: (answer: Answer | undefined) => void
  readonly reject: (error: Error) => void
}

interface Answer {
  readonly id: string
  readonly type: string
  readonly contents: Buffer
}

type GitProcess = ChildProcessByStdio<Writable, Readable, null>

const NOTHING = Buffer.alloc(0)

export function openObjectReader(folder: string): ObjectReader {
  let child: GitProcess | undefined
  let asked: Question[] = []
  let received: Buffer = NOTHING

  function start(): GitProcess {
    const started = spawn('git', ['cat-file', '--batch-command'], {
      cwd: folder,
      env: gitEnvironment(),
      stdio: ['pipe', 'pipe', 'ignore']
    })
    received = NOTHING
    started.stdin.on('error', () => {}) // its end is told by `close`
    started.stdout.on('data', (chunk: Buffer) => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk])
      while (answerNext());
      if (asked.length === 0) rest(started)
    })
    const fail = (error: Error) => {
      if (child !== started) return
      child = undefined
      const left = asked
      asked = []
      for (const {reject} of left) reject(error)
    }
    started.on('error', fail)
    started.on('close', () => fail(new Error('git ended while it was asked')))
    return started
  }

  /** @returns Whether there was a whole answer. */
  function answerNext(): boolean {
    const [question] = asked
    const end = received.indexOf('\n')
    if (!question || end === -1) return false
    const [, id, type = '', size] =
      /^([0-9a-f]{40}) (\w+) (\d+)$/.exec(received.toString('utf8', 0, end)) ?? []
    const length = id !== undefined && question.hasContents ? Number(size) + 1 : 0
    if (received.length < end + 1 + length) return false
    const contents = received.subarray(end + 1, end + length)
    received = received.subarray(end + 1 + length)
    asked.shift()
    question.resolve(id === undefined ? undefined : {id, type, contents})
    return true
  }

  function ask(command: string, hasContents: boolean): Promise<Answer | undefined> {
    const {promise, resolve, reject} = Promise.withResolvers<Answer | undefined>()
    child ??= start()
    asked.push({command, hasContents, resolve, reject})
    wake(child)
    child.stdin.write(`${command}\n`)
    return promise
  }

  return {
    find: async (name) => (await ask(`info ${name}`, false))?.id,
    async read(id) {
      const answer = await ask(`contents ${id}`, true)
      return answer?.type === 'blob' ? answer.contents : undefined
    },
    close() {
      child?.stdin.end()
    }
  }
}

/** Lets the program end while its reader waits for a question. */
function rest(child: GitProcess): void {
  child.unref()
  for (const pipe of [child.stdin, child.stdout]) if (pipe instanceof Socket) pipe.unref()
}

function wake(child: GitProcess): void {
  child.ref()
  for (const pipe of [child.stdin, child.stdout]) if (pipe instanceof Socket) pipe.ref()
}
