/**
 * A gitbeaker client that sends through our transport: no rate limiter, no hidden repetition, no secrets in errors.
 */
import {createRequesterFn} from '@gitbeaker/requester-utils'
import {Gitlab} from '@gitbeaker/rest'
import {LadderlintError} from '../config/ladderlint-error.ts'
import type {Gate} from './gate.ts'
import {systemTiming, type Timing} from './timing.ts'
import {createTransport, type RequestReport} from './transport.ts'

export type Client = InstanceType<typeof Gitlab>

export interface ConnectOptions {
  /** Address of the GitLab, with its folder if it lives in one; `/api/v4` at its end is left out. */
  readonly url: string
  /** A personal, project or group access token. */
  readonly token: string
  readonly onRequest?: ((report: RequestReport) => void) | undefined
  readonly beforeWrite?: (() => Promise<void>) | undefined
  /** Shared by all who use the token in this process; without it, one of its own. */
  readonly gate?: Gate | undefined
  readonly timing?: Timing | undefined
  /** Milliseconds for one attempt; GitLab.com itself gives up after 60 s, and nothing we ask for is that slow. */
  readonly timeout?: number
  /** How often a request is sent at most, where sending it again may help; four times when left out. */
  readonly attempts?: number
}

/**
 * Makes a client; nothing is sent yet.
 * @throws LadderlintError when the address or the token cannot be what they should be.
 */
export function connect({
  url,
  token,
  onRequest,
  beforeWrite,
  gate,
  timing = systemTiming,
  timeout = 30_000,
  attempts
}: ConnectOptions): Client {
  const host = hostOf(url)
  const secret = token.trim()
  // fetch would complain of such a header by quoting it.
  if (!/^[\x21-\x7e]+$/.test(secret)) {
    throw new LadderlintError('The GitLab token is empty or has characters that no token has', {
      hint: 'Check GITLAB_TOKEN for quotes, spaces or line breaks around it'
    })
  }
  const transport = createTransport({token: secret, timing, timeout, attempts, onRequest, beforeWrite, gate})
  return new Gitlab({
    host,
    token: secret,
    requesterFn: createRequesterFn(async (_service, options) => options, transport),
    // gitbeaker's limiters know nothing of other clients of the same user; GitLab's answers do.
    rateLimits: {},
    // The transport limits each attempt; gitbeaker's limit is one for all pages and attempts together.
    queryTimeout: null
  })
}

function hostOf(url: string): string {
  const address = URL.canParse(url) ? new URL(url) : undefined
  if (!address || !/^https?:$/.test(address.protocol) || address.username || address.password) {
    // Not quoted: an address with a password in it is the likely mistake.
    throw new LadderlintError('The address of GitLab is not a plain http or https address', {
      hint: 'Set GITLAB_URL to something like https://gitlab.example.com, without user name or password'
    })
  }
  return `${address.origin}${address.pathname.replace(/(?:\/api\/v4)?\/*$/, '')}`
}
