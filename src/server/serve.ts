/**
 * The service as a whole: configuration in, a running server out.
 */
import {once} from 'node:events'
import type {Server} from 'node:http'
import type {AddressInfo} from 'node:net'
import type {Logger} from 'pino'
import type {ServiceConfig} from '../config/environment.ts'
import {version} from '../config/version.ts'
import {type OpenedDatabase, openDatabase} from '../database/open-database.ts'
import {openAccess} from '../gitlab/access.ts'
import {openForge} from '../gitlab/forge.ts'
import {createForgeCache} from '../gitlab/forge-cache.ts'
import {createGate} from '../gitlab/gate.ts'
import {openProbe} from '../gitlab/probe.ts'
import {openProjectDirectory} from '../gitlab/project-directory.ts'
import type {Timing} from '../gitlab/timing.ts'
import {openJournal} from '../journal/journal.ts'
import {openBossQueue} from '../queue/boss-queue.ts'
import {pauseAskedBy} from '../queue/pause.ts'
import {reportFailure} from '../reviewer/report-failure.ts'
import type {ReviewSettings} from '../reviewer/review-settings.ts'
import {openCheckPool} from '../workers/check-pool.ts'
import {keepAccount} from './account.ts'
import {createApp} from './app.ts'
import {createAttendedHeads} from './attended-heads.ts'
import {createKnownBot} from './bot-user.ts'
import {checkStart} from './checks/check-start.ts'
import {registerCommands} from './command-app.ts'
import {createEndings, type Endings, within} from './endings.ts'
import {forgetOld} from './forget-old.ts'
import {checkHealth} from './health.ts'
import {createHttp} from './http.ts'
import {registerJournal} from './journal-app.ts'
import {listen} from './listen.ts'
import {createMetrics} from './metrics.ts'
import {repeat} from './repeat.ts'
import {registerReviews} from './review-app.ts'
import {registerRipple, runRipple} from './ripple-app.ts'
import {runReview} from './run-job.ts'
import {createSweep} from './sweep.ts'
import {WEBHOOK_PATH} from './webhook-path.ts'

export interface Service {
  /** Address it listens on, without a trailing slash. */
  readonly url: string
  /**
   * Takes no more deliveries, ends what is running, then resolves; within 20 seconds, whoever does not answer.
   * @throws LadderlintError when not all could be ended by then: the process has to end, and what was running is taken up
   * by the next.
   */
  close(): Promise<void>
  /** Resolves, with what has happened, when it can do nothing more: the process has to end, and the next takes it up. */
  readonly broken: Promise<Error>
}

/** Reviews at the same time. One costs little CPU and waits mostly for GitLab. */
const CONCURRENT_REVIEWS = 4

/** Tries of a review while GitLab cannot be reached: about five minutes in all. */
const ATTEMPTS = 8

const DAY_MS = 86_400_000

/** What a running review may still take at shutdown; Docker and Kubernetes kill after 10 and 30 seconds. */
const GRACE_MS = 8000

/** The longest that stopping takes: a database that does not answer would keep it for ever. */
const STOP_MS = 20_000

/** Before that, what a delivery may take whose body is still on its way. */
const DRAIN_MS = 1000

export interface ServiceOptions {
  /** Milliseconds before try `attempt` (2, 3, …) of a review that failed. */
  readonly retryDelay?: (attempt: number, error: unknown) => number
  /** A database that is open already, and stays so; without it, the one of the configuration. */
  readonly opened?: OpenedDatabase
  /** Manners of the reviews other than the usual ones. */
  readonly review?: Partial<Pick<ReviewSettings, 'check' | 'drafts' | 'labels' | 'reviewer' | 'now'>>
  /** Time and chance for what is asked of GitLab; the system's when left out. */
  readonly timing?: Timing
  /** Seconds between two looks for jobs that other replicas stored, at least 0.5. */
  readonly pollSeconds?: number
  /** Milliseconds that stopping takes at most; 20,000 when left out. */
  readonly stopMs?: number
}

/** @throws LadderlintError when it cannot start; whatever had been opened until then is closed. */
export async function startService(
  config: ServiceConfig,
  log: Logger,
  options: ServiceOptions = {}
): Promise<Service> {
  const endings = createEndings()
  try {
    const {url, broken} = await open(config, log, options, endings)
    return {url, broken, close: () => within(options.stopMs ?? STOP_MS, endings.run())}
  } catch (error) {
    await endings.run().catch((err: unknown) => log.error({err}, 'not everything could be closed'))
    throw error
  }
}

