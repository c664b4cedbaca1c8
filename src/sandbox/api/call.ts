/**
 * One API request: who calls, what it asks for, and the checks that every endpoint makes first.
 */
import type {Request, Response, Router} from 'express'
import {z} from 'zod'
import {forbidden, invalidParameters, notFound, Refusal, unauthorized} from '../refusal.ts'
import {
  type Actor,
  inTurn,
  type MergeRequest,
  type Project,
  ROLES,
  type Role,
  roleOf,
  type State,
  type Token,
  type User
} from '../state.ts'

export interface Call {
  readonly state: State
  readonly request: Request
  readonly response: Response
  /** Null for a request without a token, where the endpoint lets one in. */
  readonly user: User | null
}

export interface EndpointOptions {
  /** Whether public projects answer without a token. */
  readonly anonymous?: boolean
  /** Whether a CI job token opens it (doc/ci/jobs/ci_job_token.md). */
  readonly jobToken?: boolean
  /** Narrower scopes that open it besides `read_api` and `api`. */
  readonly scopes?: readonly string[]
  /** Whether it asks for a token and for no scope of it. */
  readonly anyScope?: boolean
}

export type Endpoint = (call: Call) => Promise<void> | void

/** Registers an endpoint; writes take turns. */
export type Register = (
  method: 'get' | 'head' | 'post' | 'put' | 'delete',
  path: string,
  endpoint: Endpoint,
  options?: EndpointOptions
) => void

export function registerOn(router: Router, state: State): Register {
  return (method, path, endpoint, options = {}) => {
    const writes = method !== 'get' && method !== 'head' && path !== '/markdown'
    router[method](path, async (request, response) => {
      const user = authenticate(state, request, options, writes)
      const call: Call = {state, request, response, user}
      await (writes ? inTurn(state, async () => endpoint(call)) : endpoint(call))
    })
  }
}

/** The caller as one who does something. @throws Refusal 401 for a request without a token. */
export function actorOf({user, request}: Call): Actor {
  if (!user) throw unauthorized()
  return {user, chain: request.get('x-gitlab-event-uuid')}
}

/**
 * The project of the path, by number or by encoded path.
 * @throws Refusal 404 when the caller may not see it; 301 to its number by a path that it had before, 405 for a write there.
 */
export function projectOf({state, request, user}: Call): Project {
  const id = String(request.params.id)
  const projects = [...state.projects.values()]
  const project =
    projects.find((one) => String(one.id) === id || one.path === id) ??
    projects.find((one) => one.formerPaths.has(id))
  const visible = project && (project.visibility === 'public' || (user !== null && roleOf(project, user) > 0))
  if (!visible) throw notFound('Project')
  if (project.formerPaths.has(id)) throw moved(request, id, project)
  return project
}

/** Source: lib/api/helpers.rb, `redirect_if_project_moved` (16.7). */
function moved({method, originalUrl}: Request, path: string, {id}: Project): Refusal {
  if (method !== 'GET') {
    return new Refusal(405, {message: 'Non GET methods are not allowed for moved projects'})
  }
  const location = originalUrl.replace(`/projects/${encodeURIComponent(path)}`, `/projects/${id}`)
  return new Refusal(301, {message: 'Moved Permanently'}, {Location: location})
}

/** @throws Refusal 403 for a write to an archived project. */
export function refuseArchived({archived}: Project, {request}: Call): void {
  if (archived && request.method !== 'GET' && request.method !== 'HEAD') throw forbidden()
}

/** The project, for what needs its code: guests of a private project may not read that. */
export function repositoryOf(call: Call): Project {
  const project = projectOf(call)
  if (!mayReadCode(project, call.user)) throw forbidden()
  return project
}

/** @throws Refusal 404 when there is none, or none that the caller may see; 403 for a write to an archived project. */
export function mergeRequestOf(call: Call): MergeRequest {
  const project = projectOf(call)
  const mergeRequest = project.mergeRequests.get(Number(call.request.params.iid))
  if (!mergeRequest || !mayReadCode(project, call.user)) throw notFound()
  refuseArchived(project, call)
  return mergeRequest
}

