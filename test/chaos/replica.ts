/**
 * A service that can be killed: as in production, but for the time it waits between two tries. Killed, it is cut off from
 * GitLab, from its database and from who delivers to it, at one moment and without a word.
 */
import {once} from 'node:events'
import type {AddressInfo} from 'node:net'
import {connect, createServer, type Socket} from 'node:net'
import type {ServiceConfig} from '../../src/config/environment.ts'
import type {Database} from '../../src/database/database.ts'
import type {Timing} from '../../src/gitlab/timing.ts'
import type {Check} from '../../src/reviewer/check.ts'
import {createLog} from '../../src/server/log.ts'
import {startService} from '../../src/server/serve.ts'
import {type Fate, type Gateway, openGateway} from './gateway.ts'
import {type MortalDatabase, mortal} from './mortal-database.ts'

export const WEBHOOK_SECRET = 'webhook-secret-of-chaos'
export const MARKER_KEY = 'marker-key-of-chaos'

export interface Replica {
  /** Where GitLab delivers to. */
  readonly url: string
  readonly gateway: Gateway
  /** See `MortalDatabase`. */
  readonly fetched: ReadonlySet<string>
  readonly isDead: boolean
  readonly log: readonly string[]
  kill(): void
  /** Ends it as an operator does; it may die of it. */
  stop(): Promise<void>
  /** Ends what a killed one has left in this process. */
  bury(): Promise<void>
}

export interface ReplicaOptions {
  readonly gitlab: string
  readonly token: string
  readonly project: string
  /** Opens the database for this process alone. */
  readonly database: Database
  readonly check: Check
  readonly sweeps: boolean
  readonly fateOf: (replica: () => void, method: string, path: string) => Fate | null
  readonly onQuery: (kill: () => void, when: 'before' | 'after') => void
  /** Closes connections that the process had open. */
  readonly cutConnections: () => void
}

interface Patience {
  readonly timing: Timing
  /** Ends the patience with all requests that are on their way. */
  lose(): void
}

/** What a schedule waits for is never time: there is none between two tries, and patience ends when it is told to. */
function createPatience(): Patience {
  const waiting = new Set<AbortController>()
  return {
    timing: {
      sleep: () => new Promise((resolve) => setImmediate(resolve)),
      now: Date.now,
      random: () => 0,
      deadline() {
        const controller = new AbortController()
        waiting.add(controller)
        return controller.signal
      }
    },
    lose() {
      for (const controller of waiting) controller.abort(new DOMException('no answer came', 'TimeoutError'))
      waiting.clear()
    }
  }
}

export async function startReplica(options: ReplicaOptions): Promise<Replica> {
  const log: string[] = []
  let isDead = false
  const {promise: death, resolve: die} = Promise.withResolvers<undefined>()
  const database: MortalDatabase = mortal(options.database, (when) => {
    if (!isDead) options.onQuery(kill, when)
  })
  const patience = createPatience()
  const gateway = await openGateway(
    options.gitlab,
    (method, path) => options.fateOf(kill, method, path),
    patience.lose
  )

  function kill(): void {
    if (isDead) return
    isDead = true
    database.kill()
    gateway.cut()
    door?.close()
    options.cutConnections()
    die(undefined)
  }

  const config: ServiceConfig = {
    forge: {url: gateway.url, token: options.token},
    database: {kind: 'embedded', folder: ''},
    allowsUnverified: false,
    dashboardToken: undefined,
    secret: WEBHOOK_SECRET,
    signingTokens: [],
    projects: [options.project],
    sweepMinutes: options.sweeps ? 1440 : 0,
    markerKey: MARKER_KEY,
    publicUrl: undefined,
    host: '127.0.0.1',
    port: 0,
    logLevel: 'debug'
  }
  let door: Door | undefined
  const starting = startService(config, createLog('debug', {write: (line) => log.push(line)}), {
    opened: {database: database.database, folder: null, close: async () => undefined},
    retryDelay: () => 0,
    timing: patience.timing,
    pollSeconds: 0.5,
    review: {check: options.check}
  })
  // One that is killed while it starts never starts.
  const service = await Promise.race([starting, death])
  door = service && !isDead ? await openDoor(service.url) : undefined

  return {
    url: door?.url ?? 'http://127.0.0.1:9',
    gateway,
    fetched: database.fetched,
    get isDead() {
      return isDead
    },
    log,
    kill,
    async stop() {
      await Promise.race([service?.close(), death])
      if (isDead) return
      door?.close()
      gateway.cut()
      await gateway.drained()
    },
    async bury() {
      kill()
      await gateway.drained()
      database.bury()
      await starting.then((started) => started.close()).catch(() => undefined)
    }
  }
}

interface Door {
  readonly url: string
  close(): void
}

/** Passes deliveries on to the service, until it dies. */
async function openDoor(service: string): Promise<Door> {
  const sockets = new Set<Socket>()
  const {port} = new URL(service)
  const server = createServer((outside) => {
    const inside = connect(Number(port), '127.0.0.1')
    for (const socket of [outside, inside]) {
      sockets.add(socket)
      socket.once('close', () => {
        sockets.delete(socket)
        outside.destroy()
        inside.destroy()
      })
      socket.on('error', () => socket.destroy())
    }
    outside.pipe(inside).pipe(outside)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.close()
      for (const socket of sockets) socket.destroy()
    }
  }
}
