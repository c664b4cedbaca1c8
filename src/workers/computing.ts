/**
 * Watches what a worker computes. Time that it waits, for GitLab or for work, counts nothing.
 */
import type {Worker} from 'node:worker_threads'

export interface Bounds {
  /** Milliseconds of computing. */
  readonly ms: number
  /** Megabytes of heap and buffers. */
  readonly mb: number
}

const EVERY_MS = 100
/** After a longer pause it was this process that did not run (a suspended machine), not the worker that did. */
const LONGEST_STEP_MS = 1000

export interface Computing {
  /** Begins to count anew. */
  reset(): void
  stop(): void
}

/** @param onExcess Called once, with what was exceeded in words for a person. */
export function watchComputing(
  worker: Worker,
  bounds: Bounds,
  onExcess: (excess: string) => void
): Computing {
  const active = () => worker.performance.eventLoopUtilization().active
  let spent = 0
  let before = active()
  const timer = setInterval(() => {
    const now = active()
    spent += Math.min(Math.max(now - before, 0), LONGEST_STEP_MS)
    before = now
    if (spent > bounds.ms) exceed(`it takes more than ${bounds.ms / 1000} seconds to check`)
    // V8 ends the whole process where a single allocation goes beyond the heap's own limit; this comes before that.
    worker.getHeapStatistics?.().then(({used_heap_size: used, external_memory: buffers}) => {
      // Of buffers V8 keeps account and sets them no limit at all.
      if (used + buffers > bounds.mb * 1e6) exceed(memoryExcess(bounds))
    }, ignore)
  }, EVERY_MS)

  function exceed(excess: string): void {
    clearInterval(timer)
    onExcess(excess)
  }

  return {
    reset() {
      spent = 0
    },
    stop: () => clearInterval(timer)
  }
}

export function memoryExcess({mb}: Bounds): string {
  return `it takes more than ${mb} MB of memory to check`
}

/** A worker that has ended tells nothing. */
function ignore(): void {}
