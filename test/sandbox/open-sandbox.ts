/**
 * A sandbox for one test, with a project, its people and a client for the API. Closed when the test ends.
 */
import {onTestFinished} from 'vitest'
import type {Sandbox} from '../../src/sandbox/sandbox.ts'
import {type SandboxOptions, startSandbox} from '../../src/sandbox/start.ts'
import type {MergeRequest, Project, User} from '../../src/sandbox/state.ts'

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The body as JSON; undefined when it is none. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly body: any
}

export type Client = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>
) => Promise<Answer>

export interface Opened {
  readonly url: string
  readonly api: Sandbox
  readonly project: Project
  /** A developer; opens the merge requests. */
  readonly author: User
  readonly bot: User
  readonly token: string
  /** Calls the API as the bot, a developer. `:mr` stands for the path of merge request 1. */
  readonly call: Client
  /** The same as somebody else, or with no token at all. */
  as(user: User | null, scopes?: readonly string[]): Client
}

export const LINES = Array.from({length: 40}, (_, index) => `line ${index + 1}`)

/** Forty numbered lines, some replaced; a list of lines takes one line's place. */
export function page(changes: Readonly<Record<number, string | readonly string[]>> = {}, end = '\n'): string {
  return LINES.flatMap((line, index) => changes[index + 1] ?? line).join(end) + end
}

export interface OpenOptions extends SandboxOptions {
  readonly visibility?: 'private' | 'public'
  readonly resolveOutdated?: boolean
}

type Contents = Readonly<Record<string, string | Uint8Array>>

export async function openSandbox(files?: Contents, options?: OpenOptions): Promise<Opened> {
  const {opened, close} = await openSharedSandbox(files, options)
  onTestFinished(close)
  return opened
}

/** For several tests that only ask; `close` is the caller's. */
export async function openSharedSandbox(
  files: Contents = {'page.md': page()},
  options: OpenOptions = {}
): Promise<{readonly opened: Opened; readonly close: () => Promise<void>}> {
  const {visibility = 'private', resolveOutdated = false} = options
  const {url, api, close} = await startSandbox(options)
  const project = await api.createProject({path: 'group/handbook', files, visibility, resolveOutdated})
  const author = api.createUser('ada', {name: 'Ada'})
  api.setRole(project, author, 'developer')
  const {token, user: bot} = api.createProjectToken(project, 'bot')
  const as = (user: User | null, scopes: readonly string[] = ['api']): Client =>
    client(url, project, user === null ? undefined : api.createToken(user, scopes))
  return {opened: {url, api, project, author, bot, token, call: client(url, project, token), as}, close}
}

/** A merge request that changes `page.md`. */
export function change(
  opened: Opened,
  files: Readonly<Record<string, string | Uint8Array | null>>
): Promise<MergeRequest> {
  return opened.api.createMergeRequest({
    project: opened.project,
    title: 'Change',
    files,
    author: opened.author
  })
}

/** A position on `page.md` of the merge request's newest version. */
export async function position(call: Client, numbers: object): Promise<Record<string, unknown>> {
  const {body} = await call('GET', ':mr')
  return {...body.diff_refs, position_type: 'text', old_path: 'page.md', new_path: 'page.md', ...numbers}
}

function client(url: string, project: Project, token: string | undefined): Client {
  return async (method, path, body, headers = {}) => {
    const full = path
      .replace(':mr', `/projects/${project.id}/merge_requests/1`)
      .replace(':project', `/projects/${project.id}`)
    const response = await fetch(`${url}/api/v4${full}`, {
      method,
      headers: {
        ...(token === undefined ? {} : {'private-token': token}),
        ...(body === undefined ? {} : {'content-type': 'application/json'}),
        ...headers
      },
      ...(body === undefined ? {} : {body: typeof body === 'string' ? body : JSON.stringify(body)})
    })
    const text = await response.text()
    return {status: response.status, headers: response.headers, text, body: parse(text)}
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