/** @throws Refusal 403 for a lower role. */
export function requireRole(project: Project, {user}: Call, role: Role): void {
  if (!user || roleOf(project, user) < ROLES[role]) throw forbidden()
}

/**
 * Query and body, checked. A body's value counts before the query's.
 * @throws Refusal 400 in the words of GitLab's parameter checks.
 */
export function parametersOf<Output>(schema: z.ZodType<Output>, {request}: Call): Output {
  const given: unknown = {...request.query, ...(isRecord(request.body) ? request.body : {})}
  const result = schema.safeParse(given)
  if (result.success) return result.data
  throw invalidParameters(result.error.issues.map((issue) => describe(issue, given)))
}

/** A number, or its digits as a form or a query sends them. */
export const integer = z.union([
  z.int(),
  z
    .string()
    .regex(/^-?\d+$/)
    .transform(Number)
])
export const boolean = z.union([
  z.boolean(),
  z.enum(['true', 'false', '1', '0']).transform((text) => /^(true|1)$/.test(text))
])
/** A list, or the same joined by commas. */
export const list = z.union([
  z.array(z.string()),
  z.string().transform((text) => text.split(',').filter(Boolean))
])

function authenticate(
  state: State,
  request: Request,
  options: EndpointOptions,
  writes: boolean
): User | null {
  const token = tokenOf(state, request)
  if (token === 'none') {
    if (options.anonymous) return null
    throw unauthorized()
  }
  if (!token) throw unauthorized()
  if (token.revoked) {
    const error_description = 'Token was revoked. You have to re-authorize from the user.'
    throw new Refusal(401, {error: 'invalid_token', error_description})
  }
  if (isExpired(token, state.now())) {
    const error_description = 'Token is expired. You can either do re-authorization or token refresh.'
    throw new Refusal(401, {error: 'invalid_token', error_description})
  }
  if (token.kind === 'job') {
    if (!options.jobToken) throw unauthorized()
  } else if (!options.anyScope) {
    const wanted = writes ? ['api'] : ['api', 'read_api', ...(options.scopes ?? [])]
    if (!wanted.some((scope) => token.scopes.includes(scope))) {
      const error_description = 'The request requires higher privileges than provided by the access token.'
      throw new Refusal(403, {error: 'insufficient_scope', error_description, scope: wanted.join(' ')})
    }
  }
  return state.users.get(token.userId) ?? null
}

export function isExpired({expiresAt}: Token, now: Date): boolean {
  return expiresAt !== null && new Date(`${expiresAt}T00:00:00Z`) <= now
}

/** The access token of the request, which is known to have a valid one. */
export function accessTokenOf({state, request}: Call): Token {
  const token = tokenOf(state, request)
  if (!token || token === 'none') throw unauthorized()
  return token
}

function tokenOf(state: State, request: Request): Token | undefined | 'none' {
  const job = request.get('job-token')
  const access =
    request.get('private-token') ?? /^Bearer (.+)$/i.exec(request.get('authorization') ?? '')?.[1]
  const value = job ?? access
  if (value === undefined) return 'none'
  const token = state.tokens.get(value)
  return token && (token.kind === 'job') === (job !== undefined) ? token : undefined
}

function mayReadCode(project: Project, user: User | null): boolean {
  return project.visibility === 'public' || (user !== null && roleOf(project, user) >= ROLES.planner)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function describe(issue: z.core.$ZodIssue, given: unknown): string {
  const [first = '', ...rest] = issue.path.map(String)
  const name = first + rest.map((part) => `[${part}]`).join('')
  const value = issue.path.reduce<unknown>((at, key) => (isRecord(at) ? at[String(key)] : undefined), given)
  if (value === undefined || value === null) return `${name} is missing`
  if (issue.code === 'too_small') return `${name} is empty`
  const oneOf = issue.code === 'invalid_value' || issue.code === 'custom'
  return oneOf ? `${name} does not have a valid value` : `${name} is invalid`
}
