import {setTimeout as sleep} from 'node:timers/promises'
import {describe, expect, it, onTestFinished} from 'vitest'
import {openMemorySnapshot} from '../../src/handbook/memory-snapshot.ts'
import {createPageCache} from '../../src/handbook/page-cache.ts'
import type {Snapshot} from '../../src/handbook/snapshot.ts'
import {compareTexts} from '../../src/review/compare-texts.ts'
import {type CheckSubject, checkHere} from '../../src/reviewer/check.ts'
import type {CheckedMergeRequest} from '../../src/reviewer/check-merge-request.ts'
import type {EndSnapshots} from '../../src/reviewer/ends.ts'
import {type DemoFiles, demoChange, demoHandbook} from '../../src/sandbox/demo-files.ts'
import {type CheckPool, type CheckPoolOptions, openCheckPool} from '../../src/workers/check-pool.ts'
import {HEAVY_PAGE, MB_TOO_FEW} from '../hostile/heavy-page.ts'
import {HARMLESS} from '../hostile/whole-engine.ts'

const FOLDER = 'content/job-families/delivery'
const [LIGHT, HEAVY, OTHER] = ['light', 'heavy', 'other'].map((name) => `${FOLDER}/${name}.md`) as [
  string,
  string,
  string
]
/** A page with a finding for its author. */
const PAGE = HARMLESS.replace('title: Pilot', 'title: Skipper').replace(
  '/handbook/total',
  '/handbook/nowhere'
)
interface MergeRequest {
  readonly snapshots: EndSnapshots
  readonly subject: CheckSubject
}

/** A merge request that changes files of the demo's handbook; `watch` sees every snapshot. */
function mergeRequest(
  change: DemoFiles,
  before: DemoFiles = {},
  watch: (snapshot: Snapshot) => Snapshot = (snapshot) => snapshot
): MergeRequest {
  const old = {...demoHandbook(), ...before}
  const base = watch(openMemorySnapshot(old))
  const head = watch(openMemorySnapshot({...old, ...change}))
  const files = Object.entries(change).map(([path, text]) => {
    const status = path in old ? ('modified' as const) : ('added' as const)
    return {oldPath: path, newPath: path, status, diff: compareTexts(old[path] ?? '', text)}
  })
  return {
    snapshots: {earlier: base, base, head, target: null, source: head},
    subject: {diffs: {files, overflow: false}, ruling: {today: '2026-01-01'}}
  }
}

function open(options?: CheckPoolOptions): CheckPool {
  const pool = openCheckPool(options)
  onTestFinished(() => pool.close())
  return pool
}

function unreadIn({pages}: CheckedMergeRequest): Record<string, string> {
  return Object.fromEntries(
    pages.flatMap(({head}) => (head?.unread ? [[head.path, head.unread.reason]] : []))
  )
}

/** "rule path" of what is charged. */
function charged({charges}: CheckedMergeRequest): string[] {
  return charges.new.map(({finding}) => `${finding.rule} ${finding.path}`).sort()
}

