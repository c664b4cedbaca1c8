/**
 * The service as a whole: configuration in, a running server out.
 */
import type {Server} from 'node:http'
import type {AddressInfo} from 'node:net'
import type {Logger} from 'pino'
import type {ServiceConfig} from '../config/environment.ts'
import {LadderlintError} from '../config/ladderlint-error.ts'
import {version} from '../config/version.ts'
import {type GitLabForge, openForge} from '../gitlab/forge.ts'
import {createForgeCache} from '../gitlab/forge-cache.ts'
import {createPageCache} from '../handbook/page-cache.ts'
import {createMemoryQueue} from '../queue/memory-queue.ts'
import type {ReviewJob} from '../queue/queue.ts'
import {attendMergeRequest} from '../reviewer/attend-merge-request.ts'
import type {Forge} from '../reviewer/forge.ts'
import {reportFailure} from '../reviewer/report-failure.ts'
import type {ReviewSettings} from '../reviewer/review-settings.ts'
import {ruleSettings} from '../reviewer/rule-settings.ts'
import {createApp} from './app.ts'
import {createKnownBot} from './bot-user.ts'
import {registerCommands} from './command-app.ts'
import {createHttp} from './http.ts'
import {registerReviews} from './review-app.ts'

export interface Service {
  /** Address it listens on, without a trailing slash. */
  readonly url: string
  /** Takes no more deliveries, ends what is running, then resolves. */
  close(): Promise<void>
}

/** Reviews at the same time. One costs little CPU and waits mostly for GitLab. */
const CONCURRENT_REVIEWS = 4

/** Tries of a review while GitLab cannot be reached: about five minutes in all. */
const ATTEMPTS = 8

/** What a running review may still take at shutdown; Docker and Kubernetes kill after 10 and 30 seconds. */
const GRACE_MS = 8000

/** Parsed pages kept; a family page takes about 0.5 MB. */
const CACHED_PAGES = 200

export interface ServiceOptions {
  /** Milliseconds before try `attempt` (2, 3, …) of a review that failed. */
  readonly retryDelay?: (attempt: number, error: unknown) => number
  /** Manners of the reviews other than the usual ones. */
  readonly review?: Pick<ReviewSettings, 'drafts' | 'labels' | 'reviewer' | 'now'>
}

export async function startService(
  config: ServiceConfig,
  log: Logger,
  options: ServiceOptions = {}
): Promise<Service> {
  const cache = createForgeCache()
  // One forge a review, so that each counts its own requests; what they read is shared.
  const forge = () => openForge({...config.forge, cache})
  const {publicUrl} = config
  const settings: ReviewSettings = {
    ruling: {
      settings: ruleSettings(),
      addressOf: publicUrl === undefined ? undefined : (rule) => `${publicUrl}/rules/${rule}`
    },
    cache: createPageCache({maxEntries: CACHED_PAGES}),
    markerKey: config.markerKey,
    answersCommands: true,
    ...options.review
  }

  const queue = createMemoryQueue({
    concurrency: CONCURRENT_REVIEWS,
    attempts: ATTEMPTS,
    delay: options.retryDelay ?? retryDelay,
    onFailure: async (job, error, attempt) => {
      log.error({...job.ref, delivery: job.delivery, attempt, err: error}, 'review given up')
      await reportFailure(forge(), job.ref, settings, error).catch((cause: unknown) => {
        log.error({...job.ref, err: cause}, 'the failure could not be told on the merge request')
      })
    }
  })
  const app = createApp({queue, log})
  const bot = createKnownBot(() => forge().self())
  bot()
  registerReviews(app, bot)
  registerCommands(app, bot)
  const http = createHttp({
    app,
    queue,
    log,
    version,
    credentials: {secret: config.secret, signingTokens: config.signingTokens},
    projects: config.projects,
    now: Date.now,
    // Not the shared cache: it would go on knowing a user whose token was revoked.
    ready: () => readiness(openForge({...config.forge}))
  })
  await queue.start((job, signal) => runReview(forge(), job, settings, log, signal))
  const server = await listen(http, config)
  const {address, port, family} = server.address() as AddressInfo
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeIdleConnections()
      await queue.stop(GRACE_MS)
      server.closeAllConnections()
      await closed
    }
  }
}

/** One line a review: what it was about, what came of it, what it cost. */
async function runReview(
  forge: GitLabForge,
  {ref, delivery}: ReviewJob,
  settings: ReviewSettings,
  log: Logger,
  signal: AbortSignal
): Promise<void> {
  const started = performance.now()
  const {outcome, answers} = await attendMergeRequest(forge, ref, settings, signal)
  const cost = {...forge.counts, ms: Math.round(performance.now() - started)}
  const facts = {...ref, delivery, ...cost, answered: answers.answered}
  for (const reason of answers.refused) log.warn({...ref, delivery}, `a comment got no answer: ${reason}`)
  if (outcome.kind === 'skipped') {
    log.info({...facts, outcome: 'skipped'}, `nothing to review: ${outcome.reason}`)
    return
  }
  const {head, plan} = outcome
  log.info({...facts, head, outcome: plan.status.state}, `reviewed: ${plan.status.description}`)
}

async function readiness(forge: Forge): Promise<string | undefined> {
  try {
    await forge.self()
    return undefined
  } catch (error) {
    return error instanceof LadderlintError ? error.message : 'GitLab could not be asked'
  }
}

/** Milliseconds before the next try: doubling from 2 s to 2 min, or what GitLab asked for; with jitter. */
function retryDelay(attempt: number, error: unknown): number {
  const asked = error instanceof Error && 'retryAfter' in error ? Number(error.retryAfter) : 0
  const backOff = Math.min(2 ** (attempt - 1) * 1000, 120_000)
  return Math.max(asked || 0, backOff) * (1 + Math.random() / 4)
}

function listen(http: ReturnType<typeof createHttp>, {host, port}: ServiceConfig): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = http.listen(port, host)
    server.once('listening', () => resolve(server))
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const why = cause.code === 'EADDRINUSE' ? 'another program listens there' : cause.message
      reject(
        new LadderlintError(`cannot listen on ${host}:${port}: ${why}`, {hint: 'Set HOST and PORT', cause})
      )
    })
  })
}
