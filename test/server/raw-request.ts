/**
 * Requests with headers that fetch would not send, such as another host's name.
 */
import {type IncomingHttpHeaders, request} from 'node:http'

export interface RawAnswer {
  readonly status: number | undefined
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export function rawRequest(
  port: number,
  {
    path = '/',
    body,
    ...options
  }: {path?: string; method?: string; headers: Record<string, string>; body?: string}
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const sent = request({host: '127.0.0.1', port, path, ...options}, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (part: string) => {
        text += part
      })
      answer.on('end', () => resolve({status: answer.statusCode, headers: answer.headers, body: text}))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
