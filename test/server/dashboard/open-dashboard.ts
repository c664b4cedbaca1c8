import {pino} from 'pino'
import {createApp} from '../../../src/server/app.ts'
import {createHttp, type HttpOptions} from '../../../src/server/http.ts'
import {createMetrics} from '../../../src/server/metrics.ts'
import {serveHere} from '../serve-here.ts'
import {type SampleSources, sampleSources} from './sample-sources.ts'

/** Serves a dashboard until the test ends. @returns Its address. */
export async function openDashboard(
  sources: SampleSources = sampleSources(),
  options: Partial<Pick<HttpOptions, 'dashboardToken' | 'credentials'>> = {}
): Promise<string> {
  const log = pino({level: 'silent'})
  const {queue} = sources
  const http = createHttp({
    ...sources,
    app: createApp({queue, log}),
    log,
    metrics: createMetrics(sources.version, queue.depth),
    credentials: {secret: 'the secret of the webhook', signingTokens: [], allowsUnverified: false},
    projects: undefined,
    dashboardToken: undefined,
    folderToken: null,
    ...options
  })
  return `http://127.0.0.1:${await serveHere(http)}`
}