async function open(
  config: ServiceConfig,
  log: Logger,
  options: ServiceOptions,
  endings: Endings
): Promise<Pick<Service, 'url' | 'broken'>> {
  const startedAt = Date.now()
  const metrics = createMetrics(version, () => queue.depth())
  const asked = {...config.forge, timing: options.timing, onRequest: metrics.requested}
  const gitlab = {...asked, gate: createGate()}
  const ids = await checkStart(openAccess(gitlab), config.projects ?? [], log, Date.now())
  const askGitLab = openProbe(asked)
  const cache = createForgeCache()
  // One forge a review, so that each counts its own requests; what they read is shared.
  const forge = (beforeWrite?: () => Promise<void>) => openForge({...gitlab, cache, beforeWrite})
  const {publicUrl} = config
  const checks = openCheckPool({
    onStopped(pages, excess) {
      metrics.stoppedCheck()
      log.warn({pages}, `a check was ended: ${excess}`)
    }
  })
  endings.add(checks.close)
  const settings: ReviewSettings = {
    ruling: {rulePages: publicUrl && `${publicUrl}/rules`},
    check: checks.check,
    markerKey: config.markerKey,
    answersCommands: true,
    ...options.review
  }

  const opened =
    options.opened ?? (await openDatabase(config.database, (message, err) => log.error({err}, message)))
  if (!options.opened) endings.add(opened.close)
  const journal = openJournal(opened.database)
  const account = keepAccount(journal, metrics, log)
  const queue = await openBossQueue({
    database: opened.database,
    concurrency: CONCURRENT_REVIEWS,
    attempts: ATTEMPTS,
    delay: options.retryDelay ?? retryDelay,
    onFailure: async (job, error, attempt) => {
      log.error({job, attempt, err: error}, 'given up; `ladderlint queue list` shows it')
      if (job.kind !== 'review') return
      await account.givenUp(job.ref)
      await reportFailure(forge(), job.ref, settings, error).catch((cause: unknown) => {
        log.error({...job.ref, err: cause}, 'the failure could not be told on the merge request')
      })
    },
    onError: (err) => log.error({err}, 'the queue could not be reached; it is tried again'),
    onWarning: (message) => log.warn(message),
    ...(options.pollSeconds === undefined ? {} : {pollSeconds: options.pollSeconds})
  })
  endings.add(() => queue.stop(GRACE_MS))
  const app = createApp({queue, log})
  const bot = createKnownBot(() => forge().self())
  bot()
  registerReviews(app, bot)
  registerCommands(app, bot)
  registerRipple(app)
  registerJournal(app, journal)
  const http = createHttp({
    app,
    queue,
    log,
    version,
    credentials: config,
    dashboardToken: config.dashboardToken,
    folderToken: opened.folder?.token ?? null,
    publicUrl,
    // A project that gets another path is still the one that was meant.
    projects: config.projects && [...config.projects, ...ids.map(String)],
    now: Date.now,
    health: () => checkHealth(askGitLab, opened.database),
    metrics,
    journal,
    startedAt,
    gitlabUrl: config.forge.url,
    webhookUrl: publicUrl && `${publicUrl}${WEBHOOK_PATH}`
  })
  const server = await listen(http, config, (err) => log.error({err}, 'a connection could not be accepted'))
  endings.add(() => drain(server))
  const directory = openProjectDirectory({...gitlab, cache})
  const attended = createAttendedHeads()
  await queue.start(async (job, signal, confirm) => {
    if (job.kind === 'review')
      attended.add(job.ref, await runReview(forge(confirm), job, {settings, account, log}, signal))
    else await runRipple(directory, job, queue, log, signal)
  })
  const sweep = createSweep({
    directory,
    projects: config.projects,
    attended,
    enqueue: (ref) => queue.enqueue({kind: 'review', ref, delivery: null}),
    log,
    now: Date.now
  })
  const sweeping = config.sweepMinutes > 0 ? repeat(sweep, config.sweepMinutes * 60_000) : undefined
  const forgetting = repeat(() => forgetOld({account, queue, database: opened.database, log}), DAY_MS)
  // Not waited for: it only asks and queues, and GitLab may take its time to answer.
  endings.add(() => void sweeping?.stop())
  endings.add(forgetting.stop)
  const url = addressOf(server)
  await opened.folder?.announce(url)
  return {url, broken: opened.database.broken ?? new Promise(() => undefined)}
}

/** Where the service is reached from this machine: a server that listens everywhere has no address of its own. */
function addressOf(server: Server): string {
  const {address, port, family} = server.address() as AddressInfo
  const host = address === '0.0.0.0' ? '127.0.0.1' : address === '::' ? '::1' : address
  return `http://${family === 'IPv6' && host.includes(':') ? `[${host}]` : host}:${port}`
}

/** Milliseconds before the next try: doubling from 2 s to 2 min, or what GitLab asked for; with jitter. */
function retryDelay(attempt: number, error: unknown): number {
  const backOff = Math.min(2 ** (attempt - 1) * 1000, 120_000)
  return Math.max(pauseAskedBy(error), backOff) * (1 + Math.random() / 4)
}

/** Answers what is being stored, takes nothing more; whoever is still sending then is cut off. */
async function drain(server: Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  const patience = setTimeout(() => server.closeAllConnections(), DRAIN_MS)
  await closed
  clearTimeout(patience)
}
