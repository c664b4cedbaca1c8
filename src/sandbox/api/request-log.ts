/**
 * What was asked of the API, so that a test can say "no write" and a demo "six reads".
 */
import type {RequestHandler} from 'express'
import type {State} from '../state.ts'

export interface LoggedRequest {
  readonly method: string
  /** With its query, without `/api/v4`. */
  readonly path: string
  readonly at: Date
  /** Whether it could change something; rendering Markdown by POST does not, nor a GraphQL query. */
  readonly kind: 'read' | 'write'
  /** Null until answered, and for a dropped connection. */
  status: number | null
}

export interface RequestCounts {
  readonly reads: number
  readonly writes: number
  readonly requests: readonly LoggedRequest[]
}

export function logRequests(log: LoggedRequest[], {now}: State): RequestHandler {
  return (request, response, next) => {
    const isQuestion = ['/markdown', '/graphql'].includes(request.path)
    const reads = ['GET', 'HEAD', 'OPTIONS'].includes(request.method) || isQuestion
    const entry: LoggedRequest = {
      method: request.method,
      path: request.url,
      at: now(),
      kind: reads ? 'read' : 'write',
      status: null
    }
    log.push(entry)
    response.on('finish', () => {
      entry.status = response.statusCode
    })
    next()
  }
}

export function countRequests(log: readonly LoggedRequest[]): RequestCounts {
  const reads = log.filter((entry) => entry.kind === 'read').length
  return {reads, writes: log.length - reads, requests: [...log]}
}
