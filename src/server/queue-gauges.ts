/**
 * The queue in numbers, as they are at a scrape.
 */
import {Gauge, type Registry} from 'prom-client'
import type {QueueDepth} from '../queue/queue.ts'
import {inTime, PATIENCE} from './in-time.ts'

/** @returns Reads the numbers anew. While the database is away there are none: 0 would say that all is well. */
export function addQueueGauges(
  registry: Registry,
  depth: () => Promise<QueueDepth>,
  patience = PATIENCE
): () => Promise<void> {
  const registers = [registry]
  const isUp = new Gauge({
    name: 'ladderlint_database_up',
    help: 'Whether the database answered this scrape',
    registers
  })
  const jobs = new Gauge({
    name: 'ladderlint_queue_jobs',
    help: 'Jobs that wait, run, or were given up (dead)',
    labelNames: ['state'],
    registers
  })
  const oldest = new Gauge({
    name: 'ladderlint_queue_oldest_seconds',
    help: 'How long the oldest waiting job has been ready to run',
    registers
  })

  return async () => {
    // The log tells why where it matters: at a delivery that cannot be stored.
    const now = await inTime(depth(), patience).catch(() => undefined)
    isUp.set(now ? 1 : 0)
    jobs.reset()
    oldest.remove()
    if (!now) return
    for (const state of ['waiting', 'running', 'dead'] as const) jobs.set({state}, now[state])
    oldest.set(now.oldestSeconds)
  }
}
