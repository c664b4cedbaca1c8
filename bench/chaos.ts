/**
 * Random schedules of events and faults against the sandbox: `npm run chaos`, `-- --seeds 5000`, `-- --seed 17` for one of
 * them, step by step. Exit status 1 when a merge request looks otherwise than after one undisturbed review.
 */
import {type ChildProcess, fork} from 'node:child_process'
import {once} from 'node:events'
import {availableParallelism} from 'node:os'
import {fileURLToPath} from 'node:url'
import {parseArgs} from 'node:util'
import {openSeedRunner} from '../test/chaos/run-seed.ts'
import {scheduleOf} from '../test/chaos/schedule.ts'
import {startPostgresServer} from '../test/database/postgres-server.ts'
import type {SeedReport} from './chaos/seeds-program.ts'

const {values} = parseArgs({
  options: {
    seeds: {type: 'string', default: '1000'},
    from: {type: 'string', default: '1'},
    seed: {type: 'string'},
    workers: {type: 'string', default: String(availableParallelism())}
  }
})

/** Milliseconds for one seed; it takes one or two seconds. */
const PATIENCE = 300_000

const postgres = await startPostgresServer()
try {
  process.exitCode = values.seed === undefined ? await runMany() : await replay(Number(values.seed))
} finally {
  await postgres.stop()
}

async function replay(seed: number): Promise<number> {
  const {database, replicas, downFor, recovery} = scheduleOf(seed)
  console.log(
    `seed ${seed}: ${database}, ${replicas} replicas, ${downFor} steps away after a death, ${recovery}`
  )
  const runner = await openSeedRunner(postgres.url)
  const {wrong} = await runner.run(seed, (line) => console.log(line))
  await runner.close()
  for (const what of wrong) console.log(`\n${what}`)
  console.log(wrong.length === 0 ? '\nAll is as it should be.' : `\n${wrong.length} things are wrong.`)
  return wrong.length === 0 ? 0 : 1
}

async function runMany(): Promise<number> {
  const first = Number(values.from)
  const count = Number(values.seeds)
  const started = performance.now()
  const reports: SeedReport[] = []
  const children = new Set<ChildProcess>()
  const underway = new Set<number>()
  let next = first
  let isBrokenOff = false

  const rate = () => (reports.length / (performance.now() - started)) * 1000
  const progress = () => {
    const {isTTY} = process.stderr
    if (!isTTY && reports.length % 100 !== 0) return
    const failed = reports.filter(({wrong}) => wrong.length > 0).length
    const line = `${reports.length} of ${count} seeds, ${failed} failed, ${rate().toFixed(2)} a second`
    process.stderr.write(isTTY ? `\r${line} ` : `${line}\n`)
  }

  async function work(): Promise<void> {
    const program = fileURLToPath(new URL('./chaos/seeds-program.ts', import.meta.url))
    const child = fork(program, [postgres.url])
    children.add(child)
    const ended = once(child, 'exit').then(() => children.delete(child))
    let running: number | undefined
    let patience: NodeJS.Timeout | undefined
    const more = () => {
      if (running !== undefined) underway.delete(running)
      running = next < first + count ? next++ : undefined
      if (running !== undefined) underway.add(running)
      child.send({seed: running ?? null})
      clearTimeout(patience)
      patience = setTimeout(() => child.kill(), PATIENCE)
    }
    child.on('message', (report: SeedReport) => {
      reports.push(report)
      tell(report)
      progress()
      more()
    })
    more()
    await ended
    clearTimeout(patience)
    if (running === undefined || isBrokenOff) return
    underway.delete(running)
    const report = {seed: running, wrong: ['the process died, or came to no end'], ms: 0, events: []}
    reports.push(report)
    tell(report)
    await work()
  }

  // The database ends with this process, so that it must not end before the rest is told.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      isBrokenOff = true
      for (const child of children) child.kill()
    })
  }
  await Promise.all(Array.from({length: Number(values.workers)}, work))
  if (process.stderr.isTTY) process.stderr.write('\n')
  const failed = reports.filter(({wrong}) => wrong.length > 0).map(({seed}) => seed)
  const brokenOff = isBrokenOff ? ` of ${count} (broken off: ${[...underway].join(', ')})` : ''
  console.log(`${reports.length}${brokenOff} seeds, ${rate().toFixed(2)} a second`)
  for (const [kind, times] of counted(reports)) console.log(`  ${times} ${kind}`)
  if (failed.length === 0) return 0
  console.log(`${failed.length} failed: ${failed.sort((a, b) => a - b).join(', ')}`)
  console.log(`Replay one of them with: npm run chaos -- --seed ${failed[0]}`)
  return 1
}

function tell({seed, wrong}: SeedReport): void {
  if (wrong.length === 0) return
  if (process.stderr.isTTY) process.stderr.write('\r')
  console.log(`seed ${seed}:`)
  for (const what of wrong) console.log(`  ${what.split('\n').slice(0, 5).join('\n  ').slice(0, 700)}`)
}

/** What the schedules reached, by kind. */
function counted(reports: readonly SeedReport[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const kind of reports.flatMap(({events}) => events)) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return new Map([...counts].sort(([one], [other]) => one.localeCompare(other)))
}
