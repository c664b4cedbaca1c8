/**
 * `ladderlint serve` as it is shipped (dist/), in a process of its own.
 */
import {spawn} from 'node:child_process'
import {randomBytes} from 'node:crypto'
import {once} from 'node:events'
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import {createInterface} from 'node:readline'
import {z} from 'zod'
import {freePort} from '../../src/cli/free-port.ts'
import type {Target} from './send.ts'

const CLI = resolve('dist/src/cli/main.js')

/** Of what the service logs, the lines that end a review. */
const reviewLine = z.object({
  outcome: z.string(),
  reads: z.number(),
  writes: z.number(),
  ms: z.number()
})

export type ReviewLine = z.infer<typeof reviewLine>

export interface BuiltService extends Target {
  readonly pid: number
  readonly url: string
  /** Reviews that it has told of so far. */
  readonly reviews: readonly ReviewLine[]
  /** Lines of the log from warning on. */
  readonly complaints: readonly string[]
  /** Resolves when nothing waits and nothing runs. */
  idle(): Promise<void>
  stop(): Promise<void>
}

/** @param databaseUrl Undefined for the embedded database. */
export async function startBuiltService(
  gitlab: {readonly url: string; readonly token: string},
  databaseUrl: string | undefined
): Promise<BuiltService> {
  const port = await freePort()
  const folder = await mkdtemp(join(tmpdir(), 'ladderlint-bench-data-'))
  const signingToken = `whsec_${randomBytes(32).toString('base64')}`
  const child = spawn(process.execPath, [CLI, 'serve'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      GITLAB_URL: gitlab.url,
      GITLAB_TOKEN: gitlab.token,
      GITLAB_WEBHOOK_SIGNING_TOKEN: signingToken,
      LADDERLINT_DATA: folder,
      DATABASE_URL: databaseUrl,
      // It would find all merge requests before their webhooks come.
      LADDERLINT_SWEEP_MINUTES: '0',
      HOST: '127.0.0.1',
      PORT: String(port)
    }
  })
  const ended = once(child, 'exit')
  process.once('exit', () => child.kill('SIGKILL'))
  const reviews: ReviewLine[] = []
  const complaints: string[] = []
  const url = await new Promise<string>((started, failed) => {
    ended.then(() => failed(new Error('the service did not start')), failed)
    createInterface(child.stdout).on('line', (line) => {
      const entry: unknown = JSON.parse(line)
      const {level, url} = z.object({level: z.number(), url: z.string().optional()}).parse(entry)
      if (level >= 40) complaints.push(line)
      const review = reviewLine.safeParse(entry)
      if (review.success) reviews.push(review.data)
      if (url !== undefined) started(url)
    })
  })
  return {
    pid: child.pid ?? 0,
    host: '127.0.0.1',
    port,
    url,
    signingToken,
    reviews,
    complaints,
    idle: () => idle(url),
    async stop() {
      child.kill('SIGTERM')
      await ended
      await rm(folder, {recursive: true, force: true})
    }
  }
}

/** A service that is not ready does not tell of its queue. */
const readyz = z.object({queue: z.object({waiting: z.number(), running: z.number()}).optional()})

async function idle(url: string): Promise<void> {
  for (;;) {
    const {queue} = readyz.parse(await (await fetch(`${url}/readyz`)).json())
    if (queue && queue.waiting + queue.running === 0) return
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
}
