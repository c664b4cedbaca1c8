/**
 * One service on one database, measured from its start to the end of its work.
 */

import {cpus} from 'node:os'
import {setTimeout as sleep} from 'node:timers/promises'
import {startPostgresServer} from '../../test/database/postgres-server.ts'
import {startBareServer} from './bare-server.ts'
import {type BuiltService, startBuiltService} from './built-service.ts'
import type {ReviewedHead} from './gitlab-messages.ts'
import {cpuOf, cpuOfFamily, cpuOfMachine, forgetPeak, memoryOf, peakMemoryOf} from './process-cost.ts'
import {startRecorder} from './recorder.ts'
import {type Sent, sendAtOnce, sendBySome, sendSteadily} from './send.ts'
import {type SmallGitLab, startSmallGitLab} from './small-gitlab.ts'

export interface Load {
  readonly projects: number
  readonly mergeRequests: number
  /** Merge requests that change a job-family page; the others change another page. */
  readonly families: number
  /** Seconds of rest before memory is called idle. */
  readonly rest: number
  /** Deliveries a second, and for how many seconds. */
  readonly rate: number
  readonly seconds: number
}

export interface Measured {
  readonly database: 'PGlite' | 'PostgreSQL'
  /** MB. */
  readonly memory: {readonly idle: number; readonly peak: number; readonly after: number}
  /** Of a server that does nothing but answer. */
  readonly bare: readonly Profile[]
  readonly profiles: readonly Profile[]
  /** Acknowledged merge requests that show no sign of a review. */
  readonly lost: number
  /** Of the service's log, from warnings on. */
  readonly complaints: readonly string[]
}

export interface Profile {
  readonly name: string
  readonly deliveries: number
  /** Not answered with 2xx. */
  readonly refused: number
  /** Milliseconds from when a request was sent until its answer. */
  readonly p50: number
  readonly p99: number
  readonly max: number
  /** The same from when its connection was asked for. */
  readonly p99WithConnecting: number
  /** Milliseconds of the service's processor time for each answer; reviews that ran meanwhile are in it. */
  readonly cpuOfAnswer: number
  /** Of all cores, from the first request to the last answer, 1 for all of them. */
  readonly shares: Shares
  readonly reviews: number
  /** Seconds from the first delivery until nothing waited any more. */
  readonly seconds: number
  readonly perMinute: number
  /** Seconds of processor time over the profile. */
  readonly cpu: {readonly service: number; readonly database: number; readonly gitlab: number}
  /** Of reviews that found a job-family page, by the service's own log. */
  readonly mean: {readonly reads: number; readonly writes: number; readonly ms: number}
  /** MB. */
  readonly peak: number
}

/** What of the machine each process took; a service that waits for its turn answers late. */
export interface Shares {
  readonly service: number
  readonly sender: number
  readonly gitlab: number
  readonly database: number
  /** Of whatever else ran on the machine, and of the system where it works for nobody in particular. */
  readonly others: number
}

export async function measure(database: Measured['database'], load: Load): Promise<Measured> {
  const server = database === 'PostgreSQL' ? await startPostgresServer({waitsForDisk: true}) : undefined
  const gitlab = startSmallGitLab()
  const recorder = await startRecorder()
  try {
    const prepared = await gitlab.ask('prepare', {recorder: recorder.url, ...load})
    const opened = recorder.take()
    const bare = await measureBare(opened, gitlab)
    const service = await startBuiltService(prepared, server && `${server.url}/postgres`)
    try {
      await sleep(load.rest * 1000)
      const idle = memoryOf(service.pid)
      const profile = profiler(service, gitlab, server?.pid)
      const profiles = [
        await profile(`${opened.length} opened at once`, () => sendAtOnce(service, opened)),
        await profile('the same again, 50 at a time', () => sendBySome(service, opened, 50)),
        await profile('the same again, 20 at a time', () => sendBySome(service, opened, 20))
      ]
      await gitlab.ask('push', {mergeRequests: PUSHED})
      const pushes = repeated(recorder.take(), opened.length)
      profiles.push(
        await profile(`${pushes.length} pushes to ${PUSHED}, at once`, () => sendAtOnce(service, pushes)),
        await profile(`${load.rate}/s for ${load.seconds} s`, () =>
          sendSteadily(service, opened, load.rate, load.seconds)
        )
      )
      await sleep(load.rest * 1000)
      const heads = await gitlab.ask('heads', {})
      return {
        database,
        memory: {
          idle,
          peak: Math.max(...profiles.map(({peak}) => peak)),
          after: memoryOf(service.pid)
        },
        bare,
        profiles,
        lost: heads.filter(isLost).length,
        complaints: service.complaints
      }
    } finally {
      await service.stop()
    }
  } finally {
    recorder.close()
    await gitlab.close()
    await server?.stop()
  }
}

