/**
 * Delivers webhooks as GitLab does: one POST, ten seconds, no second try, an entry in the log.
 * Source: app/services/web_hook_service.rb, app/models/concerns/web_hooks/auto_disabling.rb; standardwebhooks.com.
 */
import {createHmac, randomUUID} from 'node:crypto'
import {type Actor, isAtLeast, type Project, type State, takeId} from '../state.ts'
import type {Delivery, EventKind, Hook} from './hook.ts'

const MAX_LOGGED_BODY = 8 * 1024
const FAILURES_TOLERATED = 3
const FAILURES_UNTIL_DISABLED = 40
const FIRST_PAUSE = 60_000
const LONGEST_PAUSE = 24 * 60 * 60_000

const NAMES: Readonly<Record<EventKind, {readonly header: string; readonly trigger: string}>> = {
  merge_requests_events: {header: 'Merge Request Hook', trigger: 'merge_request_hooks'},
  note_events: {header: 'Note Hook', trigger: 'note_hooks'},
  confidential_note_events: {header: 'Confidential Note Hook', trigger: 'confidential_note_hooks'},
  push_events: {header: 'Push Hook', trigger: 'push_hooks'}
}

/** What is on its way, so that closing waits for it and tests can. */
export interface Deliverer {
  /** Milliseconds; GitLab's is 10,000. */
  readonly timeout: number
  /** Whether a hook that keeps failing is switched off; self-managed instances ask for that. */
  readonly autoDisable: boolean
  readonly stop: AbortController
  readonly underway: Set<Promise<void>>
  /** While held, deliveries wait here in the order they were fired. */
  held: (() => void)[] | null
  /** Hooks that fired in a chain of events, by the chain's X-Gitlab-Event-UUID. */
  readonly chains: Map<string, Set<number>>
}

export function createDeliverer(options: {timeout: number; autoDisable: boolean}): Deliverer {
  return {...options, stop: new AbortController(), underway: new Set(), held: null, chains: new Map()}
}

/** Sends an event to all hooks of a project that want it. Returns at once; the log and `settled` tell the rest. */
export function fire(state: State, project: Project, kind: EventKind, payload: object, actor: Actor): void {
  const {webhooks} = state
  const chain = actor.chain ?? randomUUID()
  const fired = webhooks.chains.get(chain) ?? new Set()
  webhooks.chains.set(chain, fired)
  for (const hook of project.hooks.values()) {
    // A caller that echoes the chain's id gets each hook once: that is GitLab's guard against loops.
    const repeated = actor.chain !== undefined && fired.has(hook.id)
    const paused = hook.disabledUntil !== null && hook.disabledUntil > state.now()
    if (!hook.events.has(kind) || repeated || paused) continue
    fired.add(hook.id)
    start(state, hook, kind, JSON.stringify(payload), chain, randomUUID())
  }
}

/** Sends a logged delivery once more, under the same Idempotency-Key. */
export function resend(state: State, hook: Hook, delivery: Delivery): void {
  const kind = (Object.keys(NAMES) as EventKind[]).find((key) => NAMES[key].trigger === delivery.trigger)
  const {'X-Gitlab-Event-UUID': chain = randomUUID(), 'Idempotency-Key': key = randomUUID()} =
    delivery.requestHeaders
  start(state, hook, kind ?? 'merge_requests_events', delivery.requestBody, chain, key)
}

/** Resolves when nothing is on its way any more. */
export async function settled({underway}: Deliverer): Promise<void> {
  while (underway.size > 0) await Promise.all(underway)
}

/** Lets held deliveries go, in the given order. */
export function release(deliverer: Deliverer, order: 'as-fired' | 'reversed'): void {
  const held = deliverer.held ?? []
  deliverer.held = null
  for (const send of order === 'reversed' ? held.reverse() : held) send()
}

function start(state: State, hook: Hook, kind: EventKind, body: string, chain: string, key: string): void {
  const {webhooks} = state
  const send = () => {
    const underway = deliver(state, hook, kind, body, chain, key).finally(() =>
      webhooks.underway.delete(underway)
    )
    webhooks.underway.add(underway)
  }
  if (webhooks.held) webhooks.held.push(send)
  else send()
}

async function deliver(
  state: State,
  hook: Hook,
  kind: EventKind,
  body: string,
  chain: string,
  key: string
): Promise<void> {
  const at = state.now()
  const delivery: Delivery = {
    id: takeId(state),
    hookId: hook.id,
    trigger: NAMES[kind].trigger,
    url: hook.url,
    requestHeaders: headersOf(state, hook, NAMES[kind].header, body, chain, key, at),
    requestBody: body,
    at,
    status: null,
    responseHeaders: {},
    responseBody: '',
    failure: null,
    duration: null
  }
  hook.deliveries.push(delivery)
  const started = performance.now()
  try {
    const response = await fetch(hook.url, {
      method: 'POST',
      headers: delivery.requestHeaders,
      body,
      redirect: 'manual',
      signal: AbortSignal.any([state.webhooks.stop.signal, AbortSignal.timeout(state.webhooks.timeout)])
    })
    delivery.responseHeaders = Object.fromEntries(response.headers)
    delivery.responseBody = (await response.text()).slice(0, MAX_LOGGED_BODY)
    delivery.status = response.status
  } catch (error) {
    delivery.failure = failureOf(error)
  }
  delivery.duration = performance.now() - started
  countFailure(state, hook, delivery)
  state.revision += 1
}

function headersOf(
  state: State,
  hook: Hook,
  event: string,
  body: string,
  chain: string,
  key: string,
  at: Date
): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  return {
    'Content-Type': 'application/json',
    'User-Agent': `GitLab/${state.version}`,
    'X-Gitlab-Event': event,
    'X-Gitlab-Instance': state.url,
    'X-Gitlab-Webhook-UUID': randomUUID(),
    'X-Gitlab-Event-UUID': chain,
    'Idempotency-Key': key,
    ...(hook.token === null ? {} : {'X-Gitlab-Token': hook.token.replace(/[\r\n]/g, '')}),
    ...(isAtLeast(state, 19, 0) ? {'webhook-id': key, 'webhook-timestamp': timestamp} : {}),
    ...(isAtLeast(state, 19, 0) && hook.signingToken !== null
      ? {'webhook-signature': sign(hook.signingToken, `${key}.${timestamp}.${body}`)}
      : {})
  }
}

function sign(token: string, content: string): string {
  const key = Buffer.from(token.replace(/^whsec_/, ''), 'base64')
  return `v1,${createHmac('sha256', key).update(content).digest('base64')}`
}

/** 2xx and 3xx count as success; only then the count starts again. */
function countFailure(state: State, hook: Hook, {status}: Delivery): void {
  if (status !== null && status < 400) {
    hook.failures = 0
    hook.disabledUntil = null
    return
  }
  hook.failures += 1
  if (!state.webhooks.autoDisable || hook.failures <= FAILURES_TOLERATED) return
  const pause = Math.min(FIRST_PAUSE * 2 ** (hook.failures - FAILURES_TOLERATED - 1), LONGEST_PAUSE)
  const forever = hook.failures >= FAILURES_UNTIL_DISABLED
  hook.disabledUntil = forever ? new Date(8.64e15) : new Date(state.now().getTime() + pause)
}

function failureOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown failure'
  if (error.name === 'TimeoutError') return 'Net::ReadTimeout'
  const {cause} = error
  return cause instanceof Error ? cause.message : error.message
}
