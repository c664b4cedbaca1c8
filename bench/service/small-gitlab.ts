/**
 * The sandbox in another process, as the measuring one sees it.
 */
import {fork} from 'node:child_process'
import {once} from 'node:events'
import {fileURLToPath} from 'node:url'
import {z} from 'zod'
import {type Answers, type Ask, answerSchemas} from './gitlab-messages.ts'

type Details<Kind> = Omit<Extract<Ask, {kind: Kind}>, 'kind'>

export interface SmallGitLab {
  readonly pid: number
  ask<Kind extends keyof Answers>(kind: Kind, details: Details<Kind>): Promise<Answers[Kind]>
  close(): Promise<void>
}

export function startSmallGitLab(): SmallGitLab {
  const child = fork(fileURLToPath(new URL('./gitlab-program.ts', import.meta.url)))
  const ended = once(child, 'exit')
  return {
    pid: child.pid ?? 0,
    async ask(kind, details) {
      child.send({kind, ...details})
      const [message] = await Promise.race([
        once(child, 'message'),
        ended.then(([code]) => Promise.reject(new Error(`the sandbox ended with ${code}`)))
      ])
      const {value} = z.object({value: z.unknown()}).parse(message)
      // Each kind of question names the schema of its answer, which the types cannot follow.
      return answerSchemas[kind].parse(value) as Answers[typeof kind]
    },
    async close() {
      child.send({kind: 'close'} satisfies Ask)
      await ended
    }
  }
}
