/**
 * Every HTTP request has an id: in the answer, in every line of the log that it causes, in the job that it queues.
 */
import {randomUUID} from 'node:crypto'
import type {RequestHandler, Response} from 'express'
import type {Logger} from 'pino'

const HEADER = 'X-Request-Id'

/** What proxies and clients send as ids; anything else might be made for whoever reads the log. */
const SANE = /^[A-Za-z0-9._:-]{8,64}$/

/** Gives each request its id, that of the proxy before us where it sent one, and logs each answer at level debug. */
export function identifyRequests(log: Logger): RequestHandler {
  return (request, response, next) => {
    const given = request.get(HEADER) ?? ''
    const id = SANE.test(given) ? given : randomUUID()
    response.set(HEADER, id)
    const started = performance.now()
    const {method, path} = request
    response.once('finish', () => {
      const ms = Math.round(performance.now() - started)
      log.debug({request: id, method, path: path.slice(0, 200), status: response.statusCode, ms}, 'answered')
    })
    next()
  }
}

export function requestIdOf(response: Response): string | undefined {
  return response.get(HEADER)
}
