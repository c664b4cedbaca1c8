/**
 * The service's HTTP face: the webhook, and what an operator's tools ask for.
 */
import express, {type ErrorRequestHandler, type Express} from 'express'
import type {Logger} from 'pino'
import type {Queue} from '../queue/queue.ts'
import {type AccessOptions, operatorsOnly} from './access.ts'
import {queueApi} from './queue-api.ts'
import {rulePages} from './rule-pages.ts'
import {type WebhookOptions, webhookRouter} from './webhook.ts'

export interface HttpOptions extends WebhookOptions, AccessOptions {
  readonly queue: Queue
  readonly version: string
  /** Whether reviews can be done now (GitLab answers); a reason when they cannot. */
  readonly ready: () => Promise<string | undefined>
}

export function createHttp(options: HttpOptions): Express {
  const http = express()
  http.disable('x-powered-by')
  http.disable('etag')
  http.set('query parser', false)
  http.use((_request, response, next) => {
    response.set({
      'Cache-Control': 'no-store',
      'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer'
    })
    next()
  })
  http.use(webhookRouter(options))
  http.get('/healthz', (_request, response) => {
    response.json({status: 'ok', version: options.version})
  })
  http.get('/readyz', async (_request, response) => {
    const reason = await options.ready()
    const queue = reason === undefined ? await options.queue.depth() : undefined
    response
      .status(reason === undefined ? 200 : 503)
      .json({status: reason === undefined ? 'ready' : 'not ready', reason, queue})
  })
  http.use(rulePages())
  http.use(['/queue'], operatorsOnly(options))
  http.use(queueApi(options.queue))
  http.use((request, response) => {
    response
      .status(404)
      .json({error: `nothing is at ${request.path.slice(0, 200)}; webhooks go to /webhooks/gitlab`})
  })
  http.use(onError(options.log))
  return http
}

/** Statuses that express and its body parser give for a request's own faults: 413 too large, 400 cut off. */
function onError(log: Logger): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error)
    const status = error instanceof Error && 'status' in error ? Number(error.status) : 500
    if (status >= 400 && status < 500) {
      response
        .status(status)
        .json({error: status === 413 ? 'the body is too large' : 'the request could not be read'})
      return
    }
    // 503, not 500: the event was not stored, and GitLab's delivery log should say that a resend may help.
    log.error({err: error}, 'a delivery could not be stored')
    response.status(503).json({error: 'the event could not be stored; send it again'})
  }
}
