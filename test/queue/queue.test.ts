import {randomUUID} from 'node:crypto'
import {once} from 'node:events'
import {describe, expect, it, onTestFinished, vi} from 'vitest'
import type {Database} from '../../src/database/database.ts'
import {type BossQueueOptions, openBossQueue} from '../../src/queue/boss-queue.ts'
import type {Job, Queue} from '../../src/queue/queue.ts'
import {openTestEmbedded, openTestPostgres} from '../database/test-database.ts'

const review = (iid: number, {project = 1, delivery = null as string | null} = {}): Job => ({
  kind: 'review',
  ref: {project, iid},
  delivery
})

const nameOf = (job: Job) => (job.kind === 'review' ? `${job.ref.project}!${job.ref.iid}` : job.branch)

class Unreachable extends Error {
  readonly retryable = true
}

class Limited extends Unreachable {
  readonly retryAfter: number
  constructor(retryAfter: number) {
    super('429')
    this.retryAfter = retryAfter
  }
}

/** A worker whose jobs end when the test says so. */
function heldWorker() {
  const started: string[] = []
  const endings = new Map<string, (error?: Error) => void>()
  return {
    started,
    work: (job: Job, signal: AbortSignal) => {
      const name = nameOf(job)
      started.push(name)
      return new Promise<void>((resolve, reject) => {
        endings.set(name, (error) => (error ? reject(error) : resolve()))
        signal.addEventListener('abort', () => reject(signal.reason), {once: true})
      })
    },
    end(name: string, error?: Error) {
      const ending = endings.get(name)
      if (!ending) throw new Error(`${name} is not running`)
      endings.delete(name)
      ending(error)
    },
    holds: (name: string) => endings.has(name)
  }
}

const settings = {
  concurrency: 4,
  attempts: 3,
  delay: () => 0,
  onFailure: () => undefined,
  onError: () => undefined,
  onWarning: () => undefined
}

