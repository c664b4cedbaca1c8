/**
 * Stands where the sandbox delivers its webhooks, and keeps them: their bodies are what GitLab would have sent.
 */
import {once} from 'node:events'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'

export interface Recorder {
  readonly url: string
  /** Bodies since the last time. */
  take(): readonly Buffer[]
  close(): void
}

export async function startRecorder(): Promise<Recorder> {
  let bodies: Buffer[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    bodies.push(Buffer.concat(chunks))
    response.end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const {port} = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    take() {
      const taken = bodies
      bodies = []
      return taken
    },
    close() {
      server.close()
      server.closeAllConnections()
    }
  }
}
