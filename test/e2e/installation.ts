/**
 * A whole installation for end-to-end tests: a sandbox GitLab with a handbook, and the service, configured as in
 * production, joined by a webhook.
 */
import {setTimeout as sleep} from 'node:timers/promises'
import {onTestFinished} from 'vitest'
import {createPageCache} from '../../src/handbook/page-cache.ts'
import {checkHere} from '../../src/reviewer/check.ts'
import {demoChange} from '../../src/sandbox/demo-files.ts'
import type {Discussion, Note} from '../../src/sandbox/review/discussion.ts'
import type {Sandbox} from '../../src/sandbox/sandbox.ts'
import {startSandbox} from '../../src/sandbox/start.ts'
import type {MergeRequest, Project, User} from '../../src/sandbox/state.ts'
import {createLog} from '../../src/server/log.ts'
import {type ServiceOptions, startService} from '../../src/server/serve.ts'
import {createPostgresDatabase} from '../database/test-database.ts'
import {type Thread, threadsAmong} from './bot-threads.ts'

export const SECRETS = {
  webhook: 'webhook-secret-of-the-test',
  signing: 'whsec_c2lnbmluZyBrZXkgb2YgdGhlIHRlc3Q=',
  marker: 'marker-key-of-the-test'
}

export interface Installation {
  readonly api: Sandbox
  readonly project: Project
  readonly author: User
  /** The user of the service's token. */
  readonly bot: User
  readonly serviceUrl: string
  /** Address of the service's database. */
  readonly database: string
  /** What the service logged so far, one JSON text a line. */
  readonly log: readonly string[]
  /** Opens a merge request of the author's, with the demo's change unless other files are named; `idle` waits for its review. */
  open(change?: {
    readonly title?: string
    readonly files?: Readonly<Record<string, string | null>>
  }): Promise<MergeRequest>
  /** Resolves when all deliveries are answered and all reviews done. */
  idle(): Promise<void>
  /** Ends the service; what GitLab delivers until it is restarted is lost. */
  stop(): Promise<void>
  /** Starts a second service with nothing in memory in place of the first, perhaps with the token of another user. */
  restart(options?: {readonly newToken?: boolean}): Promise<void>
  threads(mergeRequest: MergeRequest): Thread[]
  /** Bodies of the bot's plain notes. */
  summaries(mergeRequest: MergeRequest): string[]
  /** Writes a comment, or answers in a discussion; waits for what the service does about it. */
  say(user: User, mergeRequest: MergeRequest, body: string, discussion?: Discussion): Promise<Discussion>
  /** Calls GitLab's API as a user; the path is below the merge request. @throws Error for an answer that is not 2xx. */
  call(user: User, method: string, mergeRequest: MergeRequest, path: string, body?: object): Promise<unknown>
}

/** @param files The handbook at the target branch. */
export async function install(
  files: Readonly<Record<string, string>>,
  options: {
    /** GitLab's version; older ones lack draft notes, or parameters of them. */
    readonly version?: string
    /** Of the bot's token. */
    readonly scopes?: readonly string[]
    readonly review?: ServiceOptions['review']
    /** Checks pages in worker threads, as the installed service does, rather than here. */
    readonly workers?: boolean
    /** No sweep by default: it asks GitLab whenever it likes. */
    readonly sweepMinutes?: number
    /** The project's setting that resolves threads whose lines have changed. */
    readonly resolveOutdated?: boolean
  } = {}
): Promise<Installation> {
  const sandbox = await startSandbox(options.version === undefined ? {} : {version: options.version})
  onTestFinished(() => sandbox.close())
  const {api} = sandbox
  const {resolveOutdated = false} = options
  const project = await api.createProject({path: 'people/handbook', files, resolveOutdated})
  const author = api.createUser('ada')
  api.setRole(project, author, 'developer')
  let bot = api.createProjectToken(project, 'ladderlint', 'developer', options.scopes)
  const bots = new Set([bot.user.id])
  const log: string[] = []

  const database = await createPostgresDatabase()
  // Starting a worker thread takes longer than most reviews; src/workers has its own tests, and so has the service with them.
  const check = () => (options.workers ? {} : {check: checkHere(createPageCache({maxEntries: 50}))})
  const start = () =>
    startService(
      {
        forge: {url: sandbox.url, token: bot.token},
        database: {kind: 'server', url: database},
        allowsUnverified: false,
        dashboardToken: undefined,
        secret: SECRETS.webhook,
        signingTokens: [SECRETS.signing],
        projects: [project.path],
        sweepMinutes: options.sweepMinutes ?? 0,
        markerKey: SECRETS.marker,
        publicUrl: undefined,
        host: '127.0.0.1',
        port: 0,
        logLevel: 'debug'
      },
      createLog('debug', {write: (line) => log.push(line)}),
      {retryDelay: () => 0, review: {...check(), ...options.review}}
    )
  let service = await start()
  let isRunning = true
  onTestFinished(() => stop())
  const hook = api.createHook(project, `${service.url}/webhooks/gitlab`, {
    token: SECRETS.webhook,
    signingToken: SECRETS.signing,
    events: ['merge_requests_events', 'note_events', 'push_events']
  })

  async function stop(): Promise<void> {
    if (isRunning) await service.close()
    isRunning = false
  }

  async function idle(): Promise<void> {
    for (;;) {
      await api.settled()
      const answer = await fetch(`${service.url}/readyz`)
      const {queue} = (await answer.json()) as {queue?: {waiting: number; running: number}}
      if (queue && queue.waiting + queue.running === 0) return
      await sleep(10)
    }
  }

  const notesOf = (mergeRequest: MergeRequest): Note[] =>
    api
      .discussions(mergeRequest)
      .flatMap(({notes}) => notes.filter(({authorId, system}) => bots.has(authorId) && !system))

  const call: Installation['call'] = async (user, method, {iid}, path, body) => {
    const url = `${sandbox.url}/api/v4/projects/${project.id}/merge_requests/${iid}${path}`
    const answer = await fetch(url, {
      method,
      headers: {'private-token': api.createToken(user), 'content-type': 'application/json'},
      ...(body ? {body: JSON.stringify(body)} : {})
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${answer.status} ${text}`)
    return text === '' ? null : JSON.parse(text)
  }

  return {
    api,
    database,
    project,
    author,
    get bot() {
      return bot.user
    },
    call,
    open: ({title = 'Add a role', files = demoChange()} = {}) =>
      api.createMergeRequest({project, title, files, author}),
    async say(user, mergeRequest, body, discussion) {
      const path = discussion ? `/discussions/${discussion.id}/notes` : '/notes'
      await call(user, 'POST', mergeRequest, path, {body})
      await idle()
      const said = discussion ?? api.discussions(mergeRequest).findLast(({notes}) => notes[0]?.body === body)
      if (!said) throw new Error('the comment is gone')
      return said
    },
    get serviceUrl() {
      return service.url
    },
    log,
    idle,
    stop,
    async restart({newToken = false} = {}) {
      await stop()
      if (newToken) {
        api.revokeToken(bot.token)
        bot = api.createProjectToken(project, 'ladderlint', 'developer', options.scopes)
        bots.add(bot.user.id)
      }
      service = await start()
      isRunning = true
      const configured = project.hooks.get(hook)
      if (configured) configured.url = `${service.url}/webhooks/gitlab`
    },
    threads: (mergeRequest) => threadsAmong(notesOf(mergeRequest)),
    summaries: (mergeRequest) =>
      notesOf(mergeRequest).flatMap(({position, type, body}) => (position || type !== null ? [] : [body]))
  }
}
