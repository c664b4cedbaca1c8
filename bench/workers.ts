/**
 * What it costs to check in a worker thread instead of the main one, and what a worker takes of memory. The page is the
 * demo's, with its handbook in memory: no time goes to GitLab.
 *
 * npm run bench:workers
 */
import {openMemorySnapshot} from '../src/handbook/memory-snapshot.ts'
import {createPageCache} from '../src/handbook/page-cache.ts'
import {compareTexts} from '../src/review/compare-texts.ts'
import {type Check, checkHere} from '../src/reviewer/check.ts'
import {demoChange, demoHandbook} from '../src/sandbox/demo-files.ts'
import {openCheckPool} from '../src/workers/check-pool.ts'

const RUNS = 100

const [old, change] = [demoHandbook(), demoChange()]
const base = openMemorySnapshot(old)
const head = openMemorySnapshot({...old, ...change})
const snapshots = {earlier: base, base, head, target: null, source: head}
const files = Object.entries(change).map(([path, text]) => ({
  oldPath: path,
  newPath: path,
  status: path in old ? ('modified' as const) : ('added' as const),
  diff: compareTexts(old[path] ?? '', text)
}))
const subject = {diffs: {files, overflow: false}, ruling: {}}

const pool = openCheckPool()
const before = rss()
row('first check, worker started for it', await timed(() => pool.check(snapshots, subject)))
const one = rss()
await many('a check in the worker', pool.check)
const worked = rss()
await Promise.all([1, 2, 3, 4].map(() => pool.check(snapshots, subject)))
const two = rss()
await pool.close()
const closed = rss()
await many('a check in the main thread', checkHere(createPageCache({maxEntries: 100})))
console.log(
  `memory, MB: ${before} before, ${one} with one worker, ${worked} when it has worked, ${two} with two, ${closed} with none`
)

/** Wall-clock and CPU of the whole process, medians. */
async function many(name: string, check: Check): Promise<void> {
  const walls: number[] = []
  for (let run = 0; run < 10; run++) await check(snapshots, subject)
  const cpu = process.cpuUsage()
  for (let run = 0; run < RUNS; run++) walls.push(await timed(() => check(snapshots, subject)))
  const {user, system} = process.cpuUsage(cpu)
  const median = walls.sort((a, b) => a - b)[RUNS / 2] ?? 0
  row(`${name}, median`, median)
  row(`${name}, CPU each`, (user + system) / 1000 / RUNS)
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

function row(name: string, ms: number): void {
  console.log(`${name.padEnd(44)} ${ms.toFixed(1)} ms`)
}

function rss(): number {
  return Math.round(process.memoryUsage.rss() / 1e6)
}