async function measureBare(opened: readonly Buffer[], gitlab: SmallGitLab): Promise<Profile[]> {
  const server = await startBareServer()
  try {
    const profile = profiler({...server, reviews: [], idle: async () => undefined}, gitlab, undefined)
    return [
      await profile(`nothing: ${opened.length} at once`, () => sendAtOnce(server, opened)),
      await profile('nothing: the same again', () => sendAtOnce(server, opened)),
      await profile('nothing: 50 at a time', () => sendBySome(server, opened, 50))
    ]
  } finally {
    await server.stop()
  }
}

/** Merge requests that get all the pushes of the second burst. */
const PUSHED = 10

function repeated(bodies: readonly Buffer[], count: number): Buffer[] {
  return Array.from({length: count}, (_, index) => bodies[index % bodies.length] ?? Buffer.alloc(0))
}

/** A page without job families gets no status: that it was looked at must do. */
function isLost({touchesFamily, status, summaries, wasRead}: ReviewedHead): boolean {
  if (!touchesFamily) return !wasRead
  return summaries !== 1 || (status !== 'success' && status !== 'failed')
}

function profiler(
  service: Pick<BuiltService, 'pid' | 'reviews' | 'idle'>,
  gitlab: SmallGitLab,
  databasePid: number | undefined
) {
  return async (name: string, load: () => Promise<Sent[]>): Promise<Profile> => {
    const cpu = (): Cpu => ({
      service: cpuOf(service.pid),
      sender: cpuOf(process.pid),
      gitlab: cpuOf(gitlab.pid),
      database: databasePid === undefined ? 0 : cpuOfFamily(databasePid),
      machine: cpuOfMachine()
    })
    forgetPeak(service.pid)
    const before = {cpu: cpu(), reviews: service.reviews.length}
    const start = performance.now()
    const sent = await load()
    const answered = {cpu: cpu(), seconds: (performance.now() - start) / 1000}
    await service.idle()
    const seconds = (performance.now() - start) / 1000
    const after = cpu()
    const reviews = service.reviews.slice(before.reviews)
    const real = reviews.filter(({outcome}) => outcome !== 'skipped')
    const times = sent.flatMap(({ms}) => ms ?? [])
    return {
      name,
      deliveries: sent.length,
      refused: sent.filter(({status}) => status < 200 || status > 299).length,
      p50: quantile(times, 0.5),
      p99: quantile(times, 0.99),
      max: quantile(times, 1),
      p99WithConnecting: quantile(
        sent.flatMap(({msWithConnecting}) => msWithConnecting ?? []),
        0.99
      ),
      cpuOfAnswer: ((answered.cpu.service - before.cpu.service) * 1000) / sent.length,
      shares: sharesOf(before.cpu, answered.cpu, answered.seconds),
      reviews: reviews.length,
      seconds,
      perMinute: (reviews.length * 60) / seconds,
      cpu: {
        service: after.service - before.cpu.service,
        database: after.database - before.cpu.database,
        gitlab: after.gitlab - before.cpu.gitlab
      },
      mean: {
        reads: mean(real.map(({reads}) => reads)),
        writes: mean(real.map(({writes}) => writes)),
        ms: mean(real.map(({ms}) => ms))
      },
      peak: peakMemoryOf(service.pid)
    }
  }
}

/** Seconds of processor time so far. */
type Cpu = Readonly<Record<'service' | 'sender' | 'gitlab' | 'database' | 'machine', number>>

function sharesOf(before: Cpu, after: Cpu, seconds: number): Shares {
  const share = (name: keyof Cpu) => (after[name] - before[name]) / (seconds * cpus().length)
  const [service, sender, gitlab, database] = [
    share('service'),
    share('sender'),
    share('gitlab'),
    share('database')
  ]
  const others = Math.max(0, share('machine') - service - sender - gitlab - database)
  return {service, sender, gitlab, database, others}
}

/** @param share 0.5 for the middle one, 1 for the greatest. */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1)
}