describe.each([
  ['PostgreSQL', openTestPostgres],
  ['the embedded database', openTestEmbedded]
])('openBossQueue on %s', (_name, openDatabase) => {
  async function open(
    database: Database,
    options: Partial<BossQueueOptions> = {}
  ): Promise<{queue: Queue; stop(): Promise<void>}> {
    const queue = await openBossQueue({...settings, database, ...options})
    return {queue, stop: () => queue.stop(0)}
  }

  it('runs what was stored before it started', async () => {
    const {queue, stop} = await open(await openDatabase())
    expect(await queue.enqueue(review(1))).toBe('queued')
    const worker = heldWorker()
    await queue.start(worker.work)
    await expect.poll(() => worker.started).toEqual(['1!1'])
    worker.end('1!1')
    await expect.poll(async () => (await queue.depth()).running).toBe(0)
    await stop()
  })

  it('makes several pushes that wait one review', async () => {
    const {queue, stop} = await open(await openDatabase())
    expect(await Promise.all([queue.enqueue(review(1)), queue.enqueue(review(1))])).toEqual([
      'queued',
      'coalesced'
    ])
    expect(await queue.enqueue(review(1))).toBe('coalesced')
    expect(await queue.depth()).toMatchObject({waiting: 1, running: 0, dead: 0})
    await stop()
  })

  it('leaves a waiting review for a push during a run, starts it after that run, and lets others pass', async () => {
    const {queue, stop} = await open(await openDatabase())
    const worker = heldWorker()
    await queue.start(worker.work)
    await queue.enqueue(review(1))
    await expect.poll(() => worker.started).toEqual(['1!1'])
    expect(await queue.enqueue(review(1))).toBe('queued')
    await queue.enqueue(review(2))
    await expect.poll(() => worker.started).toEqual(['1!1', '1!2'])
    worker.end('1!1')
    await expect.poll(() => worker.started).toEqual(['1!1', '1!2', '1!1'])
    worker.end('1!1')
    worker.end('1!2')
    await expect.poll(async () => queue.depth()).toMatchObject({waiting: 0, running: 0})
    await stop()
  })

  it('does nothing for a delivery that was stored before, also after a restart', async () => {
    const database = await openDatabase()
    const first = await open(database)
    const twice = [review(1, {delivery: 'a'}), review(1, {delivery: 'a'})].map(first.queue.enqueue)
    expect(await Promise.all(twice)).toEqual(['queued', 'repeated'])
    await first.stop()
    const second = await open(database)
    expect(await second.queue.enqueue(review(1, {delivery: 'a'}))).toBe('repeated')
    expect(await second.queue.depth()).toMatchObject({waiting: 1})
    await second.stop()
  })

  it('stores what has a name of any length, and tells it from others', async () => {
    const {queue, stop} = await open(await openDatabase())
    // Random, because the database compresses what repeats itself before it measures it.
    const long = () => Array.from({length: 200}, () => randomUUID()).join('')
    const push = (branch: string, delivery: string): Job => ({
      kind: 'ripple',
      ...{project: 1, branch, before: 'a', after: 'b', delivery}
    })
    const [branch, delivery] = [long(), long()]
    expect(await queue.enqueue(push(branch, delivery))).toBe('queued')
    expect(await queue.enqueue(push(branch, delivery))).toBe('repeated')
    expect(await queue.enqueue(push(branch, 'short'))).toBe('coalesced')
    expect(await queue.enqueue(push(long(), long()))).toBe('queued')
    expect((await queue.list(10)).map(({job}) => job.kind === 'ripple' && job.branch)).toContain(branch)
    await stop()
  })

  it('knows a delivery again for two weeks, and then lets go of it', async () => {
    const database = await openDatabase()
    const {queue, stop} = await open(database)
    for (const [iid, delivery] of [
      [1, 'fresh'],
      [2, 'old']
    ] as const)
      await queue.enqueue(review(iid, {delivery}))
    await database.query(
      `UPDATE ladderlint.delivery SET received_at = now() - interval '1 hour'
         - CASE id WHEN 'old' THEN interval '14 days' ELSE interval '13 days' END`
    )
    await queue.forgetDeliveries()
    expect(await queue.enqueue(review(3, {delivery: 'fresh'}))).toBe('repeated')
    expect(await queue.enqueue(review(4, {delivery: 'old'}))).toBe('queued')
    await stop()
  })

  it('keeps what waits, and hands back what was running, over a stop', async () => {
    const database = await openDatabase()
    const first = await open(database, {concurrency: 1})
    const worker = heldWorker()
    await first.queue.start(worker.work)
    await first.queue.enqueue(review(1))
    await expect.poll(() => worker.holds('1!1')).toBe(true)
    await first.queue.enqueue(review(2))
    await first.stop()
    await expect(first.queue.enqueue(review(3))).rejects.toThrow('closed')

    const second = await open(database)
    const next = heldWorker()
    await second.queue.start(next.work)
    await expect.poll(() => [...next.started].sort()).toEqual(['1!1', '1!2'])
    await second.stop()
  })

  it('hands back what does not end when it is told to, and lets it write no more', async () => {
    const database = await openDatabase()
    const first = await open(database)
    const {promise: answer, resolve: comeAtLast} = Promise.withResolvers<void>()
    const writing = Promise.withResolvers<unknown>()
    await first.queue.start(async (_job, _signal, confirm) => {
      started.resolve()
      await answer
      writing.resolve(await confirm().catch((error: unknown) => error))
    })
    const started = Promise.withResolvers<void>()
    await first.queue.enqueue(review(1))
    await started.promise
    await first.stop()
    expect(await first.queue.depth()).toMatchObject({waiting: 1, running: 0})
    comeAtLast()
    expect(await writing.promise).toMatchObject({name: 'LostJob'})
  })

  it('lets what is running queue more while it stops', async () => {
    const {queue, stop} = await open(await openDatabase())
    const started = Promise.withResolvers<void>()
    const more = Promise.withResolvers<void>()
    const queued = Promise.withResolvers<string>()
    await queue.start(async (job) => {
      if (nameOf(job) !== '1!1') return
      started.resolve()
      await more.promise
      await queue.enqueue(review(2)).then(queued.resolve, queued.reject)
    })
    await queue.enqueue(review(1))
    await started.promise
    const stopped = queue.stop(60_000)
    more.resolve()
    expect(await queued.promise).toBe('queued')
    await stopped
    expect(await queue.depth()).toMatchObject({waiting: 1, running: 0, dead: 0})
    await stop()
  })

  it('does not do the same work twice at once after a crash, and does all of it', async () => {
    const database = await openDatabase()
    const before = await open(database)
    const iids = Array.from({length: 20}, (_, index) => index + 1)
    for (const iid of iids) await before.queue.enqueue(review(iid))
    // As pg-boss leaves them when the process that ran them has died.
    await database.query(
      `UPDATE ladderlint_queue.job SET state = 'retry', retry_count = 1 WHERE name = 'work'`
    )
    for (const iid of iids) await before.queue.enqueue(review(iid))
    await before.stop()

    const running = new Map<string, number>()
    const done = new Set<string>()
    const twice: string[] = []
    const work = async (job: Job) => {
      const name = nameOf(job)
      running.set(name, (running.get(name) ?? 0) + 1)
      if ((running.get(name) ?? 0) > 1) twice.push(name)
      await database.query('SELECT pg_sleep(0.02)')
      running.set(name, (running.get(name) ?? 0) - 1)
      done.add(name)
    }
    const replicas = [await open(database, {concurrency: 8}), await open(database, {concurrency: 8})]
    await Promise.all(replicas.map(({queue}) => queue.start(work)))
    await expect
      .poll(async () => before.queue.depth(), {timeout: 30_000})
      .toMatchObject({waiting: 0, running: 0, dead: 0})
    expect(twice).toEqual([])
    expect(done.size).toBe(iids.length)
    await Promise.all(replicas.map(({stop}) => stop()))
  })

  it('begins no second run of what it still runs, though it was taken for dead', async () => {
    const database = await openDatabase()
    const {queue, stop} = await open(database)
    const {promise: until, resolve: end} = Promise.withResolvers<void>()
    const said: string[] = []
    await queue.start(async (job) => {
      if (nameOf(job) !== nameOf(review(1))) return
      const run = said.push('begins')
      if (run === 1) await until
      said.push('ends')
    })
    await queue.enqueue(review(1))
    await expect.poll(() => said, {timeout: 30_000}).toEqual(['begins'])
    // As pg-boss does it with a job whose process gives no sign of life.
    await database.query(
      `UPDATE ladderlint_queue.job SET state = 'retry', retry_count = 1, start_after = now() WHERE name = 'work'`
    )
    await queue.enqueue(review(2))
    const state = `SELECT state::text FROM ladderlint_queue.job WHERE singleton_key = '1!1'`
    await expect.poll(() => database.query(state), {timeout: 30_000}).toEqual([{state: 'active'}])
    end()
    await expect
      .poll(async () => queue.depth(), {timeout: 30_000})
      .toMatchObject({waiting: 0, running: 0, dead: 0})
    expect(said).toEqual(['begins', 'ends', 'begins', 'ends'])
    await stop()
  })

  it('lets a run write no more once its job was handed to another', async () => {
    const database = await openDatabase()
    const {queue, stop} = await open(database, {freshMs: 0})
    const {promise: until, resolve: end} = Promise.withResolvers<void>()
    const said: string[] = []
    await queue.start(async (_job, signal, confirm) => {
      const run = said.push('starts')
      if (run === 1) await until
      await confirm().catch((error: unknown) => {
        said.push(`${error}, ${signal.aborted}`)
        throw error
      })
      said.push('writes')
    })
    await queue.enqueue(review(1))
    await expect.poll(() => said, {timeout: 30_000}).toEqual(['starts'])
    await database.query(
      `UPDATE ladderlint_queue.job SET state = 'retry', start_after = now() WHERE name = 'work'`
    )
    const runs = `SELECT 1 FROM ladderlint_queue.job WHERE state = 'active' AND retry_count = 1`
    await queue.enqueue(review(2))
    await expect.poll(() => database.query(runs), {timeout: 30_000}).toHaveLength(1)
    end()
    await expect
      .poll(async () => queue.depth(), {timeout: 30_000})
      .toMatchObject({waiting: 0, running: 0, dead: 0})
    expect(said.toSorted()).toEqual([
      'LostJob: another process has the job now, true',
      'starts',
      'starts',
      'starts',
      'writes',
      'writes'
    ])
    const ends = `SELECT state::text, count(*)::int FROM ladderlint_queue.job WHERE name = 'work' GROUP BY 1`
    expect(await database.query(ends)).toEqual([{state: 'completed', count: 2}])
    await stop()
  })

  it('lets a run that stood still before its first write ask whether the job is still its own', async () => {
    const database = await openDatabase()
    const {queue, stop} = await open(database)
    const {promise: until, resolve: end} = Promise.withResolvers<void>()
    const said: unknown[] = []
    await queue.start(async (_job, _signal, confirm) => {
      said.push('starts')
      await until
      await confirm().catch((error: unknown) => {
        said.push(error)
        throw error
      })
    })
    await queue.enqueue(review(1))
    await expect.poll(() => said, {timeout: 30_000}).toEqual(['starts'])
    // Another process has it, which took this one for dead.
    await database.query(`UPDATE ladderlint_queue.job SET retry_count = 1 WHERE name = 'work'`)
    end()
    await expect.poll(() => said).toMatchObject(['starts', {name: 'LostJob'}])
    await stop()
  })

  it('begins anew, and does not give up, what takes too long or never ends', async () => {
    const database = await openDatabase()
    const failures: unknown[] = []
    const {queue, stop} = await open(database, {onFailure: (_job, error) => void failures.push(error)})
    await queue.enqueue(review(1))
    await database.query(`UPDATE ladderlint_queue.job SET expire_seconds = 3 WHERE name = 'work'`)
    const runs: unknown[] = []
    await queue.start(async (_job, signal, confirm) => {
      if (runs.push('starts') > 1) return
      await once(signal, 'abort')
      runs.push(await confirm().catch((error: unknown) => error))
      await new Promise(() => undefined)
    })
    await expect.poll(() => runs, {timeout: 30_000}).toMatchObject(['starts', {name: 'LostJob'}, 'starts'])
    await expect
      .poll(async () => queue.depth(), {timeout: 30_000})
      .toMatchObject({waiting: 0, running: 0, dead: 0})
    expect(failures).toEqual([])
    await stop()
  })

  it('tries again what may succeed later, then buries it with its reason and tells', async () => {
    const failures: [string, number][] = []
    const {queue, stop} = await open(await openDatabase(), {
      onFailure: (job, error, attempt) => {
        failures.push([`${nameOf(job)}: ${error instanceof Error ? error.message : ''}`, attempt])
      }
    })
    let tries = 0
    await queue.start(async () => {
      tries++
      throw new Unreachable('GitLab is away')
    })
    await queue.enqueue(review(1))
    await expect.poll(() => failures).toEqual([['1!1: GitLab is away', 3]])
    expect(tries).toBe(3)
    await expect.poll(() => queue.depth()).toMatchObject({waiting: 0, running: 0, dead: 1})
    expect(await queue.list(10)).toMatchObject([
      {job: review(1), state: 'dead', attempt: 3, reason: 'GitLab is away'}
    ])
    await stop()
  })

  it('tells in full what a worker could not ask of the database', async () => {
    const database = await openDatabase()
    const told: Error[] = []
    const failure = Object.assign(new Error('the disk is full'), {code: '53100'})
    const {queue, stop} = await open(
      {
        ...database,
        query: (text, values) =>
          text.includes('SKIP LOCKED') ? Promise.reject(failure) : database.query(text, values)
      },
      {onError: (error) => told.push(error)}
    )
    await queue.start(async () => undefined)
    await expect.poll(() => told.length).toBeGreaterThan(0)
    expect(told[0]).toBeInstanceOf(Error)
    expect(told[0]).toMatchObject({message: expect.stringContaining('the disk is full'), code: '53100'})
    await stop()
  })

  it('gives nothing up because the database was away for a moment', async () => {
    const database = await openDatabase()
    let failures = 0
    const {queue, stop} = await open(
      {
        ...database,
        async query(text, values) {
          const isConfirmation = text.includes('SET heartbeat_on') && text.includes('retry_count')
          if (isConfirmation && failures++ === 0) throw new Error('the connection was cut')
          return database.query(text, values)
        }
      },
      {freshMs: 0}
    )
    const said: string[] = []
    await queue.start(async (_job, _signal, confirm) => {
      await confirm()
      said.push('writes')
    })
    await queue.enqueue(review(1))
    await expect.poll(() => said, {timeout: 30_000}).toEqual(['writes'])
    await expect
      .poll(async () => queue.depth(), {timeout: 30_000})
      .toMatchObject({waiting: 0, running: 0, dead: 0})
    await stop()
  })

  it('tries again when it is time, though the clock of the process is hours ahead', async () => {
    const {queue, stop} = await open(await openDatabase(), {delay: () => 50})
    vi.useFakeTimers({toFake: ['Date'], now: Date.now() + 7_200_000})
    onTestFinished(() => void vi.useRealTimers())
    let tries = 0
    await queue.start(async () => {
      tries++
      if (tries === 1) throw new Unreachable('away')
    })
    await queue.enqueue(review(1))
    await expect.poll(() => tries).toBe(2)
    await stop()
  })

  it('buries at once what no repetition mends, and has it tried again when somebody asks', async () => {
    const {queue, stop} = await open(await openDatabase())
    let isBroken = true
    const done: string[] = []
    await queue.start(async (job) => {
      if (isBroken) throw new TypeError('a defect')
      done.push(nameOf(job))
    })
    await queue.enqueue(review(1, {delivery: 'a'}))
    await queue.enqueue(review(2))
    await expect.poll(async () => (await queue.depth()).dead).toBe(2)
    isBroken = false
    const [first] = await queue.list(1)
    expect(await queue.retry(first ? [first.id] : [])).toBe(1)
    await expect.poll(() => done).toHaveLength(1)
    expect(await queue.retry()).toBe(1)
    await expect.poll(() => [...done].sort()).toEqual(['1!1', '1!2'])
    expect((await queue.depth()).dead).toBe(0)
    expect(await queue.retry()).toBe(0)
    await stop()
  })

  it('runs at once on a push what waits for its next try', async () => {
    const {queue, stop} = await open(await openDatabase(), {delay: () => 3_600_000})
    let tries = 0
    await queue.start(async () => {
      tries++
      if (tries === 1) throw new Unreachable('away')
    })
    await queue.enqueue(review(1))
    await expect
      .poll(async () => (await queue.list(1)).map(({state, attempt}) => [state, attempt]))
      .toEqual([['waiting', 2]])
    expect((await queue.list(1))[0]?.notBefore).toBeGreaterThan(Date.now() + 3_000_000)
    expect(await queue.enqueue(review(1))).toBe('coalesced')
    await expect.poll(() => tries).toBe(2)
    await stop()
  })

  it('lets a failed run end quietly when a newer push waits already', async () => {
    const {queue, stop} = await open(await openDatabase(), {concurrency: 1})
    const worker = heldWorker()
    await queue.start(worker.work)
    await queue.enqueue(review(1))
    await expect.poll(() => worker.holds('1!1')).toBe(true)
    await queue.enqueue(review(1))
    worker.end('1!1', new Unreachable('away'))
    await expect.poll(() => worker.started).toEqual(['1!1', '1!1'])
    worker.end('1!1')
    await expect.poll(async () => queue.depth()).toMatchObject({waiting: 0, running: 0, dead: 0})
    await stop()
  })

  it('lets projects take turns', async () => {
    const {queue, stop} = await open(await openDatabase(), {concurrency: 1})
    for (const iid of [1, 2, 3, 4]) await queue.enqueue(review(iid, {project: 1}))
    for (const iid of [1, 2]) await queue.enqueue(review(iid, {project: 2}))
    const order: string[] = []
    await queue.start(async (job) => {
      order.push(nameOf(job))
    })
    await expect.poll(() => order).toHaveLength(6)
    expect(order).toEqual(['1!1', '2!1', '1!2', '2!2', '1!3', '1!4'])
    await stop()
  })

  it('leaves GitLab alone for as long as it asks, with all workers', async () => {
    const {queue, stop} = await open(await openDatabase(), {concurrency: 2})
    const started: number[] = []
    let tries = 0
    await queue.start(async () => {
      started.push(Date.now())
      tries++
      if (tries === 1) throw new Limited(1500)
    })
    const asked = Date.now()
    await queue.enqueue(review(1))
    await expect.poll(() => tries).toBe(1)
    await queue.enqueue(review(2))
    await expect.poll(() => tries, {timeout: 20_000}).toBe(3)
    for (const at of started.slice(1)) expect(at - asked).toBeGreaterThanOrEqual(1400)
    await stop()
  })

  it('stores a thousand deliveries at once, each once', async () => {
    const {queue, stop} = await open(await openDatabase())
    const stored = await Promise.all(
      Array.from({length: 1000}, (_, index) =>
        queue.enqueue(review((index % 300) + 1, {delivery: `d${index % 900}`}))
      )
    )
    expect(stored.filter((each) => each === 'queued')).toHaveLength(300)
    expect(stored.filter((each) => each === 'repeated')).toHaveLength(100)
    expect(await queue.depth()).toMatchObject({waiting: 300})
    await stop()
  })
})

