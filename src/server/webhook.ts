/**
 * POST /webhooks/gitlab: a ladder of refusals, then the app. Whatever the load, nothing here waits for GitLab; the answer
 * is given as soon as the event is stored in the queue.
 *
 * 405 method, 415 content type, 401 token or signature, 413 size, 400 body, 403 project; 202 queued, 200 ignored.
 */
import express, {type NextFunction, type Request, type RequestHandler, type Response, Router} from 'express'
import type {Logger} from 'pino'
import {MalformedEvent, parseEvent} from '../gitlab/events.ts'
import {allowsProject} from './allowed-projects.ts'
import type {App} from './app.ts'
import {type Credentials, type DeliveryHeaders, refuseEarly, verifyDelivery} from './verify.ts'

export interface WebhookOptions {
  readonly app: App
  readonly credentials: Credentials
  readonly projects: readonly string[] | undefined
  readonly log: Logger
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/**
 * Bytes of a body. GitLab allows itself 25 MB, but a merge request's event is some kilobytes, with a description of at
 * most 1 MB in it up to three times.
 */
const BODY_LIMIT = 5_000_000

export function webhookRouter(options: WebhookOptions): Router {
  const router = Router()
  router.post('/webhooks/gitlab', demandJson, refuseStrangers(options), rawBody, receiveDelivery(options))
  router.all('/webhooks/gitlab', (_request, response) => {
    response.set('Allow', 'POST')
    refuse(response, 405, 'GitLab delivers events with POST')
  })
  return router
}

const rawBody: RequestHandler = express.raw({type: () => true, limit: BODY_LIMIT})

function demandJson(request: Request, response: Response, next: NextFunction): void {
  if (request.is('application/json')) next()
  else refuse(response, 415, 'the body must be application/json')
}

/** Judges by the headers before the body is read, so that a stranger cannot make us read megabytes. */
function refuseStrangers({credentials, log}: WebhookOptions): RequestHandler {
  return (request, response, next) => {
    const verdict = refuseEarly(headersOf(request), credentials)
    if (verdict.accepted) return next()
    log.warn({reason: verdict.reason, ip: request.ip}, 'delivery refused')
    refuse(response, 401, verdict.reason)
  }
}

function receiveDelivery({app, credentials, projects, log, now}: WebhookOptions): RequestHandler {
  return async (request, response) => {
    const body: unknown = request.body
    const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0)
    const verdict = verifyDelivery(headersOf(request), bytes, credentials, now())
    if (!verdict.accepted) {
      log.warn({reason: verdict.reason, ip: request.ip}, 'delivery refused')
      return refuse(response, 401, verdict.reason)
    }
    try {
      const event = parseEvent(request.headers, bytes)
      if (event.kind !== 'ignored' && !allowsProject(projects, event.project)) {
        log.warn({project: event.project.path}, 'delivery refused: the project is not in LADDERLINT_PROJECTS')
        return refuse(response, 403, 'this service does not review that project')
      }
      const outcome = await app.receive(
        event,
        request.get('idempotency-key') ?? request.get('webhook-id') ?? null
      )
      response.status(outcome.status === 'queued' ? 202 : 200).json(outcome)
    } catch (error) {
      if (!(error instanceof MalformedEvent)) throw error
      log.warn({reason: error.message}, 'delivery refused')
      refuse(response, 400, error.message)
    }
  }
}

function headersOf(request: Request): DeliveryHeaders {
  return {
    token: request.get('x-gitlab-token'),
    id: request.get('webhook-id'),
    timestamp: request.get('webhook-timestamp'),
    signature: request.get('webhook-signature')
  }
}

function refuse(response: Response, status: number, error: string): void {
  response.status(status).json({error})
}
