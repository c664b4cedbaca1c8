/**
 * `check --watch`: checks again whenever something in the handbook changes, until Ctrl-C. All pages that were asked for are
 * checked each time, because a page's findings also depend on others; what is parsed stays parsed as long as the text is
 * the same.
 */
import {type FSWatcher, readdirSync, watch as watchFolder} from 'node:fs'
import {join} from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import {LadderlintError} from '../config/ladderlint-error.ts'
import {terminal} from '../config/terminal.ts'
import {failure} from './failure.ts'

/** Large, and no part of the handbook's sources. */
const UNWATCHED = new Set(['.git', 'node_modules', 'public'])

/** Milliseconds. Editors write a file in several steps, and a checkout writes many. */
const SETTLING_TIME = 150

/**
 * @param run Checks and prints; what it throws is told, and the watch goes on.
 * @param written Files that `run` writes, as paths from the root: they are no reason to run again.
 * @returns The exit status, once somebody ends it.
 */
export async function watch(
  root: string,
  run: () => Promise<number>,
  written: ReadonlySet<string>
): Promise<number> {
  let wake: () => void = () => undefined
  let isChanged = false
  const ending = new AbortController()
  const end = () => {
    ending.abort()
    wake()
  }
  process.once('SIGINT', end)
  process.once('SIGTERM', end)
  const watchers = openWatchers(root, (path) => {
    if (written.has(path)) return
    isChanged = true
    wake()
  })
  try {
    while (!ending.signal.aborted) {
      isChanged = false
      await tell(run)
      while (!isChanged && !ending.signal.aborted) {
        await new Promise<void>((resolve) => {
          wake = resolve
          if (isChanged || ending.signal.aborted) resolve()
        })
        await sleep(SETTLING_TIME, undefined, {signal: ending.signal}).catch(() => undefined)
      }
    }
    return 0
  } finally {
    for (const watcher of watchers) watcher.close()
    process.off('SIGINT', end)
    process.off('SIGTERM', end)
  }
}

async function tell(run: () => Promise<number>): Promise<void> {
  // Clears what a terminal shows, not what it remembers.
  if (terminal().progress) process.stdout.write('\u001b[2J\u001b[H')
  try {
    await run()
  } catch (error) {
    process.stderr.write(failure(error, {debug: false}).text)
  }
  const time = new Date().toTimeString().slice(0, 8)
  process.stderr.write(`Checked at ${time}, watching for changes. Ctrl-C ends.\n`)
}

/** One watcher a top-level folder, so that the large ones that are no sources are left out. */
function openWatchers(root: string, onChange: (path: string) => void): FSWatcher[] {
  const folders = readdirSync(root, {withFileTypes: true}).filter(
    (entry) => entry.isDirectory() && !UNWATCHED.has(entry.name)
  )
  const open = (folder: string, recursive: boolean) =>
    watchFolder(join(root, folder), {recursive}, (_event, name) => {
      if (name !== null && !UNWATCHED.has(name)) onChange(join(folder, name))
    }).on('error', () => undefined) // a folder that was deleted; what held it tells
  try {
    return [open('', false), ...folders.map(({name}) => open(name, true))]
  } catch (cause) {
    throw new LadderlintError(`the folders below "${root}" cannot be watched: ${String(cause)}`, {
      hint: 'Name a smaller folder with --root, or raise the limit of the system (Linux: fs.inotify.max_user_watches)',
      cause
    })
  }
}
