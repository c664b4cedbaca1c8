/**
 * Starts the sandbox: a small GitLab on loopback. Closing it leaves nothing behind.
 */
import {mkdtemp, rm} from 'node:fs/promises'
import {createServer} from 'node:http'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import express from 'express'
import {LadderlintError} from '../config/ladderlint-error.ts'
import {createApi} from './api/api.ts'
import type {Faults} from './api/faults.ts'
import type {LoggedRequest} from './api/request-log.ts'
import {createControl} from './control.ts'
import {createGraphQl} from './graphql/graphql.ts'
import {createDeliverer, settled} from './hooks/deliver.ts'
import {createPages} from './page/routes.ts'
import {Sandbox} from './sandbox.ts'
import {createState} from './state.ts'

export interface SandboxOptions {
  /** Any free one by default. */
  readonly port?: number
  readonly host?: string
  /** GitLab's version; features that came later are absent. */
  readonly version?: string
  readonly now?: () => Date
  /** Milliseconds to wait for a webhook's answer: 10,000 on GitLab. */
  readonly hookTimeout?: number
  /** Whether a hook that keeps failing is switched off. */
  readonly autoDisableHooks?: boolean
  readonly notesPerMinute?: number
}

export interface RunningSandbox {
  /** "http://127.0.0.1:4711". */
  readonly url: string
  readonly api: Sandbox
  /** Ends deliveries on their way, closes all connections and deletes the repositories. */
  close(): Promise<void>
}

/** @throws LadderlintError when the port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<RunningSandbox> {
  const {port = 0, host = '127.0.0.1', version = '19.6.0', now = () => new Date()} = options
  const webhooks = createDeliverer({
    timeout: options.hookTimeout ?? 10_000,
    autoDisable: options.autoDisableHooks ?? false
  })
  const state = createState({version, now, webhooks, notesPerMinute: options.notesPerMinute ?? 300})
  const folder = await mkdtemp(join(tmpdir(), 'ladderlint-sandbox-'))
  const faults: Faults = []
  const log: LoggedRequest[] = []

  const app = express()
  app.disable('x-powered-by').disable('etag').set('query parser', 'extended')
  app.use('/api/v4', createApi(state, faults, log))
  app.use('/api', createGraphQl(state, faults, log))
  app.use('/sandbox', createControl(state, faults, log))
  app.use(createPages(state))

  const server = createServer(app)
  const {promise: listening, resolve, reject} = Promise.withResolvers<void>()
  server.once('error', reject).listen(port, host, resolve)
  try {
    await listening
  } catch (cause) {
    await rm(folder, {recursive: true, force: true})
    throw new LadderlintError(`the sandbox cannot listen on ${host}:${port}`, {
      hint: 'Choose another port',
      cause
    })
  }
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the sandbox listens on no port')
  state.url = `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`

  return {
    url: state.url,
    api: new Sandbox(state, faults, log, folder),
    async close() {
      const closed = new Promise<void>((done) => server.close(() => done()))
      webhooks.stop.abort()
      server.closeAllConnections()
      await closed
      await state.lastWrite
      await settled(webhooks)
      for (const {repository} of state.projects.values()) repository.close()
      await rm(folder, {recursive: true, force: true})
    }
  }
}
