/**
 * POST /webhooks/gitlab: a ladder of refusals, then the app. Whatever the load, nothing here waits for GitLab; the answer
 * is given as soon as the event is stored in the queue.
 *
 * 405 method, 415 content type or encoding, 401 token or signature, 413 size, 400 body, 403 project; 202 queued, 200 ignored.
 */
import express, {type NextFunction, type Request, type RequestHandler, type Response, Router} from 'express'
import type {Logger} from 'pino'
import {MalformedEvent, parseEvent} from '../gitlab/events.ts'
import {allowsProject} from './allowed-projects.ts'
import type {App} from './app.ts'
import {type AnswerWatch, type DeliveryAnswer, watchAnswers} from './delivery-answer.ts'
import {requestIdOf} from './request-id.ts'
import {type Credentials, createVerifier, type DeliveryHeaders, type Verifier} from './verify.ts'
import {WEBHOOK_PATH} from './webhook-path.ts'

export interface WebhookOptions {
  readonly app: App
  readonly credentials: Credentials
  readonly projects: readonly string[] | undefined
  readonly log: Logger
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Told how each request was answered. */
  readonly onAnswer: (answer: DeliveryAnswer) => void
}

/**
 * Bytes of a body. GitLab allows itself 25 MB, but a merge request's event is some kilobytes, with a description of at
 * most 1 MB in it up to three times.
 */
const BODY_LIMIT = 5_000_000

export function webhookRouter(options: WebhookOptions): Router {
  const router = Router()
  const watch = watchAnswers(options.onAnswer)
  const verifier = createVerifier(options.credentials)
  router.use(WEBHOOK_PATH, (_request, response, next) => {
    watch.begin(response)
    next()
  })
  router.post(
    WEBHOOK_PATH,
    demandJson,
    refuseStrangers(verifier, options.log),
    rawBody,
    receiveDelivery(options, verifier, watch)
  )
  router.all(WEBHOOK_PATH, (_request, response) => {
    response.set('Allow', 'POST')
    refuse(response, 405, 'GitLab delivers events with POST')
  })
  return router
}

/** GitLab compresses nothing: signatures are over the very bytes, and a small body must not become a large one. */
const rawBody: RequestHandler = express.raw({type: () => true, limit: BODY_LIMIT, inflate: false})

function demandJson(request: Request, response: Response, next: NextFunction): void {
  if (request.is('application/json')) next()
  else refuse(response, 415, 'the body must be application/json')
}

/** Judges by the headers before the body is read, so that a stranger cannot make us read megabytes. */
function refuseStrangers(verifier: Verifier, log: Logger): RequestHandler {
  return (request, response, next) => {
    const verdict = verifier.refuseEarly(headersOf(request))
    if (verdict.accepted) return next()
    const facts = {request: requestIdOf(response), reason: verdict.reason, ip: request.ip}
    log.warn(facts, 'delivery refused')
    refuse(response, 401, verdict.reason)
  }
}

function receiveDelivery(
  {app, projects, log, now}: WebhookOptions,
  verifier: Verifier,
  watch: AnswerWatch
): RequestHandler {
  return async (request, response) => {
    const id = requestIdOf(response)
    const headers = headersOf(request)
    const body: unknown = request.body
    const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0)
    const verdict = verifier.verify(headers, bytes, now())
    if (!verdict.accepted) {
      log.warn({request: id, reason: verdict.reason, ip: request.ip}, 'delivery refused')
      return refuse(response, 401, verdict.reason)
    }
    try {
      const event = parseEvent(request.headers, bytes)
      watch.know(response, event.kind)
      if (event.kind !== 'ignored' && !allowsProject(projects, event.project)) {
        const facts = {request: id, project: event.project.path}
        log.warn(facts, 'delivery refused: the project is not in LADDERLINT_PROJECTS')
        return refuse(response, 403, 'this service does not review that project')
      }
      const outcome = await app.receive(event, verifier.idOf(headers), id)
      response.status(outcome.status === 'queued' ? 202 : 200).json(outcome)
    } catch (error) {
      if (!(error instanceof MalformedEvent)) throw error
      log.warn({request: id, reason: error.message}, 'delivery refused')
      refuse(response, 400, error.message)
    }
  }
}

function headersOf(request: Request): DeliveryHeaders {
  return {
    token: request.get('x-gitlab-token'),
    id: request.get('webhook-id'),
    timestamp: request.get('webhook-timestamp'),
    signature: request.get('webhook-signature'),
    idempotencyKey: request.get('idempotency-key')
  }
}

function refuse(response: Response, status: number, error: string): void {
  response.status(status).json({error})
}
