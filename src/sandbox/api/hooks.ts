/**
 * /projects/:id/hooks: webhooks, their delivery log, resending (doc/api/project_webhooks.md).
 */
import {z} from 'zod'
import {resend} from '../hooks/deliver.ts'
import type {Delivery, EventKind, Hook} from '../hooks/hook.ts'
import {createHook} from '../hooks/hooks.ts'
import {invalidParameters, notFound} from '../refusal.ts'
import type {Project, State} from '../state.ts'
import {boolean, type Call, parametersOf, projectOf, type Register, requireRole} from './call.ts'
import {paginate} from './pagination.ts'

const BASE = '/projects/:id/hooks'

const hookSchema = z.object({
  url: z.string().optional(),
  token: z.string().optional(),
  signing_token: z.string().optional(),
  merge_requests_events: boolean.optional(),
  note_events: boolean.optional(),
  confidential_note_events: boolean.optional(),
  push_events: boolean.optional(),
  enable_ssl_verification: boolean.optional()
})
const KINDS: readonly EventKind[] = [
  'merge_requests_events',
  'note_events',
  'confidential_note_events',
  'push_events'
]

export function registerHooks(register: Register): void {
  register('get', BASE, (call) => {
    const project = maintained(call)
    call.response.json(
      paginate(call, [...project.hooks.values()]).map((hook) => presentHook(call.state, project, hook))
    )
  })

  register('post', BASE, (call) => {
    const project = maintained(call)
    const {
      url,
      token,
      signing_token: signingToken,
      enable_ssl_verification,
      ...wanted
    } = parametersOf(hookSchema, call)
    if (url === undefined) throw invalidParameters(['url is missing'])
    if (!/^https?:\/\/[^\s/]/.test(url)) throw invalidParameters(['url is invalid'])
    // Push events are on unless switched off, all others off unless switched on.
    const events = KINDS.filter((kind) => wanted[kind] ?? kind === 'push_events')
    const hook = createHook(call.state, project, {url, token, signingToken, events})
    hook.verifiesCertificate = enable_ssl_verification ?? true
    call.response.status(201).json(presentHook(call.state, project, hook))
  })

  register('get', `${BASE}/:hook`, (call) => {
    const project = maintained(call)
    call.response.json(presentHook(call.state, project, hookOf(call, project)))
  })

  register('put', `${BASE}/:hook`, (call) => {
    const project = maintained(call)
    const hook = hookOf(call, project)
    const {url, token, signing_token: signingToken, ...wanted} = parametersOf(hookSchema, call)
    hook.url = url ?? hook.url
    hook.token = token ?? hook.token
    hook.signingToken = signingToken ?? hook.signingToken
    hook.verifiesCertificate = wanted.enable_ssl_verification ?? hook.verifiesCertificate
    for (const kind of KINDS) {
      if (wanted[kind] === true) hook.events.add(kind)
      if (wanted[kind] === false) hook.events.delete(kind)
    }
    call.response.json(presentHook(call.state, project, hook))
  })

  register('delete', `${BASE}/:hook`, (call) => {
    const project = maintained(call)
    project.hooks.delete(hookOf(call, project).id)
    call.response.status(204).end()
  })

  register('get', `${BASE}/:hook/events`, (call) => {
    const newestFirst = hookOf(call, maintained(call)).deliveries.toReversed()
    call.response.json(paginate(call, newestFirst).map(presentDelivery))
  })

  register('post', `${BASE}/:hook/events/:event/resend`, (call) => {
    const hook = hookOf(call, maintained(call))
    const delivery = hook.deliveries.find(({id}) => id === Number(call.request.params.event))
    if (!delivery) throw notFound()
    resend(call.state, hook, delivery)
    call.response.status(201).json({response_status: null})
  })
}

function maintained(call: Call): Project {
  const project = projectOf(call)
  requireRole(project, call, 'maintainer')
  return project
}

function hookOf({request}: Call, project: Project): Hook {
  const hook = project.hooks.get(Number(request.params.hook))
  if (!hook) throw notFound()
  return hook
}

/** Tokens are write-only: only that there is one is shown. */
function presentHook({now}: State, project: Project, hook: Hook): object {
  const paused = hook.disabledUntil !== null && hook.disabledUntil > now()
  const forever = hook.disabledUntil !== null && hook.disabledUntil.getTime() === 8.64e15
  return {
    id: hook.id,
    url: hook.url,
    name: null,
    description: null,
    project_id: project.id,
    created_at: hook.createdAt.toISOString(),
    ...Object.fromEntries(KINDS.map((kind) => [kind, hook.events.has(kind)])),
    enable_ssl_verification: hook.verifiesCertificate,
    token_present: hook.token !== null,
    signing_token_present: hook.signingToken !== null,
    alert_status: forever ? 'disabled' : paused ? 'temporarily_disabled' : 'executable',
    disabled_until: paused && !forever ? hook.disabledUntil?.toISOString() : null,
    url_variables: [],
    custom_webhook_template: null,
    custom_headers: []
  }
}

function presentDelivery(delivery: Delivery): object {
  return {
    id: delivery.id,
    url: delivery.url,
    trigger: delivery.trigger,
    request_headers: {...delivery.requestHeaders, ...masked(delivery.requestHeaders)},
    request_data: JSON.parse(delivery.requestBody) as unknown,
    response_headers: delivery.responseHeaders,
    response_body: delivery.responseBody,
    execution_duration: (delivery.duration ?? 0) / 1000,
    response_status: delivery.failure === null ? String(delivery.status ?? '') : 'internal error'
  }
}

function masked(headers: Readonly<Record<string, string>>): Record<string, string> {
  return 'X-Gitlab-Token' in headers ? {'X-Gitlab-Token': '[REDACTED]'} : {}
}
