import {keyOf} from '../../src/queue/job-record.ts'
import type {Job, Queue} from '../../src/queue/queue.ts'

/** A queue that nobody works on: what waits in it can be counted. */
export function recordedQueue({storeFails = false}: {readonly storeFails?: boolean} = {}): Queue {
  const waiting = new Map<string, Job>()
  const deliveries = new Set<string>()
  return {
    async enqueue(job) {
      if (storeFails) throw new Error('the database is away')
      if (job.delivery !== null && deliveries.has(job.delivery)) return 'repeated'
      if (job.delivery !== null) deliveries.add(job.delivery)
      const enqueued = waiting.has(keyOf(job)) ? 'coalesced' : 'queued'
      waiting.set(keyOf(job), job)
      return enqueued
    },
    start: async () => undefined,
    stop: async () => undefined,
    depth: async () => ({waiting: waiting.size, running: 0, dead: 0, oldestSeconds: 0}),
    list: async () => [],
    retry: async () => 0,
    forgetDeliveries: async () => undefined
  }
}
