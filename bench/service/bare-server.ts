/**
 * A server that does nothing, in a process of its own: what a webhook takes on this machine without any service.
 */
import {fork} from 'node:child_process'
import {once} from 'node:events'
import {fileURLToPath} from 'node:url'
import {z} from 'zod'
import type {Target} from './send.ts'

export interface BareServer extends Target {
  readonly pid: number
  stop(): Promise<void>
}

export async function startBareServer(): Promise<BareServer> {
  const child = fork(fileURLToPath(new URL('./bare-server-program.ts', import.meta.url)))
  const ended = once(child, 'exit')
  const [port] = await once(child, 'message')
  return {
    pid: child.pid ?? 0,
    host: '127.0.0.1',
    port: z.number().parse(port),
    // Signed all the same, so that what is sent is as long.
    signingToken: `whsec_${Buffer.alloc(32).toString('base64')}`,
    async stop() {
      child.disconnect()
      await ended
    }
  }
}
