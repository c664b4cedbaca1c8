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

/** Tells how requests were answered, whoever answered them. */
export interface AnswerWatch {
  begin(response: Response): void
  /** What the request brought has been read. */
  know(response: Response, event: GitLabEvent['kind']): void
}

export function watchAnswers(tell: (answer: DeliveryAnswer) => void): AnswerWatch {
  const known = new WeakMap<Response, GitLabEvent['kind']>()
  return {
    begin(response) {
      response.once('finish', () => {
        tell({event: known.get(response) ?? 'unread', status: response.statusCode})
      })
    },
    know: (response, event) => void known.set(response, event)
  }
}

export function outcomeOf(status: number): 'queued' | 'ignored' | 'refused' | 'not-stored' {
  if (status === 202) return 'queued'
  if (status < 300) return 'ignored'
  return status < 500 ? 'refused' : 'not-stored'
}
