/**
 * Webhooks of a project and the log of what was delivered to them.
 */

export type EventKind = 'merge_requests_events' | 'note_events' | 'confidential_note_events' | 'push_events'

export interface Hook {
  readonly id: number
  url: string
  /** Shown to nobody again: sent as X-Gitlab-Token. */
  token: string | null
  /** `whsec_<base64>`: signs each delivery by Standard Webhooks. */
  signingToken: string | null
  events: Set<EventKind>
  /** Whether a certificate that is not trusted ends a delivery; this sandbox delivers over http. */
  verifiesCertificate: boolean
  readonly createdAt: Date
  readonly deliveries: Delivery[]
  /** Failures in a row; after the fourth GitLab waits, after the fortieth it stops. */
  failures: number
  disabledUntil: Date | null
}

export interface Delivery {
  readonly id: number
  readonly hookId: number
  /** "merge_request_hooks", as the delivery log calls it. */
  readonly trigger: string
  readonly url: string
  readonly requestHeaders: Readonly<Record<string, string>>
  /** The bytes that were signed. */
  readonly requestBody: string
  readonly at: Date
  /** Null while on its way and when no answer came. */
  status: number | null
  responseHeaders: Readonly<Record<string, string>>
  /** First 8 KB. */
  responseBody: string
  /** Why no answer came: "timeout", "connection refused"; null when one did. */
  failure: string | null
  /** Milliseconds until the answer or the failure. */
  duration: number | null
}
