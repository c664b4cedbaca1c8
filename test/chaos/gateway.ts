/**
 * What stands between one service and GitLab: passes requests on, lets mishaps happen to them, and is cut off when the
 * service dies.
 */
import {once} from 'node:events'
import {Agent, createServer, type IncomingMessage, request as requestOf, type ServerResponse} from 'node:http'
import type {AddressInfo} from 'node:net'
import {buffer} from 'node:stream/consumers'
import type {Mishap, When} from './schedule.ts'

/** Done to one request, instead of or after passing it on. */
export type Fate =
  | Extract<Mishap, {kind: 'answer' | 'drop' | 'silence'}>
  /** Something happens elsewhere at that moment; the request goes its way. */
  | {readonly kind: 'meanwhile'; readonly when: When; readonly what: () => Promise<void>}

export interface Gateway {
  readonly url: string
  /** Cuts everything off at once; what GitLab has received by then it carries out. */
  cut(): void
  /** Resolves when GitLab has nothing of it in hand any more. */
  drained(): Promise<void>
  /** Whether requests are on their way. */
  readonly busy: boolean
}

/**
 * @param fateOf Asked once for each request, in their order.
 * @param onSilence Told of a request that is never answered: whoever waits for it has to give it up.
 */
export async function openGateway(
  gitlab: string,
  fateOf: (method: string, path: string) => Fate | null,
  onSilence: () => void = () => undefined
): Promise<Gateway> {
  const agent = new Agent({keepAlive: true})
  const underway = new Set<Promise<unknown>>()
  let isCut = false

  const server = createServer((request, response) => {
    const passing = pass(request, response)
      .catch(() => {
        response.destroy()
      })
      .finally(() => underway.delete(passing))
    underway.add(passing)
  })

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const {method = 'GET', url = '/'} = request
    const body = await buffer(request)
    const fate = isCut ? null : fateOf(method, url)
    if (fate?.when === 'before' && (await happen(fate, response))) return
    if (isCut) return
    const answer = await forward(request, body)
    if (fate?.when === 'after' && (await happen(fate, response))) return
    if (isCut) return
    response.writeHead(answer.status, answer.headers)
    response.end(answer.body)
  }

  /** @returns Whether the request ends with it. */
  async function happen(fate: Fate, response: ServerResponse): Promise<boolean> {
    switch (fate.kind) {
      case 'meanwhile':
        await fate.what()
        return isCut
      case 'drop':
        response.destroy()
        return true
      case 'silence':
        if (response.destroyed) return true
        onSilence()
        await once(response, 'close')
        return true
      case 'answer':
        if (fate.retryAfter !== null) response.setHeader('Retry-After', String(fate.retryAfter))
        response.writeHead(fate.status, {'Content-Type': 'text/plain'})
        response.end(fate.status === 429 ? 'Retry later\n' : '')
        return true
    }
  }

  async function forward({method, url = '/', headers}: IncomingMessage, body: Buffer) {
    const {host: _, ...others} = headers
    const sent = requestOf(new URL(url, gitlab), {method, headers: others, agent})
    const answered = once(sent, 'response')
    sent.end(body)
    const [answer]: IncomingMessage[] = await answered
    if (!answer) throw new Error('no answer')
    return {status: answer.statusCode ?? 500, headers: answer.headers, body: await buffer(answer)}
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const {port} = server.address() as AddressInfo

  return {
    url: `http://127.0.0.1:${port}`,
    cut() {
      isCut = true
      server.close()
      server.closeAllConnections()
    },
    async drained() {
      await Promise.allSettled(underway)
      agent.destroy()
    },
    get busy() {
      return underway.size > 0
    }
  }
}
