/**
 * A whole installation for end-to-end tests: a sandbox GitLab with a handbook, and the service, configured as in
 * production, joined by a webhook.
 */
import {setTimeout as sleep} from 'node:timers/promises'
import {onTestFinished} from 'vitest'
import type {Note} from '../../src/sandbox/review/discussion.ts'
import type {Sandbox} from '../../src/sandbox/sandbox.ts'
import {startSandbox} from '../../src/sandbox/start.ts'
import type {MergeRequest, Project, User} from '../../src/sandbox/state.ts'
import {createLog} from '../../src/server/log.ts'
import {startService} from '../../src/server/serve.ts'

export const SECRETS = {
  webhook: 'webhook-secret-of-the-test',
  signing: 'whsec_c2lnbmluZyBrZXkgb2YgdGhlIHRlc3Q=',
  marker: 'marker-key-of-the-test'
}

export interface Thread {
  readonly path: string
  /** Line of the new file; null for a thread on the whole file. */
  readonly line: number | null
  readonly rule: string
  readonly resolved: boolean
  readonly body: string
}

export interface Installation {
  readonly api: Sandbox
  readonly project: Project
  readonly author: User
  readonly serviceUrl: string
  /** What the service logged so far, one JSON text a line. */
  readonly log: readonly string[]
  /** Resolves when all deliveries are answered and all reviews done. */
  idle(): Promise<void>
  /** Starts a second service with nothing in memory in place of the first. */
  restart(): Promise<void>
  threads(mergeRequest: MergeRequest): Thread[]
  /** Bodies of the bot's plain notes. */
  summaries(mergeRequest: MergeRequest): string[]
}

/** @param files The handbook at the target branch. */
export async function install(
  files: Readonly<Record<string, string>>,
  options: {
    /** GitLab's version; older ones lack draft notes, or parameters of them. */
    readonly version?: string
    /** Of the bot's token. */
    readonly scopes?: readonly string[]
  } = {}
): Promise<Installation> {
  const sandbox = await startSandbox(options.version === undefined ? {} : {version: options.version})
  onTestFinished(() => sandbox.close())
  const {api} = sandbox
  const project = await api.createProject({path: 'people/handbook', files})
  const author = api.createUser('ada')
  api.setRole(project, author, 'developer')
  const bot = api.createProjectToken(project, 'ladderlint', 'developer', options.scopes)
  const log: string[] = []

  const start = () =>
    startService(
      {
        forge: {url: sandbox.url, token: bot.token},
        secret: SECRETS.webhook,
        signingTokens: [SECRETS.signing],
        projects: [project.path],
        markerKey: SECRETS.marker,
        publicUrl: undefined,
        host: '127.0.0.1',
        port: 0,
        logLevel: 'debug'
      },
      createLog('debug', {write: (line) => log.push(line)}),
      {retryDelay: () => 0}
    )
  let service = await start()
  onTestFinished(() => service.close())
  const hook = api.createHook(project, `${service.url}/webhooks/gitlab`, {
    token: SECRETS.webhook,
    signingToken: SECRETS.signing
  })

  async function idle(): Promise<void> {
    for (;;) {
      await api.settled()
      const answer = await fetch(`${service.url}/readyz`)
      const {queue} = (await answer.json()) as {queue: {waiting: number; running: number}}
      if (queue.waiting + queue.running === 0) return
      await sleep(10)
    }
  }

  const notesOf = (mergeRequest: MergeRequest): Note[] =>
    api.discussions(mergeRequest).flatMap(({notes}) => notes.filter(({authorId}) => authorId === bot.user.id))

  return {
    api,
    project,
    author,
    get serviceUrl() {
      return service.url
    },
    log,
    idle,
    async restart() {
      await service.close()
      service = await start()
      const configured = project.hooks.get(hook)
      if (configured) configured.url = `${service.url}/webhooks/gitlab`
    },
    threads: (mergeRequest) =>
      notesOf(mergeRequest).flatMap(({position, body, resolvedAt}) =>
        position
          ? [
              {
                path: position.new_path ?? '',
                line: position.new_line,
                rule: /Why: \[`([a-z-]+)`\]/.exec(body)?.[1] ?? '',
                resolved: resolvedAt !== null,
                body
              }
            ]
          : []
      ),
    summaries: (mergeRequest) => notesOf(mergeRequest).flatMap(({position, body}) => (position ? [] : [body]))
  }
}
