/**
 * Checks many pages in several threads. Each takes the next page when it has done one, so that none waits for another.
 */
import {availableParallelism} from 'node:os'
import {extname} from 'node:path'
import type {CheckedPage} from '../report/report.ts'

/** What every thread knows. */
export interface SharedWork {
  /** Absolute path of the handbook's top folder. */
  readonly root: string
  readonly pages: readonly string[]
  /** As on the command line: `--rule`. */
  readonly rule: readonly string[]
  /** Holds the index of the page that is next, in memory that all threads share. */
  readonly next: Int32Array
}

export type CheckOne = (path: string) => Promise<CheckedPage | undefined>

/** What one thread did: pages by their index, undefined for one that is not there. */
export type Done = readonly (readonly [index: number, page: CheckedPage | undefined])[]

/** A second of compiling what this thread has compiled already, as long as checking so many pages takes. */
const PAGES_WORTH_A_THREAD = 40
/** On two cores, where that compiling, which V8 does beside this thread, takes the other thread's core. */
const PAGES_WORTH_THE_LAST_CORE = 120
/** Each parses anew what several pages lead to, and takes 100 MB. */
const MOST_HELPERS = 3

/** This very file is TypeScript in a checkout; in the package it is JavaScript, in some folder beside that of the thread. */
const ENTRY = new URL(`../cli/check-thread${extname(import.meta.url)}`, import.meta.url)

/**
 * @param checkOne Checks a page in this thread, as the others do by themselves from the folder's configuration and `rule`.
 * @returns The pages that there are, in the order of `pages`.
 */
export async function checkTogether(
  {root, pages, rule}: Omit<SharedWork, 'next'>,
  checkOne: CheckOne
): Promise<CheckedPage[]> {
  const work: SharedWork = {root, pages, rule, next: new Int32Array(new SharedArrayBuffer(4))}
  const others = availableParallelism() - 1
  const pagesWorthIt = others > 1 ? PAGES_WORTH_A_THREAD : PAGES_WORTH_THE_LAST_CORE
  const helpers = Math.min(Math.floor(pages.length / pagesWorthIt), others, MOST_HELPERS)
  const helped = Array.from({length: helpers}, () => doneElsewhere(work))
  const done = new Map(await checkNext(work, checkOne))
  for (const [index, page] of (await Promise.all(helped)).flat()) done.set(index, page)
  const checked: CheckedPage[] = []
  for (const [index, path] of pages.entries()) {
    // What another thread could not do is done here, where it can be told why that cannot be.
    const page = done.has(index) ? done.get(index) : await checkOne(path)
    if (page) checked.push(page)
  }
  return checked
}

/** Checks the pages that no other thread takes. */
export async function checkNext({pages, next}: SharedWork, checkOne: CheckOne): Promise<Done> {
  const done: [number, CheckedPage | undefined][] = []
  for (;;) {
    const index = Atomics.add(next, 0, 1)
    const path = pages[index]
    if (path === undefined) return done
    done.push([index, await checkOne(path)])
  }
}

/** What another thread did; nothing when it failed. */
async function doneElsewhere(work: SharedWork): Promise<Done> {
  const {Worker} = await import('node:worker_threads')
  const worker = new Worker(ENTRY, {workerData: work})
  return new Promise((resolve) => {
    worker.once('message', resolve)
    worker.once('error', () => resolve([]))
    worker.once('exit', () => resolve([]))
  })
}
