/**
 * What the queue alone can take, on both databases: jobs stored one after another (a transaction each), stored at once (in
 * batches), and worked off when the work itself is nothing.
 *
 * npm run bench:queue
 */
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import type {DatabaseConfig} from '../src/config/environment.ts'
import {openDatabase} from '../src/database/open-database.ts'
import {openBossQueue} from '../src/queue/boss-queue.ts'
import type {Job} from '../src/queue/queue.ts'
import {startPostgresServer} from '../test/database/postgres-server.ts'
import {cpuOf, cpuOfFamily} from './service/process-cost.ts'

const PROJECTS = 4
const ONE_BY_ONE = 300
const AT_ONCE = 1000

const folder = await mkdtemp(join(tmpdir(), 'ladderlint-bench-queue-'))
const server = await startPostgresServer({waitsForDisk: true})
try {
  console.log('jobs a second (CPU ms of a job: this process + server)')
  console.log(
    `${''.padEnd(12)}${['one by one', 'at once', 'worked off'].map((title) => title.padStart(24)).join('')}`
  )
  await row('PGlite', {kind: 'embedded', folder})
  await row('PostgreSQL', {kind: 'server', url: `${server.url}/postgres`})
} finally {
  await server.stop()
  await rm(folder, {recursive: true, force: true})
}

async function row(name: string, config: DatabaseConfig): Promise<void> {
  const {database, close} = await openDatabase(config, () => undefined)
  const queue = await openBossQueue({
    database,
    concurrency: 4,
    attempts: 1,
    delay: () => 0,
    onFailure: () => undefined,
    onError: console.error,
    onWarning: console.error
  })
  const oneByOne = await rate(ONE_BY_ONE, async () => {
    for (let number = 1; number <= ONE_BY_ONE; number++) await queue.enqueue(jobNumber(number))
  })
  const atOnce = await rate(AT_ONCE, () =>
    Promise.all(Array.from({length: AT_ONCE}, (_, index) => queue.enqueue(jobNumber(ONE_BY_ONE + 1 + index))))
  )
  const all = ONE_BY_ONE + AT_ONCE
  const workedOff = await rate(all, () => workOff(queue, all))
  console.log(`${name.padEnd(12)}${[oneByOne, atOnce, workedOff].map((each) => each.padStart(24)).join('')}`)
  await queue.stop(0)
  await close()
}

function workOff(queue: Awaited<ReturnType<typeof openBossQueue>>, count: number): Promise<void> {
  const {promise, resolve} = Promise.withResolvers<void>()
  let left = count
  return queue
    .start(async () => {
      left -= 1
      if (left === 0) resolve()
    })
    .then(() => promise)
}

function jobNumber(number: number): Job {
  return {
    kind: 'review',
    ref: {project: (number % PROJECTS) + 1, iid: number},
    delivery: `delivery-${number}`
  }
}

async function rate(count: number, work: () => Promise<unknown>): Promise<string> {
  const before = {own: cpuOf(process.pid), server: cpuOfFamily(server.pid)}
  const start = performance.now()
  await work()
  const seconds = (performance.now() - start) / 1000
  const each = (cpu: number) => ((cpu * 1000) / count).toFixed(2)
  const [own, other] = [cpuOf(process.pid) - before.own, cpuOfFamily(server.pid) - before.server]
  return `${(count / seconds).toFixed(0)} (${each(own)} + ${each(other)})`
}
