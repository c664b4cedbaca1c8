import {describe, expect, it} from 'vitest'
import {createMemoryQueue} from '../../src/queue/memory-queue.ts'
import type {ReviewJob} from '../../src/queue/queue.ts'

const job = (iid: number, delivery: string | null = null): ReviewJob => ({ref: {project: 1, iid}, delivery})

/** A worker whose reviews end when the test says so. */
function heldWorker() {
  const started: number[] = []
  const finish: (() => void)[] = []
  return {
    started,
    work: (work: ReviewJob) => {
      started.push(work.ref.iid)
      return new Promise<void>((resolve) => finish.push(resolve))
    },
    async finishNext() {
      finish.shift()?.()
      await settled()
    }
  }
}

/** Lets all promises that can settle do so. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve()
}

const calm = {concurrency: 2, attempts: 3, delay: () => 0, onFailure: () => undefined}

class Unreachable extends Error {
  readonly retryable = true
}

describe('createMemoryQueue', () => {
  it('runs what was queued before it started', async () => {
    const queue = createMemoryQueue(calm)
    expect(await queue.enqueue(job(1))).toBe('queued')
    const worker = heldWorker()
    await queue.start(worker.work)
    expect(worker.started).toEqual([1])
  })

  it('makes several pushes that wait one review', async () => {
    const queue = createMemoryQueue(calm)
    await queue.enqueue(job(1))
    expect(await queue.enqueue(job(1))).toBe('coalesced')
    expect(await queue.depth()).toEqual({waiting: 1, running: 0})
  })

  it('leaves a waiting review for a push that arrives while one runs', async () => {
    const queue = createMemoryQueue(calm)
    const worker = heldWorker()
    await queue.start(worker.work)
    await queue.enqueue(job(1))
    expect(await queue.enqueue(job(1))).toBe('queued')
    expect(worker.started).toEqual([1])
    await worker.finishNext()
    expect(worker.started).toEqual([1, 1])
  })

  it('never runs more reviews at once than it may', async () => {
    const queue = createMemoryQueue(calm)
    const worker = heldWorker()
    await queue.start(worker.work)
    for (const iid of [1, 2, 3]) await queue.enqueue(job(iid))
    expect(worker.started).toEqual([1, 2])
    await worker.finishNext()
    expect(worker.started).toEqual([1, 2, 3])
  })

  it('does nothing for a delivery that was reviewed, and reviews one again that failed', async () => {
    let fail = true
    const queue = createMemoryQueue(calm)
    await queue.start(async () => {
      if (fail) throw new Error('GitLab refused')
    })
    await queue.enqueue(job(1, 'first'))
    await settled()
    fail = false
    expect(await queue.enqueue(job(1, 'first'))).toBe('queued')
    await settled()
    expect(await queue.enqueue(job(1, 'first'))).toBe('repeated')
  })

  it('tries again what may succeed later, and gives up after the last try', async () => {
    const tries: number[] = []
    const given = await new Promise<[ReviewJob, number]>((resolve) => {
      const queue = createMemoryQueue({
        ...calm,
        onFailure: (failed, _error, attempt) => resolve([failed, attempt])
      })
      queue.start(async (work) => {
        tries.push(work.ref.iid)
        throw new Unreachable('502')
      })
      queue.enqueue(job(9))
    })
    expect(tries).toEqual([9, 9, 9])
    expect(given).toEqual([job(9), 3])
  })

  it('does not try again what cannot succeed', async () => {
    const failures: number[] = []
    const queue = createMemoryQueue({
      ...calm,
      onFailure: (_job, _error, attempt) => {
        failures.push(attempt)
      }
    })
    await queue.start(async () => {
      throw new Error('a defect')
    })
    await queue.enqueue(job(1))
    await settled()
    expect(failures).toEqual([1])
    expect(await queue.depth()).toEqual({waiting: 0, running: 0})
  })

  it('waits for running reviews when it stops, and takes no more', async () => {
    const queue = createMemoryQueue(calm)
    const worker = heldWorker()
    await queue.start(worker.work)
    await queue.enqueue(job(1))
    let stopped = false
    const stopping = queue.stop(60_000).then(() => {
      stopped = true
    })
    await settled()
    expect(stopped).toBe(false)
    await expect(queue.enqueue(job(2))).rejects.toThrow('closed')
    await worker.finishNext()
    await stopping
    expect(worker.started).toEqual([1])
  })

  it('aborts what does not end within the grace', async () => {
    const queue = createMemoryQueue(calm)
    let reason: unknown
    await queue.start(
      (_job, signal) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => {
            reason = signal.reason
            resolve()
          })
        })
    )
    await queue.enqueue(job(1))
    await queue.stop(1)
    expect(reason).toMatchObject({message: 'the service is stopping'})
  })
})
