/**
 * Adds webhooks to projects.
 */
import {Refusal} from '../refusal.ts'
import {type Project, type State, takeId} from '../state.ts'
import type {EventKind, Hook} from './hook.ts'

export interface NewHook {
  readonly url: string
  readonly token?: string | undefined
  /** `whsec_<base64>`. */
  readonly signingToken?: string | undefined
  readonly events: readonly EventKind[]
}

/** @throws Refusal 400 for a signing token of another form. */
export function createHook(state: State, project: Project, request: NewHook): Hook {
  const {url, token = null, signingToken = null, events} = request
  if (signingToken !== null && !/^whsec_[A-Za-z0-9+/]+=*$/.test(signingToken)) {
    throw new Refusal(400, {message: {signing_token: ['is invalid']}})
  }
  const hook: Hook = {
    id: takeId(state),
    url,
    token,
    signingToken,
    events: new Set(events),
    verifiesCertificate: true,
    createdAt: state.now(),
    deliveries: [],
    failures: 0,
    disabledUntil: null
  }
  project.hooks.set(hook.id, hook)
  return hook
}
