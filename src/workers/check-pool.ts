/**
 * Checks in worker threads that can be ended, so that no page keeps the service from answering, whatever it holds. Workers
 * are started when there is something to check, and ended when there has been nothing for a while.
 *
 * A check that exceeds its bounds is ended and done again without the page that it was about: that page is a finding, the
 * others are reviewed as usual. Reads from GitLab stay in the main thread and count nothing.
 */
import {LadderlintError} from '../config/ladderlint-error.ts'
import type {Check, CheckCourse, CheckSubject} from '../reviewer/check.ts'
import type {CheckedMergeRequest} from '../reviewer/check-merge-request.ts'
import type {EndSnapshots} from '../reviewer/ends.ts'
import {type CheckWorker, startCheckWorker} from './check-worker.ts'
import type {Bounds} from './computing.ts'
import {Stopped} from './run-check.ts'
import {createWithheld} from './withheld.ts'

export interface CheckPool {
  readonly check: Check
  /** Workers there are. */
  readonly size: number
  /** Ends all workers; checks that still run or wait are rejected. */
  close(): Promise<void>
}

export interface CheckPoolOptions extends Partial<Bounds> {
  /** Workers at the same time; each checks one merge request. */
  readonly most?: number
  /** Milliseconds that a worker without work is kept. */
  readonly idleMs?: number
  /** Told of each check that is ended because it exceeds its bounds: paths of the pages it was about, and what it exceeds. */
  readonly onStopped?: (pages: readonly string[], excess: string) => void
}

/** For one page, at both ends and with the proof of its fixes; the largest real ones take a fifth of a second, and 30 MB. */
const BOUNDS: Bounds = {ms: 10_000, mb: 256}
const MOST_WORKERS = 2
const IDLE_MS = 30_000
/** Pages of one merge request that a check is ended for, before all of it is given up. */
const MOST_STOPS = 10

export function openCheckPool(options: CheckPoolOptions = {}): CheckPool {
  const {ms = BOUNDS.ms, mb = BOUNDS.mb, most = MOST_WORKERS, idleMs = IDLE_MS, onStopped} = options
  const withheld = createWithheld()
  const idle: {readonly worker: CheckWorker; readonly timer: NodeJS.Timeout}[] = []
  const busy = new Set<CheckWorker>()
  const queue: (() => void)[] = []
  let reserved = 0
  let isClosed = false

  /** Calls `work` with a worker of its own, when there is one. */
  async function withWorker<T>(
    work: (worker: CheckWorker) => Promise<T>,
    signal: AbortSignal | undefined
  ): Promise<T> {
    if (reserved >= most) await new Promise<void>((resolve) => queue.push(resolve))
    else reserved += 1
    try {
      signal?.throwIfAborted()
      if (isClosed) throw new Error('there are no more checks')
      const worker = takeIdle() ?? startCheckWorker({ms, mb})
      busy.add(worker)
      try {
        return await work(worker)
      } finally {
        busy.delete(worker)
        if (!worker.hasEnded) keepIdle(worker)
      }
    } finally {
      const next = queue.shift()
      if (next) next()
      else reserved -= 1
    }
  }

  function takeIdle(): CheckWorker | undefined {
    for (let last = idle.pop(); last; last = idle.pop()) {
      clearTimeout(last.timer)
      if (!last.worker.hasEnded) return last.worker
    }
    return undefined
  }

  function keepIdle(worker: CheckWorker): void {
    const timer = setTimeout(() => {
      idle.splice(
        idle.findIndex((each) => each.worker === worker),
        1
      )
      void worker.end()
    }, idleMs).unref()
    idle.push({worker, timer})
  }

  async function check(
    snapshots: EndSnapshots,
    subject: CheckSubject,
    course: CheckCourse = {}
  ): Promise<CheckedMergeRequest> {
    let atOnce: number | undefined
    let started: Promise<void> | undefined
    const onStart = () => (started ??= course.onStart?.() ?? Promise.resolve())
    for (let stops = 0; ; ) {
      const given = withheld.size > 0 ? withheld.from(snapshots) : snapshots
      try {
        return await withWorker(
          (worker) => worker.check({snapshots: given, subject, course: {...course, onStart}, atOnce}),
          course.signal
        )
      } catch (error) {
        if (!(error instanceof Stopped)) throw error
        onStopped?.(error.pages, error.message)
        const [page, ...others] = error.pages
        if (others.length > 0 && atOnce !== 1) {
          // Which of them it was, only a check that takes them one by one can tell.
          atOnce = 1
          continue
        }
        stops += 1
        if (
          page === undefined ||
          stops > MOST_STOPS ||
          !(await withhold(snapshots, subject, page, error.message))
        )
          throw givenUp(error)
      }
    }
  }

  /** Withholds a page at the end where it is largest and not withheld yet. @returns Whether there is such an end. */
  async function withhold(
    {head, base, target}: EndSnapshots,
    {diffs}: CheckSubject,
    page: string,
    reason: string
  ): Promise<boolean> {
    const oldPath = diffs.files.find(({newPath}) => newPath === page)?.oldPath ?? page
    const texts = [await head.read(page), await base.read(oldPath), await target?.read(oldPath)]
    const files = texts.filter((file) => file !== undefined)
    const [largest] = files.filter(({id}) => !withheld.has(id)).sort((a, b) => b.size - a.size)
    if (largest) withheld.add(largest.id, reason)
    return largest !== undefined
  }

  return {
    check,
    get size() {
      return busy.size + idle.length
    },
    async close() {
      isClosed = true
      const all = [...busy, ...idle.map(({worker}) => worker)]
      for (const {timer} of idle.splice(0)) clearTimeout(timer)
      await Promise.all(all.map((worker) => worker.end()))
    }
  }
}

/** Another try would end the same way. */
function givenUp(cause: Stopped): LadderlintError {
  return new LadderlintError(`the pages of this merge request could not be checked: ${cause.message}`, {
    hint: 'Split it into merge requests with fewer pages, or shorten them',
    cause
  })
}
