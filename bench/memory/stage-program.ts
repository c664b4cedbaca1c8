/**
 * A program: a process that holds one part of the service, until it is told to end. Compiled code.
 */
import {pathToFileURL} from 'node:url'
import type {DatabaseConfig} from '../../src/config/environment.ts'

const [, , holds = '', folder = '', url] = process.argv

/** The same module, compiled: types are stripped by Node only where it runs from source, which takes memory, too. */
async function built<Module>(path: string): Promise<Module> {
  return import(pathToFileURL(`build/src/${path}.js`).href)
}

const end = await hold()
process.once('message', async () => {
  await end()
  process.exit()
})
process.send?.('ready')

async function hold(): Promise<() => Promise<void>> {
  if (holds === 'node') return async () => undefined
  if (holds === 'pglite-optimised') {
    const {PGlite} = await import('@electric-sql/pglite')
    const pglite = await PGlite.create(`${folder}/database`)
    return () => pglite.close()
  }
  const {openDatabase} =
    await built<typeof import('../../src/database/open-database.ts')>('database/open-database')
  const config: DatabaseConfig = url === undefined ? {kind: 'embedded', folder} : {kind: 'server', url}
  const {database, close} = await openDatabase(config, (message) => process.stderr.write(`${message}\n`))
  if (holds === 'database') return close
  const {openBossQueue} = await built<typeof import('../../src/queue/boss-queue.ts')>('queue/boss-queue')
  const queue = await openBossQueue({
    database,
    concurrency: 4,
    attempts: 1,
    delay: () => 0,
    onFailure: () => undefined,
    onError: (error) => {
      throw error
    },
    onWarning: () => undefined
  })
  await queue.start(async () => undefined)
  return async () => {
    await queue.stop(0)
    await close()
  }
}
