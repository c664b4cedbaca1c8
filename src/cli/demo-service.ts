/**
 * `ladderlint serve` as the demo starts it: a process of its own, configured by its environment as in production.
 */
import {spawn} from 'node:child_process'
import {randomBytes} from 'node:crypto'
import {once} from 'node:events'
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {createInterface} from 'node:readline'
import {z} from 'zod'
import {childEnvironment} from '../config/environment.ts'
import {LadderlintError} from '../config/ladderlint-error.ts'
import {freePort} from './free-port.ts'

export interface DemoService {
  readonly url: string
  readonly secret: string
  readonly signingToken: string
  stop(): Promise<void>
}

const logLine = z.object({level: z.number(), msg: z.string(), url: z.string().optional()})

/** pino's number for a warning. */
const WARN = 40

/** @throws LadderlintError when the service ends before it listens, with what it said. */
export async function startDemoService(demo: {
  readonly gitlab: string
  readonly token: string
  readonly project: string
}): Promise<DemoService> {
  // The service must know its public address before it listens.
  const port = await freePort()
  const secret = randomBytes(24).toString('hex')
  const signingToken = `whsec_${randomBytes(32).toString('base64')}`
  const folder = await mkdtemp(join(tmpdir(), 'ladderlint-demo-'))
  const child = spawn(process.execPath, [process.argv[1] ?? '', 'serve'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: childEnvironment({
      GITLAB_URL: demo.gitlab,
      GITLAB_TOKEN: demo.token,
      GITLAB_WEBHOOK_SECRET: secret,
      GITLAB_WEBHOOK_SIGNING_TOKEN: signingToken,
      LADDERLINT_PROJECTS: demo.project,
      LADDERLINT_DATA: folder,
      DATABASE_URL: undefined,
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      HOST: '127.0.0.1',
      PORT: String(port)
    })
  })
  const ended = once(child, 'exit')
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })

  const url = await new Promise<string>((resolve, reject) => {
    ended.then(() => reject(new LadderlintError(`the service did not start: ${said.trim()}`)), reject)
    createInterface(child.stdout).on('line', (line) => {
      const entry = logLine.safeParse(parsed(line)).data
      if (entry?.url) resolve(entry.url)
      // The demo's output is the review; of the service's log only what went wrong belongs there.
      if (entry && entry.level >= WARN) process.stderr.write(`${line}\n`)
    })
  })

  return {
    url,
    secret,
    signingToken,
    async stop() {
      child.kill('SIGTERM')
      await ended
      await rm(folder, {recursive: true, force: true})
    }
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
