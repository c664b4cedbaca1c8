/**
 * Ends the command when one page keeps a thread busy for a minute, so that no CI job hangs on whatever a page holds. A thread
 * of its own, since nothing else gets a word in then; it costs 10 ms, so a check of one page of a common size does without.
 */
import {stat} from 'node:fs/promises'
import {resolve} from 'node:path'

/** The slowest page that is taken takes a second or two. */
const MOST_MS = 60_000
/** Bytes; the largest real page has 57,000. */
const COMMON_SIZE = 100_000

const WATCH = `
const {parentPort, workerData} = require('node:worker_threads')
const {writeSync} = require('node:fs')
let timer
parentPort.on('message', (path) => {
  clearTimeout(timer)
  if (path === null) return
  timer = setTimeout(() => {
    writeSync(2, '"' + path + '" takes more than ' + workerData / 1000 + ' seconds to check.\\n')
    writeSync(2, 'Leave it out: write its path below "paths: ignore:" in .ladderlint.yml\\n')
    process.kill(process.pid, 'SIGKILL')
  }, workerData)
})`

/** Does some work that is about a page. */
export type InTime = <Result>(path: string, work: () => Promise<Result>) => Promise<Result>

/**
 * Watches this thread from now on.
 * @param pages All that there will be work about, by their paths from `root`.
 * @param ms Milliseconds that one page may take.
 */
export async function endWhenHung(root: string, pages: readonly string[], ms = MOST_MS): Promise<InTime> {
  const [only] = pages
  const isQuick =
    only === undefined || (pages.length === 1 && (await sizeOf(resolve(root, only))) <= COMMON_SIZE)
  if (isQuick) return (_path, work) => work()
  // Imported where it is needed: it takes longer to load than this file.
  const {Worker} = await import('node:worker_threads')
  const watcher = new Worker(WATCH, {eval: true, env: {}, execArgv: [], workerData: ms})
  watcher.unref()
  return async (path, work) => {
    // A path is anybody's: what it would do to a terminal is left out.
    watcher.postMessage(path.replaceAll(/\p{C}/gu, '\uFFFD'))
    try {
      return await work()
    } finally {
      watcher.postMessage(null)
    }
  }
}

async function sizeOf(file: string): Promise<number> {
  return (await stat(file).catch(() => undefined))?.size ?? 0
}
