/**
 * What GitLab refused, told so that the person who runs ladderlint can mend it. Meanings of the statuses: GitLab docs,
 * api/rest/troubleshooting; roles: user/permissions and the page of each endpoint.
 */
import {LadderlintError} from '../config/ladderlint-error.ts'

/** One request, as errors and reports name it. */
export interface Call {
  readonly method: string
  /** Below `/api/v4/`, without the query: `projects/7/merge_requests/12`. */
  readonly path: string
}

interface Facts {
  readonly status: number | null
  readonly retryable: boolean
  readonly retryAfter?: number | null
  readonly detail?: string
  readonly hint: string
}

/** GitLab could not be reached, or refused. */
export class GitLabError extends LadderlintError {
  override name = 'GitLabError'
  /** HTTP status; null when there was no answer, or none that could be understood. */
  readonly status: number | null
  /** Whether the same request may succeed later. A POST may have been carried out all the same: read back first. */
  readonly retryable: boolean
  /** Milliseconds that GitLab asked to wait; null when it did not say. */
  readonly retryAfter: number | null
  /** GitLab's own words, shortened; '' for none. Only for the few refusals that nothing but words tells apart. */
  readonly detail: string

  constructor(message: string, {status, retryable, retryAfter = null, detail = '', hint}: Facts) {
    super(message, {hint, exitCode: 3})
    this.status = status
    this.retryable = retryable
    this.retryAfter = retryAfter
    this.detail = detail
  }
}

export interface Refusal {
  readonly status: number
  /** GitLab's words, already free of secrets. */
  readonly detail: string
  /** Milliseconds; null when GitLab did not say. */
  readonly retryAfter: number | null
}

/** The error for an answer that is not 2xx. */
export function refusalOf(call: Call, {status, detail, retryAfter}: Refusal): GitLabError {
  const request = `${call.method} ${call.path}`
  const words = detail ? `: ${detail}` : ''
  const facts = {status, retryable: isRetryable(status), retryAfter, detail}
  switch (status) {
    case 401:
      return new GitLabError(`GitLab does not accept the token (401 for ${request})`, {
        ...facts,
        hint: 'Check GITLAB_TOKEN: it has expired, was revoked, or belongs to another GitLab'
      })
    case 403:
      return new GitLabError(`GitLab does not allow ${request} (403)${words}`, {
        ...facts,
        hint: missingRight(call, detail)
      })
    case 404:
      return new GitLabError(`GitLab has no ${call.path}, or hides it from this token (404 for ${request})`, {
        ...facts,
        hint: `Check the project and the number; the token's user needs ${roleFor(call)}`
      })
    case 429:
      return limited(call, retryAfter)
    default:
      return new GitLabError(
        `GitLab ${status >= 500 ? 'failed' : 'refused'} ${request} (${status})${words}`,
        {
          ...facts,
          hint: facts.retryable
            ? 'Try again later'
            : 'If the request looks right, report this as a defect of ladderlint'
        }
      )
  }
}

/** The error for a request that has come too soon, or would. @param retryAfter Milliseconds; null when GitLab does not say. */
export function limited({method, path}: Call, retryAfter: number | null): GitLabError {
  return new GitLabError(`GitLab limits how often this token may ask (429 for ${method} ${path})`, {
    status: 429,
    retryable: true,
    retryAfter,
    hint: retryAfter === null ? 'Try again in a minute' : `Try again in ${Math.ceil(retryAfter / 1000)} s`
  })
}

/** 409 is a lock that another request holds (commit statuses); 425 and 5xx pass, but for what is not implemented. */
function isRetryable(status: number): boolean {
  return [408, 409, 425, 429].includes(status) || (status >= 500 && status !== 501)
}

function missingRight(call: Call, detail: string): string {
  // OAuth's error code (RFC 6750), which GitLab sends for a token whose scope is too narrow.
  if (detail.includes('insufficient_scope')) {
    return `The token's scope is too narrow: ${call.method === 'GET' ? '"read_api" reads' : '"api" is the one that writes'}`
  }
  return `The token's user needs ${roleFor(call)}; in a locked discussion only members may write`
}

/** The least role that GitLab's permission tables name for a request. */
function roleFor({method, path}: Call): string {
  const project = /^projects\/([^/]+)/.exec(path)?.[1]
  const where = project ? ` in project ${decodeURIComponent(project)}` : ''
  if (method === 'GET') return `at least the Reporter role${where}, and scope "read_api"`
  if (/\/statuses\//.test(path))
    return `the Developer role${where} (Maintainer on a protected branch), and scope "api"`
  if (method === 'PUT' && /\/discussions\/[^/]+$/.test(path))
    return `the Developer role${where}, and scope "api"`
  if (method === 'PUT' && /\/notes\/[^/]+$/.test(path)) {
    return `to have written that note, or the Maintainer role${where}, and scope "api"`
  }
  return `at least the Reporter role${where}, and scope "api"`
}

/** The error for a request that got no answer: refused, not found or cut off. */
export function unreachable(call: Call, origin: string, reason: string): GitLabError {
  // OpenSSL's and Node's codes: CERT_HAS_EXPIRED, DEPTH_ZERO_SELF_SIGNED_CERT, UNABLE_TO_VERIFY_LEAF_SIGNATURE, …
  const certificate = /CERT|SIGNATURE/.test(reason)
  return new GitLabError(`${origin} could not be reached for ${call.method} ${call.path} (${reason})`, {
    status: null,
    retryable: true,
    hint: certificate
      ? 'The certificate is not trusted; name its authority with NODE_EXTRA_CA_CERTS'
      : 'Check GITLAB_URL, the network, and whether this GitLab is up'
  })
}

/** The error for an answer that did not come in time. @param timeout Milliseconds. */
export function tooSlow(call: Call, origin: string, timeout: number): GitLabError {
  return new GitLabError(`${origin} did not answer ${call.method} ${call.path} within ${timeout / 1000} s`, {
    status: null,
    retryable: true,
    hint: 'Check whether this GitLab is up, and try again later'
  })
}

/** The error for an answer that GitLab's API does not give. */
export function nonsenseOf(call: Call, what: string): GitLabError {
  return new GitLabError(`The answer to ${call.method} ${call.path} is not GitLab's: ${what}`, {
    status: null,
    retryable: false,
    hint: 'Check that GITLAB_URL is the address of a GitLab, version 17 or newer'
  })
}
