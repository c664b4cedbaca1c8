/**
 * One worker thread, as the main thread knows it: given one check at a time, ended when a check exceeds its bounds.
 */
import {extname} from 'node:path'
import {Worker} from 'node:worker_threads'
import type {CheckedMergeRequest} from '../reviewer/check-merge-request.ts'
import type {Bounds} from './computing.ts'
import {type Order, runCheck} from './run-check.ts'

export interface CheckWorker {
  /** @throws NotStarted; Stopped; what the snapshots throw; the signal's reason. After each of them the worker has ended. */
  check(order: Order): Promise<CheckedMergeRequest>
  readonly hasEnded: boolean
  end(): Promise<void>
}

/** V8 needs room to get from our bound to an orderly end. */
const HEADROOM_MB = 128
const YOUNG_MB = 32

/** This very file is TypeScript in a checkout; in the package it is JavaScript, in some folder beside that of the worker. */
const ENTRY = new URL(`../workers/worker${extname(import.meta.url)}`, import.meta.url)

/** The system had no thread, memory or file to spare for a worker, and may the next time: no fault of what is checked. */
class NotStarted extends Error {
  override name = 'NotStarted'
  readonly retryable = true
}

export function startCheckWorker(bounds: Bounds): CheckWorker {
  const worker = new Worker(ENTRY, {
    env: {},
    resourceLimits: {maxOldGenerationSizeMb: bounds.mb + HEADROOM_MB, maxYoungGenerationSizeMb: YOUNG_MB}
  })
  // A worker at rest keeps no process from ending.
  worker.unref()
  let hasEnded = false
  const ready = new Promise<void>((resolve, reject) => {
    worker.once('message', () => resolve())
    // Without a listener for its errors a worker that dies would take the process with it.
    worker.on('error', (error) => {
      hasEnded = true
      reject(new NotStarted(`no worker could be started: ${error.message}`, {cause: error}))
    })
    worker.once('exit', () => {
      hasEnded = true
      reject(new NotStarted('the worker that checks has ended before it began'))
    })
  })
  ready.catch(() => undefined)

  async function end(): Promise<void> {
    hasEnded = true
    await worker.terminate()
  }

  return {
    get hasEnded() {
      return hasEnded
    },
    end,
    async check(order) {
      // Nothing else may keep a command from ending before its page is checked.
      worker.ref()
      try {
        await ready
        return await runCheck(worker, order, bounds)
      } catch (error) {
        // Whatever of the check still runs must not mix with the next one.
        await end()
        throw error
      } finally {
        worker.unref()
      }
    }
  }
}
