/**
 * Makes the API misbehave on demand: slow, rate-limited, failing before or after the write took effect, cut off.
 */
import type {RequestHandler, Response} from 'express'
import {z} from 'zod'

export const faultSchema = z.object({
  /** Requests it applies to; any when left out. */
  method: z.string().toUpperCase().optional(),
  /** A part of the path after `/api/v4`, or a pattern between slashes: "/discussions", "/\\/notes$/". */
  path: z.string().optional(),
  /** Matching requests let through first. */
  skip: z.int().nonnegative().default(0),
  /** Matching requests it applies to; all when left out. */
  times: z.int().positive().optional(),
  /** Milliseconds to wait before anything else. */
  delay: z.int().nonnegative().default(0),
  /** The answer: 429, 500, 502 …; left out, the request is only slow (or dropped). */
  status: z.int().min(400).max(599).optional(),
  /** Plain text as GitLab's own 429 is, or JSON. */
  body: z.unknown().optional(),
  /** Seconds, sent as Retry-After. */
  retryAfter: z.int().nonnegative().optional(),
  /** "after": the request takes effect, only its answer is lost. */
  when: z.enum(['before', 'after']).default('before'),
  /** Cuts the connection instead of answering. */
  drop: z.boolean().default(false)
})

export type Fault = z.input<typeof faultSchema>

/** Faults in force, with how many matching requests each has seen. */
export type Faults = {readonly fault: z.output<typeof faultSchema>; seen: number}[]

/** @throws z.ZodError for a fault that makes no sense. */
export function addFault(faults: Faults, fault: Fault): void {
  faults.push({fault: faultSchema.parse(fault), seen: 0})
}

export function injectFaults(faults: Faults): RequestHandler {
  return async (request, response, next) => {
    const entry = faults.find(({fault}) => matches(fault, request.method, request.url))
    if (!entry) return next()
    const {fault} = entry
    const turn = entry.seen++
    if (turn < fault.skip || turn >= fault.skip + (fault.times ?? Number.POSITIVE_INFINITY)) return next()

    if (fault.delay > 0) await new Promise((resolve) => setTimeout(resolve, fault.delay))
    const fail = fault.drop
      ? () => response.socket?.destroy()
      : fault.status
        ? () => answer(response, fault)
        : null
    if (!fail) return next()
    if (fault.when === 'before') return fail()
    replaceEnd(response, fail)
    return next()
  }
}

function matches({method, path}: Faults[number]['fault'], requestMethod: string, url: string): boolean {
  if (method !== undefined && method !== requestMethod) return false
  if (path === undefined) return true
  const pattern = /^\/(.+)\/$/.exec(path)?.[1]
  return pattern === undefined ? url.includes(path) : new RegExp(pattern).test(url.split('?')[0] ?? '')
}

function answer(response: Response, {status = 500, body, retryAfter}: Faults[number]['fault']): void {
  for (const name of response.getHeaderNames()) response.removeHeader(name)
  response.status(status)
  if (retryAfter !== undefined) {
    const reset = Math.floor(Date.now() / 1000) + retryAfter
    response.set({
      'Retry-After': String(retryAfter),
      'RateLimit-Limit': '2000',
      'RateLimit-Name': 'throttle_authenticated_api',
      'RateLimit-Observed': '2001',
      'RateLimit-Remaining': '0',
      'RateLimit-Reset': String(reset),
      'RateLimit-ResetTime': new Date(reset * 1000).toUTCString()
    })
  }
  if (body !== undefined && typeof body !== 'string') response.json(body)
  else response.type('text/plain').send(body ?? (status === 429 ? 'Retry later\n' : ''))
}

/** Lets the endpoint do its work, and swaps what it answers at the last moment. */
function replaceEnd(response: Response, fail: () => void): void {
  const {end} = response
  response.end = () => {
    response.end = end
    fail()
    return response
  }
}
