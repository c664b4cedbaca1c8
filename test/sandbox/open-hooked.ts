/**
 * A sandbox whose project has a webhook, and who takes what that delivers.
 */
import {createServer, type IncomingHttpHeaders} from 'node:http'
import {onTestFinished} from 'vitest'
import {openSandbox} from './open-sandbox.ts'

export const SIGNING_TOKEN = 'whsec_c2lnbmluZyBrZXkgb2YgdGhlIHRlc3Q='

interface Received {
  readonly headers: IncomingHttpHeaders
  readonly text: string
  // biome-ignore lint/suspicious/noExplicitAny: payloads of every event
  readonly body: any
}

/** Something that takes deliveries, answering with `status`; 0 never answers. */
export async function receiver(status: () => number = () => 200) {
  const received: Received[] = []
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    received.push({headers: request.headers, text, body: JSON.parse(text)})
    const code = status()
    if (code !== 0) response.writeHead(code, {'x-answered': 'yes'}).end('Thanks.')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {url: `http://127.0.0.1:${address.port}/hook`, received}
}

/** @param status What each delivery is answered with. */
export async function openHooked(options: Parameters<typeof openSandbox>[1] = {}, status?: () => number) {
  const {url, received} = await receiver(status)
  const sandbox = await openSandbox(undefined, options)
  const hook = sandbox.api.createHook(sandbox.project, url, {token: 'secret\n', signingToken: SIGNING_TOKEN})
  return {...sandbox, received, hook, hookUrl: url}
}
