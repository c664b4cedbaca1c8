/**
 * The service's HTTP face: the webhook, and what an operator's tools ask for.
 */
import express, {type ErrorRequestHandler, type Express} from 'express'
import type {Logger} from 'pino'
import type {Queue} from '../queue/queue.ts'
import {type AccessOptions, operatorsOnly} from './access.ts'
import {dashboard} from './dashboard/dashboard.ts'
import type {DashboardSources} from './dashboard/state.ts'
import {tallyDeliveries} from './delivery-tally.ts'
import {remembering} from './health.ts'
import type {Metrics} from './metrics.ts'
import {queueApi} from './queue-api.ts'
import {identifyRequests, requestIdOf} from './request-id.ts'
import {rulePages} from './rule-pages.ts'
import {type WebhookOptions, webhookRouter} from './webhook.ts'
import {WEBHOOK_PATH} from './webhook-path.ts'

export interface HttpOptions
  extends Omit<WebhookOptions, 'onAnswer'>,
    AccessOptions,
    Omit<DashboardSources, 'deliveries' | 'verifiedBy'> {
  readonly queue: Queue
  readonly metrics: Metrics
}

/** Milliseconds for which what GitLab and the database answered is taken to hold. */
const HEALTH_HOLDS = 1000

export function createHttp(options: HttpOptions): Express {
  const {log, metrics, queue, credentials} = options
  const health = remembering(options.health, HEALTH_HOLDS, options.now)
  const deliveries = tallyDeliveries(options.now)
  const operators = operatorsOnly(options)
  const http = express()
  http.disable('x-powered-by')
  http.disable('etag')
  http.set('query parser', false)
  http.use(identifyRequests(log))
  http.use((_request, response, next) => {
    response.set({
      'Cache-Control': 'no-store',
      'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
      'Cross-Origin-Resource-Policy': 'same-origin',
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
      'Referrer-Policy': 'no-referrer'
    })
    next()
  })
  http.use(
    webhookRouter({
      ...options,
      onAnswer(answer) {
        metrics.delivered(answer)
        deliveries.add(answer)
      }
    })
  )
  http.get('/healthz', (_request, response) => {
    response.json({status: 'ok', version: options.version})
  })
  http.get('/readyz', async (_request, response) => {
    const {database, gitlab} = await health()
    const reason = database ?? gitlab
    response.status(reason === null ? 200 : 503).json({
      status: reason === null ? 'ready' : 'not ready',
      reason: reason ?? undefined,
      queue: database === null ? await queue.depth() : undefined
    })
  })
  http.use(rulePages())
  http.use(['/queue', '/metrics'], operators)
  http.use(queueApi(queue))
  http.get('/metrics', async (_request, response) => {
    response.type(metrics.contentType).send(await metrics.render())
  })
  http.use(dashboard({...options, health, deliveries, verifiedBy: verifiedBy(credentials)}, operators))
  http.use((request, response) => {
    response
      .status(404)
      .json({error: `nothing is at ${request.path.slice(0, 200)}; webhooks go to /webhooks/gitlab`})
  })
  http.use(onError(log))
  return http
}

function verifiedBy({secret, signingTokens}: HttpOptions['credentials']): DashboardSources['verifiedBy'] {
  return [
    ...(secret === undefined ? [] : (['secret'] as const)),
    ...(signingTokens.length === 0 ? [] : (['signature'] as const))
  ]
}

/** Statuses that express and its body parser give for a request's own faults: 413 too large, 400 cut off. */
function onError(log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error)
    const status = error instanceof Error && 'status' in error ? Number(error.status) : 500
    const id = requestIdOf(response)
    if (status >= 400 && status < 500) {
      const reason = status === 413 ? 'the body is too large' : 'the request could not be read'
      if (request.path === WEBHOOK_PATH) log.warn({request: id, reason, ip: request.ip}, 'delivery refused')
      response.status(status).json({error: reason})
      return
    }
    const facts = {request: id, path: request.path.slice(0, 200), err: error}
    // 503, not 500: the event was not stored, and GitLab's delivery log should say that a resend may help.
    if (request.path === WEBHOOK_PATH) {
      log.error(facts, 'a delivery could not be stored')
      response.status(503).json({error: 'the event could not be stored; send it again'})
      return
    }
    log.error(facts, 'a request could not be answered')
    response.status(503).json({error: 'that cannot be answered now; the log of the service says why'})
  }
}
