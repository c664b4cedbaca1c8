/**
 * A probot-style app: handlers are registered for events and handed one context; `receive` feeds an event to them
 * without HTTP, so that handlers are tested without a server.
 */
import type {Logger} from 'pino'
import type {GitLabEvent} from '../gitlab/events.ts'
import type {Queue} from '../queue/queue.ts'

/** `merge_request` hears every action of that kind, `merge_request.open` one of them. */
export type EventName =
  | GitLabEvent['kind']
  | 'merge_request.close'
  | 'merge_request.merge'
  | 'merge_request.open'
  | 'merge_request.reopen'
  | 'merge_request.update'

/** The event that a handler of `Name` is given. */
export type EventOf<Name extends EventName> = Extract<
  GitLabEvent,
  {kind: Name extends `${infer Kind}.${string}` ? Kind : Name}
>

export interface Context<Event extends GitLabEvent> {
  readonly event: Event
  /** Idempotency-Key: the same for every repetition of one delivery; null when GitLab sent none. */
  readonly delivery: string | null
  /** Id of the HTTP request that brought it; undefined when none did. */
  readonly request: string | undefined
  /** Carries the ids of the request, the delivery and the merge request in every line. */
  readonly log: Logger
  readonly queue: Queue
}

/** What became of an event, for the answer and the log. */
export interface Outcome {
  readonly status: 'queued' | 'ignored'
  readonly reason: string
}

export type Handler<Event extends GitLabEvent> = (context: Context<Event>) => Promise<Outcome>

export interface App {
  on<Name extends EventName>(names: Name | readonly Name[], handler: Handler<EventOf<Name>>): void
  /** Resolves when all handlers of the event have; rejects when one failed, so that the delivery is not acknowledged. */
  receive(event: GitLabEvent, delivery: string | null, request?: string): Promise<Outcome>
}

const UNHEARD: Outcome = {status: 'ignored', reason: 'no part of the review depends on this event'}

export function createApp({queue, log}: {readonly queue: Queue; readonly log: Logger}): App {
  const handlers = new Map<string, Handler<GitLabEvent>[]>()
  return {
    on(names, handler) {
      for (const name of [names].flat()) {
        // `EventOf` ties each name to its event; the map cannot express that and `receive` upholds it.
        handlers.set(name, [...(handlers.get(name) ?? []), handler as Handler<GitLabEvent>])
      }
    },
    async receive(event, delivery, request) {
      const child = log.child({request, delivery, event: event.kind, ...('ref' in event ? event.ref : {})})
      const names = 'action' in event ? [event.kind, `${event.kind}.${event.action}`] : [event.kind]
      let outcome = UNHEARD
      for (const handler of names.flatMap((name) => handlers.get(name) ?? [])) {
        const own = await handler({event, delivery, request, log: child, queue})
        if (outcome === UNHEARD || own.status === 'queued') outcome = own
      }
      child[outcome.status === 'queued' ? 'info' : 'debug']({outcome: outcome.status}, outcome.reason)
      return outcome
    }
  }
}