describe('openBossQueue on a database that lets it make no queue', () => {
  it('leaves nothing running that would keep the process alive', async () => {
    const database = await openTestPostgres()
    vi.useFakeTimers({toFake: ['setInterval', 'clearInterval']})
    onTestFinished(() => void vi.useRealTimers())
    const refusing: Database = {
      ...database,
      query: (text, values) =>
        text.includes('create_queue(') && !text.includes('CREATE FUNCTION')
          ? Promise.reject(new Error('the disk is full'))
          : database.query(text, values)
    }
    await expect(openBossQueue({...settings, database: refusing})).rejects.toThrow('the disk is full')
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('openBossQueue after the death of its process', () => {
  /** A queue whose only worker took the job and never came back. */
  async function die(database: Database): Promise<void> {
    const queue = await openBossQueue({...settings, database, concurrency: 1})
    const started: string[] = []
    await queue.start((job) => {
      started.push(nameOf(job))
      return new Promise(() => undefined)
    })
    await expect.poll(() => started).toEqual(['1!1'])
  }

  it('runs at once what was running, and once if it was asked for again meanwhile', async () => {
    const database = await openTestEmbedded()
    const before = await openBossQueue({...settings, database})
    await before.enqueue(review(1))
    await before.stop(0)
    await die(database)
    const queue = await openBossQueue({...settings, database})
    await queue.enqueue(review(1))
    const started: string[] = []
    await queue.start(async (job) => {
      started.push(nameOf(job))
    })
    await expect.poll(() => queue.depth()).toMatchObject({waiting: 0, running: 0, dead: 0})
    expect(started).toEqual(['1!1'])
    await queue.stop(0)
  })

  it('gives a job up that is the death of every process', async () => {
    const database = await openTestEmbedded()
    const before = await openBossQueue({...settings, database})
    await before.enqueue(review(1))
    await before.stop(0)
    for (let deaths = 0; deaths < 7; deaths++) await die(database)
    const queue = await openBossQueue({...settings, database})
    expect(await queue.list(10)).toMatchObject([
      {job: review(1), state: 'dead', reason: 'the process that ran it ended'}
    ])
    await queue.stop(0)
  })
})
