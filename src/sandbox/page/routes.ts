/**
 * The pages and what their buttons do, in the name of the merge request's author.
 */
import {createRequire} from 'node:module'
import {dirname, join} from 'node:path'
import express, {type ErrorRequestHandler, type Request, type Response, type Router} from 'express'
import {z} from 'zod'
import type {Html} from '../../html/html.ts'
import {ownFolder} from '../own-folder.ts'
import {notFound, Refusal} from '../refusal.ts'
import {appliableSuggestions, applySuggestions, findSuggestion} from '../review/apply-suggestions.ts'
import {resolveDiscussion} from '../review/resolve-threads.ts'
import {inTurn, type MergeRequest, type State} from '../state.ts'
import {renderIndexPage, renderMergeRequestPage, viewerOf} from './render-page.ts'

const PAGE = '/*path/-/merge_requests/:iid'
/** Mermaid writes styles into its drawings; scripts come from here only, and none stands in the page. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'"
].join('; ')

const applySchema = z.object({suggestion: z.coerce.number()})
const resolveSchema = z.object({discussion: z.string(), resolved: z.enum(['true', 'false'])})

export function createPages(state: State): Router {
  const router = express.Router()
  const mermaid = mermaidFolder()
  router.use('/-/assets', express.static(ownFolder('page/assets')))
  if (mermaid) router.use('/-/assets/mermaid', express.static(mermaid))

  router.get('/', (_request, response) => send(response, renderIndexPage(state)))
  router.get(PAGE, async (request, response) => {
    const mergeRequest = mergeRequestOf(state, request)
    const view = {state, mergeRequest, address: addressOf(mergeRequest)}
    send(response, await renderMergeRequestPage(view, mermaid !== undefined))
  })
  router.get(`${PAGE}/revision`, (request, response) => {
    mergeRequestOf(state, request)
    response.json({revision: state.revision})
  })

  router.use(refuseOtherSites, express.urlencoded({extended: false}))
  router.post(
    `${PAGE}/apply`,
    act(state, async (mergeRequest, body) => {
      const found = findSuggestion(state, applySchema.parse(body).suggestion)
      if (found?.mergeRequest !== mergeRequest) throw notFound('Suggestion')
      await applySuggestions(state, {user: viewerOf(state, mergeRequest)}, [found])
    })
  )
  router.post(
    `${PAGE}/apply-all`,
    act(state, async (mergeRequest) => {
      await applySuggestions(
        state,
        {user: viewerOf(state, mergeRequest)},
        await appliableSuggestions(mergeRequest)
      )
    })
  )
  router.post(
    `${PAGE}/resolve`,
    act(state, async (mergeRequest, body) => {
      const {discussion: id, resolved} = resolveSchema.parse(body)
      const discussion = mergeRequest.discussions.find((one) => one.id === id)
      if (!discussion) throw notFound('Discussion')
      resolveDiscussion(
        state,
        mergeRequest,
        {user: viewerOf(state, mergeRequest)},
        discussion,
        resolved === 'true'
      )
    })
  )
  router.use(answerErrors)
  return router
}

type Action = (mergeRequest: MergeRequest, body: unknown) => Promise<void>

/** Does it in turn with the API's writes, then leads back to the page. */
function act(state: State, action: Action): (request: Request, response: Response) => Promise<void> {
  return async (request, response) => {
    const mergeRequest = mergeRequestOf(state, request)
    await inTurn(state, () => action(mergeRequest, request.body))
    response.redirect(303, addressOf(mergeRequest))
  }
}

function mergeRequestOf(state: State, request: Request): MergeRequest {
  const {path, iid} = request.params
  const wanted = Array.isArray(path) ? path.join('/') : path
  const project = [...state.projects.values()].find((one) => one.path === wanted)
  const mergeRequest = project?.mergeRequests.get(Number(iid))
  if (!mergeRequest) throw notFound()
  return mergeRequest
}

function addressOf({project, iid}: MergeRequest): string {
  return `/${project.path}/-/merge_requests/${iid}`
}

function send(response: Response, page: Html): void {
  response.set({
    'Content-Security-Policy': POLICY,
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store'
  })
  response.type('html').send(page.text)
}

/** A page of another site must not press the buttons. */
function refuseOtherSites(request: Request, response: Response, next: () => void): void {
  const site = request.get('sec-fetch-site')
  if (request.method === 'POST' && site !== undefined && site !== 'same-origin') response.status(403).end()
  else next()
}

/** Undefined where mermaid is not installed: diagrams then stay as text. */
function mermaidFolder(): string | undefined {
  try {
    return join(dirname(createRequire(import.meta.url).resolve('@mermaid-js/tiny/package.json')), 'dist')
  } catch {
    return undefined
  }
}

const answerErrors: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (error instanceof Refusal) response.status(error.status).type('text/plain').send(error.message)
  else if (error instanceof z.ZodError)
    response.status(400).type('text/plain').send('The form is not complete.')
  else next(error)
}
