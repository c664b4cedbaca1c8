/**
 * How webhook requests are answered, as far as it is counted.
 */
import type {Response} from 'express'
import type {GitLabEvent} from '../gitlab/events.ts'

export interface DeliveryAnswer {
  /** `unread`: refused before its body was read, or no event. */
  readonly event: GitLabEvent['kind'] | 'unread'
  /** Of HTTP. */
  readonly status: number
}

export function outcomeOf(status: number): 'queued' | 'ignored' | 'refused' | 'not-stored' {
  if (status === 202) return 'queued'
  if (status < 300) return 'ignored'
  return status < 500 ? 'refused' : 'not-stored'
}

/** Has `tell` told when the request is answered. @returns Takes the event, once it is known. */
export function watchAnswer(
  response: Response,
  tell: (answer: DeliveryAnswer) => void
): (event: GitLabEvent['kind']) => void {
  let event: DeliveryAnswer['event'] = 'unread'
  response.once('finish', () => tell({event, status: response.statusCode}))
  return (kind) => {
    event = kind
  }
}
