/**
 * git's object store through one `git cat-file --batch-command` (git 2.36) that starts when it is first asked. No
 * shell, no checkout, no network: what a partial clone left out is missing. The process never keeps ours alive.
 */
import {type ChildProcessWithoutNullStreams, spawn} from 'node:child_process'
import {Socket} from 'node:net'
import {gitOptions, toGitError} from './git-command.ts'

export interface GitObject {
  readonly type: string
  /** Bytes. */
  readonly size: number
  /** Null when the object is larger than was asked for. */
  readonly bytes: Buffer | null
}

export interface GitObjects {
  /**
   * An object by its id, or undefined when the store lacks it. Answers come in the order of the questions.
   * @param maxBytes Contents of larger objects are not read.
   */
  read(id: string, maxBytes: number): Promise<GitObject | undefined>
  /** Ends the process after its open questions; asking again starts another. */
  close(): void
}

/**
 * @param partial Whether the store is that of a partial clone: there git ends at the first object it lacks, so that
 *   questions are asked one by one.
 */
export function openGitObjects(repository: string, partial: boolean): GitObjects {
  let running: CatFile | undefined
  let last: Promise<unknown> = Promise.resolve()

  async function read(id: string, maxBytes: number): Promise<GitObject | undefined> {
    if (!/^[0-9a-f]{40,64}$/.test(id)) return undefined
    if (!running?.alive()) running = startCatFile(repository)
    const {ask} = running
    const object = await ask(`info ${id}\n`, false)
    return object && object.size <= maxBytes ? ask(`contents ${id}\n`, true) : object
  }

  function readInTurn(id: string, maxBytes: number): Promise<GitObject | undefined> {
    const answer = last.then(() => read(id, maxBytes)).catch(absentIfEnded)
    last = answer.catch(() => undefined)
    return answer
  }

  return {
    read: partial ? readInTurn : read,
    close() {
      running?.close()
      running = undefined
    }
  }
}

function absentIfEnded(error: unknown): undefined {
  if (!(error instanceof GitEnded)) throw error
}

class GitEnded extends Error {
  override name = 'GitEnded'
}

interface CatFile {
  ask(command: string, contents: boolean): Promise<GitObject | undefined>
  alive(): boolean
  close(): void
}

interface Question {
  /** Whether contents follow the line of the answer. */
  readonly contents: boolean
  answer(object: GitObject | undefined): void
  fail(error: Error): void
}

function startCatFile(repository: string): CatFile {
  const child = spawn('git', [...gitOptions(repository), 'cat-file', '--batch-command'], {stdio: 'pipe'})
  const questions: Question[] = []
  let ended = false
  setHeld(child, false)
  child.stderr.resume()

  function end(error: Error): void {
    ended = true
    for (const question of questions.splice(0)) question.fail(error)
  }
  child.on('error', (error) => end(toGitError(error)))
  child.on('close', () => end(new GitEnded('git cat-file ended before it answered')))
  child.stdin.on('error', () => undefined) // 'close' tells

  const take = answersOf(questions)
  child.stdout.on('data', (chunk: Buffer) => {
    take(chunk)
    if (questions.length === 0) setHeld(child, false)
  })

  return {
    ask(command, contents) {
      return new Promise((answer, fail) => {
        setHeld(child, true)
        questions.push({contents, answer, fail})
        child.stdin.write(command)
      })
    },
    alive: () => !ended,
    close() {
      ended = true
      child.stdin.end()
    }
  }
}

/** Cuts what git prints into answers: "<id> <type> <size>\n", then "<contents>\n" if asked; "<id> missing\n". */
function answersOf(questions: Question[]): (chunk: Buffer) => void {
  let chunks: Buffer[] = []
  let received = 0
  let needed = 0

  return (chunk) => {
    chunks.push(chunk)
    received += chunk.byteLength
    if (received < needed) return // joining at every chunk would cost the square of the size
    let rest = Buffer.concat(chunks)
    needed = 0
    for (let question = questions[0]; question !== undefined; question = questions[0]) {
      const line = rest.indexOf(0x0a)
      if (line === -1) break
      const [, type, digits] = /^\S+ (\w+) (\d+)$/.exec(rest.toString('latin1', 0, line)) ?? []
      const size = Number(digits)
      const withContents = question.contents && type !== undefined
      const end = withContents ? line + 1 + size + 1 : line + 1
      if (rest.byteLength < end) {
        needed = end
        break
      }
      questions.shift()
      // Copied, so that one small file does not keep the whole chunk in memory.
      const bytes = withContents ? Buffer.from(rest.subarray(line + 1, end - 1)) : null
      question.answer(type === undefined ? undefined : {type, size, bytes})
      rest = rest.subarray(end)
    }
    chunks = [rest]
    received = rest.byteLength
  }
}

/** Keeps our process alive only while a question is open. */
function setHeld(child: ChildProcessWithoutNullStreams, held: boolean): void {
  const streams = [child.stdin, child.stdout, child.stderr].filter((stream) => stream instanceof Socket)
  for (const part of [child, ...streams]) {
    if (held) part.ref()
    else part.unref()
  }
}
