import {createApp} from '../../src/server/app.ts'
import type {BotUser} from '../../src/server/bot-user.ts'
import {registerCommands} from '../../src/server/command-app.ts'
import {createHttp, type HttpOptions} from '../../src/server/http.ts'
import {createLog} from '../../src/server/log.ts'
import {createMetrics} from '../../src/server/metrics.ts'
import {registerReviews} from '../../src/server/review-app.ts'
import {emptyJournal} from './empty-journal.ts'
import {recordedQueue} from './recorded-queue.ts'
import {serveHere} from './serve-here.ts'

export const SECRET = 'the secret of the webhook'

/** The HTTP face of a service whose queue nobody works on, until the test ends. */
export async function openService(
  options: Partial<HttpOptions> & {readonly storeFails?: boolean; readonly bot?: BotUser} = {}
) {
  const lines: string[] = []
  const log = createLog('debug', {write: (line) => lines.push(line)})
  const queue = recordedQueue(options)
  const app = createApp({queue, log})
  registerReviews(app, () => options.bot)
  registerCommands(app, () => options.bot)
  const metrics = createMetrics('0.0.0', options.queue?.depth ?? queue.depth)
  const http = createHttp({
    app,
    queue,
    log,
    metrics,
    journal: emptyJournal,
    version: '0.0.0',
    startedAt: 0,
    now: Date.now,
    health: async () => ({database: null, gitlab: null}),
    credentials: {secret: SECRET, signingTokens: [], allowsUnverified: false},
    projects: undefined,
    dashboardToken: undefined,
    folderToken: null,
    gitlabUrl: 'https://gitlab.example.com',
    webhookUrl: undefined,
    ...options
  })
  const port = await serveHere(http)
  return {url: `http://127.0.0.1:${port}`, port, queue, metrics, log: lines}
}
