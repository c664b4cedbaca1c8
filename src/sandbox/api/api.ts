/**
 * GitLab's REST API v4, as far as a review bot uses it, and the answers to what is not there.
 */
import express, {type ErrorRequestHandler, type Router} from 'express'
import {Refusal} from '../refusal.ts'
import type {State} from '../state.ts'
import {registerOn} from './call.ts'
import {registerCommits} from './commits.ts'
import {registerDiscussions} from './discussions.ts'
import {registerDraftNotes} from './draft-notes.ts'
import {type Faults, injectFaults} from './faults.ts'
import {registerFiles} from './files.ts'
import {registerHooks} from './hooks.ts'
import {registerInstance} from './instance.ts'
import {registerMergeRequests} from './merge-requests.ts'
import {registerRepository} from './repository.ts'
import {type LoggedRequest, logRequests} from './request-log.ts'
import {registerSearch} from './search.ts'
import {registerStatuses} from './statuses.ts'
import {registerSuggestions} from './suggestions.ts'
import {registerTokens} from './tokens.ts'

/** Room for the longest note that is allowed, in a form's escapes. */
const BODY_LIMIT = '10mb'

export function createApi(state: State, faults: Faults, log: LoggedRequest[]): Router {
  const router = express.Router()
  router.use(logRequests(log, state), injectFaults(faults), countDown(state))
  router.use(express.json({limit: BODY_LIMIT}), express.urlencoded({limit: BODY_LIMIT, extended: true}))
  const register = registerOn(router, state)
  registerInstance(register)
  registerMergeRequests(register)
  registerDiscussions(register)
  registerDraftNotes(register)
  registerRepository(register)
  registerFiles(register)
  registerCommits(register)
  registerSearch(register)
  registerStatuses(register)
  registerSuggestions(register)
  registerHooks(register)
  registerTokens(register)
  router.use(() => {
    throw new Refusal(404, {error: '404 Not Found'})
  })
  router.use(answerErrors)
  return router
}

/** The headers of Rack::Attack's limit, which newer releases send with every answer. */
function countDown(state: State): express.RequestHandler {
  const limit = 2_000
  let minute = 0
  let observed = 0
  return (_request, response, next) => {
    const now = Math.floor(state.now().getTime() / 60_000)
    if (now !== minute) observed = 0
    minute = now
    observed += 1
    response.set({
      'RateLimit-Limit': String(limit),
      'RateLimit-Name': 'throttle_authenticated_api',
      'RateLimit-Observed': String(observed),
      'RateLimit-Remaining': String(Math.max(limit - observed, 0)),
      'RateLimit-Reset': String((minute + 1) * 60)
    })
    next()
  }
}

const answerErrors: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
  if (error instanceof Refusal) {
    response.status(error.status).set(error.headers)
    if (error.body === undefined) response.end()
    else response.json(error.body)
    return
  }
  const status = statusOf(error)
  if (status === 413) response.status(413).json({error: 'Request Entity Too Large'})
  else if (status === 400) response.status(400).json({error: 'The request could not be parsed'})
  else response.status(500).json({message: '500 Internal Server Error', sandbox: String(error)})
}

function statusOf(error: unknown): number {
  return typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 500
}
