/**
 * Sends webhooks as GitLab does, signed and each on a connection of its own, and takes the time to each answer. Written on
 * bare sockets, because an HTTP client takes longer for a request than the service. A thousand connections are still the work
 * of a fifth of a second, so that times count from the moment in which a request has really been sent.
 */
import {randomUUID} from 'node:crypto'
import {connect} from 'node:net'
import {setTimeout as sleep} from 'node:timers/promises'
import {Webhook} from 'standardwebhooks'

export interface Target {
  readonly host: string
  readonly port: number
  readonly signingToken: string
}

export interface Sent {
  /** Milliseconds from when the request was sent to the end of its answer; null where there was none. */
  readonly ms: number | null
  /** The same from when its connection was asked for. */
  readonly msWithConnecting: number | null
  /** 0 where the connection broke. */
  readonly status: number
}

/** All of them in the same moment. */
export function sendAtOnce(target: Target, bodies: readonly Buffer[]): Promise<Sent[]> {
  const requests = bodies.map((body) => requestOf(target, body))
  return Promise.all(requests.map((request) => send(target, request)))
}

/** So many under way at any time, as a server with so many workers sends them. */
export async function sendBySome(
  target: Target,
  bodies: readonly Buffer[],
  workers: number
): Promise<Sent[]> {
  const waiting = bodies.map((body) => requestOf(target, body))
  const sent: Sent[] = []
  const work = async () => {
    for (let request = waiting.pop(); request; request = waiting.pop()) sent.push(await send(target, request))
  }
  await Promise.all(Array.from({length: workers}, work))
  return sent
}

/** At a steady rate, whether or not the answers keep up. @param rate A second. */
export async function sendSteadily(
  target: Target,
  bodies: readonly Buffer[],
  rate: number,
  seconds: number
): Promise<Sent[]> {
  const sent: Promise<Sent>[] = []
  const start = performance.now()
  for (let number = 0; number < rate * seconds; number++) {
    const wait = start + (number * 1000) / rate - performance.now()
    if (wait > 1) await sleep(wait)
    const body = bodies[number % bodies.length]
    if (body) sent.push(send(target, requestOf(target, body)))
  }
  return Promise.all(sent)
}

function requestOf({host, port, signingToken}: Target, body: Buffer): Buffer {
  const id = randomUUID()
  const at = new Date()
  const head = [
    'POST /webhooks/gitlab HTTP/1.1',
    `Host: ${host}:${port}`,
    'Content-Type: application/json',
    'User-Agent: GitLab/19.6.0',
    'X-Gitlab-Event: Merge Request Hook',
    `Idempotency-Key: ${id}`,
    `webhook-id: ${id}`,
    `webhook-timestamp: ${Math.floor(at.getTime() / 1000)}`,
    `webhook-signature: ${new Webhook(signingToken).sign(id, at, body.toString())}`,
    `Content-Length: ${body.length}`,
    'Connection: close'
  ]
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body])
}

function send({host, port}: Target, request: Buffer): Promise<Sent> {
  return new Promise((resolve) => {
    const asked = performance.now()
    let sent = asked
    let answer = ''
    const socket = connect(port, host)
    socket.setEncoding('latin1').on('data', (text: string) => {
      answer += text
    })
    socket.once('connect', () => {
      sent = performance.now()
      socket.write(request)
    })
    socket.once('error', () => resolve({ms: null, msWithConnecting: null, status: 0}))
    socket.once('end', () => {
      const now = performance.now()
      const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0)
      if (status === 0) resolve({ms: null, msWithConnecting: null, status})
      else resolve({ms: now - sent, msWithConnecting: now - asked, status})
    })
  })
}