describe('openCheckPool', () => {
  it('finds in another thread what a check here finds', async () => {
    const {snapshots, subject} = mergeRequest(demoChange())
    const here = await checkHere(createPageCache({maxEntries: 100}))(snapshots, subject)
    const there = await open().check(snapshots, subject)
    expect(there.charges).toEqual(here.charges)
    expect(there.fixes).toEqual(here.fixes)
    expect(there.pages.map(({head}) => head?.family)).toEqual(here.pages.map(({head}) => head?.family))
    expect(charged(there).length).toBeGreaterThan(3)
  })

  it('looks ahead in another thread, too, and lists no folder for what is known', async () => {
    let listings = 0
    const wanted: string[] = []
    const ahead = (snapshot: Snapshot): Snapshot => ({
      ...snapshot,
      entries(folder) {
        listings += 1
        return snapshot.entries(folder)
      },
      async foresee({texts, files}) {
        wanted.push(...texts, ...files)
      },
      knows: (path) => wanted.includes(path) && path in {...demoHandbook(), ...demoChange()}
    })
    const plain = mergeRequest(demoChange(), {}, (snapshot) => ({
      ...snapshot,
      entries(folder) {
        listings += 1
        return snapshot.entries(folder)
      }
    }))
    const expected = await open().check(plain.snapshots, plain.subject)
    const before = listings
    listings = 0
    const {snapshots, subject} = mergeRequest(demoChange(), {}, ahead)
    expect(charged(await open().check(snapshots, subject))).toEqual(charged(expected))
    expect(wanted).toContain(Object.keys(demoChange())[0])
    expect(listings).toBeLessThan(before)
  })

  it('makes a page that takes too much a finding, and checks the others as usual', async () => {
    const {snapshots, subject} = mergeRequest({[LIGHT]: PAGE, [HEAVY]: HEAVY_PAGE, [OTHER]: PAGE})
    let starts = 0
    const stopped: (readonly string[])[] = []
    const pool = open({mb: MB_TOO_FEW, onStopped: (pages) => stopped.push(pages)})
    const checked = await pool.check(snapshots, subject, {
      async onStart() {
        starts += 1
      }
    })
    expect(unreadIn(checked)).toEqual({[HEAVY]: `it takes more than ${MB_TOO_FEW} MB of memory to check`})
    expect([...checked.unchecked]).toEqual([HEAVY])
    expect(charged(checked).filter((each) => each.endsWith(HEAVY))).toEqual([`unreadable-page ${HEAVY}`])
    const expected = await open().check(...inOrder(mergeRequest({[LIGHT]: PAGE, [OTHER]: PAGE})))
    expect(charged(checked).filter((each) => !each.endsWith(HEAVY))).toEqual(charged(expected))
    expect(starts).toBe(1)
    expect(stopped.at(-1)).toEqual([HEAVY])
  })

  it('does not try again what it was ended for', async () => {
    let listings = 0
    const {snapshots, subject} = mergeRequest({[LIGHT]: PAGE, [HEAVY]: HEAVY_PAGE}, {}, (snapshot) => ({
      ...snapshot,
      entries(folder) {
        listings += 1
        return snapshot.entries(folder)
      }
    }))
    const pool = open({mb: MB_TOO_FEW})
    const first = await pool.check(snapshots, subject)
    const withTries = listings
    listings = 0
    const second = await pool.check(snapshots, subject)
    // Each try lists the folders anew.
    expect(listings).toBeLessThan(withTries)
    expect(second.charges).toEqual(first.charges)
  })

  it('reads a page that was too much before this merge request made it a small one', async () => {
    const {snapshots, subject} = mergeRequest({[HEAVY]: PAGE}, {[HEAVY]: HEAVY_PAGE})
    const checked = await open({mb: MB_TOO_FEW}).check(snapshots, subject)
    expect(unreadIn(checked)).toEqual({})
    expect(charged(checked)).not.toEqual([])
  })

  it('says of a page that was too much already that nobody knows what is on it', async () => {
    const {snapshots, subject} = mergeRequest({[HEAVY]: `${HEAVY_PAGE}\nmore\n`}, {[HEAVY]: HEAVY_PAGE})
    const checked = await open({mb: MB_TOO_FEW}).check(snapshots, subject)
    expect(charged(checked)).toEqual([])
    expect(checked.limits).toEqual([
      `"${HEAVY}" was not checked: it takes more than ${MB_TOO_FEW} MB of memory to check.`
    ])
    expect([...checked.unchecked]).toEqual([HEAVY])
  })

  it('passes on the very error with which the handbook could not be read, and goes on with the next', async () => {
    const error = new Error('GitLab is away')
    const broken = mergeRequest({[LIGHT]: PAGE}, {}, (snapshot) => ({
      ...snapshot,
      entries: (folder) => (folder === '' ? Promise.reject(error) : snapshot.entries(folder))
    }))
    const pool = open()
    await expect(pool.check(...inOrder(broken))).rejects.toBe(error)
    await expect(pool.check(...inOrder(mergeRequest({[LIGHT]: PAGE})))).resolves.toBeDefined()
  })

  it('counts computing, not waiting for GitLab', async () => {
    const slow = mergeRequest({[LIGHT]: PAGE}, {}, (snapshot) => ({
      ...snapshot,
      async read(path) {
        await sleep(1_600)
        return snapshot.read(path)
      }
    }))
    expect(unreadIn(await open({ms: 1_500}).check(...inOrder(slow)))).toEqual({})
  })

  it('ends a check that is aborted, and one that is waiting for its turn', async () => {
    const stuck = mergeRequest({[LIGHT]: PAGE}, {}, (snapshot) => ({
      ...snapshot,
      read: () => new Promise(() => undefined)
    }))
    const controller = new AbortController()
    const pool = open({most: 1})
    const checks = [1, 2].map(() => pool.check(...inOrder(stuck), {signal: controller.signal}))
    controller.abort(new Error('the service stops'))
    for (const check of checks) await expect(check).rejects.toThrow('the service stops')
  })

  it('ends all checks when it is closed, and begins none of those that wait', async () => {
    const asked = Promise.withResolvers<void>()
    let reads = 0
    const stuck = mergeRequest({[LIGHT]: PAGE}, {}, (snapshot) => ({
      ...snapshot,
      read() {
        reads += 1
        asked.resolve()
        return new Promise(() => undefined)
      }
    }))
    const pool = open({most: 1})
    const checks = [1, 2].map(() => pool.check(...inOrder(stuck)))
    const ends = Promise.allSettled(checks)
    await asked.promise
    const before = reads
    await pool.close()
    expect((await ends).map(({status}) => status)).toEqual(['rejected', 'rejected'])
    expect(pool.size).toBe(0)
    expect(reads).toBe(before)
  })

  it('has a check tried again for which no worker could be started', async () => {
    const pool = open({mb: -120})
    const check = pool.check(...inOrder(mergeRequest({[LIGHT]: PAGE})))
    await expect(check).rejects.toMatchObject({name: 'NotStarted', retryable: true})
  })

  it('has no more workers than it may, and none when there is nothing to do', async () => {
    const pool = open({most: 2, idleMs: 10})
    expect(pool.size).toBe(0)
    const sizes: number[] = []
    const watched = mergeRequest({[LIGHT]: PAGE}, {}, (snapshot) => ({
      ...snapshot,
      read(path) {
        sizes.push(pool.size)
        return snapshot.read(path)
      }
    }))
    await Promise.all([1, 2, 3, 4, 5].map(() => pool.check(...inOrder(watched))))
    expect(Math.max(...sizes)).toBe(2)
    while (pool.size > 0) await sleep(10)
  })
})

function inOrder({snapshots, subject}: MergeRequest): [EndSnapshots, CheckSubject] {
  return [snapshots, subject]
}
