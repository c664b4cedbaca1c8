/**
 * `ladderlint check`: pages of a working tree in, a report and an exit status out.
 */
import {writeFile} from 'node:fs/promises'
import {relative, resolve} from 'node:path'
import type {Finding, Severity} from '../../rules/finding.ts'
import {dayOf} from '../../rules/silencing.ts'
import {LadderlintError} from '../config/ladderlint-error.ts'
import {terminal} from '../config/terminal.ts'
import {openFolderHandbook} from '../handbook/open-handbook.ts'
import {createPageCache, type PageCache} from '../handbook/page-cache.ts'
import {FORMATS, type Format, isFormat, render} from '../report/render.ts'
import {type CheckedPage, countFindings, toCheckedPage} from '../report/report.ts'
import {shown} from '../report/shown.ts'
import {type FailOn, isAtLeast} from '../review/finding-group.ts'
import {checkPage} from '../reviewer/check-pages.ts'
import {type HandbookRuling, handbookRuling} from '../reviewer/handbook-ruling.ts'
import {type CheckOne, checkTogether} from './check-together.ts'
import {endWhenHung} from './end-hung-check.ts'
import {type FoundPages, findPages, findRoot} from './find-pages.ts'
import {folderConfig} from './folder-config.ts'

export interface CheckOptions {
  readonly root?: string
  readonly format: Format
  readonly output: readonly string[]
  readonly since?: string
  readonly fix?: boolean
  readonly watch?: boolean
  readonly cache?: boolean
  readonly rule: readonly string[]
  /** Left out: as the handbook's configuration says. */
  readonly failOn?: Severity | 'never'
  readonly maxWarnings?: string
}

/** In the handbook's top folder; it ignores itself for git. */
const CACHE_FOLDER = '.ladderlint-cache'

/** Parsed pages kept from check to check: more than any handbook has families. */
const CACHED_PAGES = 1000

/** @returns The exit status: 0, or 1 when something stands at or above the failing severity. */
export async function check(paths: readonly string[], options: CheckOptions): Promise<number> {
  const outputs = options.output.map(parseOutput)
  const maxWarnings = parseMaxWarnings(options.maxWarnings)
  const root = findRoot(paths, options.root)
  const cache = createPageCache({maxEntries: CACHED_PAGES})

  const run = async (): Promise<number> => {
    const {checked, failOn} = await checkHandbook(root, paths, options, cache)
    const report = {pages: checked}
    if (terminal().progress) process.stderr.write('\r\u001b[K')
    for (const {format, file} of outputs) await writeFile(file, render(report, format, {colour: false}))
    process.stdout.write(render(report, options.format, terminal()))
    return exitStatus(
      checked.flatMap(({findings}) => findings),
      failOn,
      maxWarnings
    )
  }
  if (!options.watch) return run()
  const {watch} = await import('./watch.ts')
  return watch(root, run, new Set(outputs.map(({file}) => relative(root, resolve(file)))))
}

interface CheckedHandbook {
  readonly checked: readonly CheckedPage[]
  readonly failOn: FailOn
}

/** @throws LadderlintError for a configuration with mistakes, naming them all. */
async function checkHandbook(
  root: string,
  paths: readonly string[],
  options: CheckOptions,
  cache: PageCache
): Promise<CheckedHandbook> {
  const config = await folderConfig(root)
  const ruling = handbookRuling(config, options.rule)
  const found = await findPages(root, paths, ruling)
  for (const path of found.ignored) process.stderr.write(`Left out, by paths.ignore: ${shown(path)}\n`)
  const checkNow = (): Promise<CheckedPage[]> => checkFound(found, ruling, options, cache)
  return {
    checked: options.fix ? await fixAndTell(root, checkNow) : await checkNow(),
    failOn: options.failOn ?? config?.failOn ?? 'error'
  }
}

/** Beside the report, which says only what is left. */
async function fixAndTell(
  root: string,
  check: () => Promise<CheckedPage[]>
): Promise<readonly CheckedPage[]> {
  const {fixPages} = await import('./fix-pages.ts')
  const {checked, repaired, pages} = await fixPages(root, check)
  const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`
  if (repaired > 0)
    process.stderr.write(`Repaired ${counted(repaired, 'finding')} on ${counted(pages, 'page')}.\n`)
  return checked
}

async function checkFound(
  found: FoundPages,
  ruling: HandbookRuling,
  options: CheckOptions,
  cache: PageCache
): Promise<CheckedPage[]> {
  const {root, pages} = found
  if (options.since !== undefined) {
    const {changedSince} = await import('./changed-since.ts')
    return (await changedSince(options.since, found, ruling)).map(toCheckedPage)
  }
  if (options.cache) return checkWithCache(found, ruling, cache)
  const handbook = openFolderHandbook(root, {cache})
  const inTime = await endWhenHung(root, options.watch ? [] : pages)
  const checkOne: CheckOne = async (path) => {
    const checked = await inTime(path, () => checkPage(path, handbook, ruling))
    return checked && toCheckedPage(checked)
  }
  // Whoever watches has all pages at hand after the first time, in this thread.
  return options.watch
    ? checkAll(pages, checkOne)
    : checkTogether({root, pages, rule: options.rule}, showingProgress(pages, checkOne))
}

async function checkWithCache(
  {root, pages}: FoundPages,
  ruling: HandbookRuling,
  cache: PageCache
): Promise<CheckedPage[]> {
  const {openCheckCache} = await import('./check-cache.ts')
  const folder = resolve(root, CACHE_FOLDER)
  const checks = await openCheckCache(folder, root, {ruling, pages: cache, today: dayOf(new Date())})
  const inTime = await endWhenHung(root, pages)
  const checked = await checkAll(pages, (path) => inTime(path, () => checks.check(path)))
  await checks.save().catch((error: unknown) => {
    process.stderr.write(`The results could not be kept in "${folder}": ${String(error)}\n`)
  })
  return checked
}

async function checkAll(paths: readonly string[], checkOne: CheckOne): Promise<CheckedPage[]> {
  const check = showingProgress(paths, checkOne)
  const checked: CheckedPage[] = []
  for (const path of paths) {
    const page = await check(path)
    if (page) checked.push(page)
  }
  return checked
}

/** Says on a terminal how far a check is that takes over a second; it goes through the paths in their order. */
function showingProgress(paths: readonly string[], checkOne: CheckOne): CheckOne {
  if (!terminal().progress) return checkOne
  const started = performance.now()
  return async (path) => {
    if (performance.now() - started > 1000)
      process.stderr.write(`\r\u001b[Kchecking ${paths.indexOf(path) + 1} of ${paths.length} pages`)
    return checkOne(path)
  }
}

function exitStatus(findings: readonly Finding[], failOn: FailOn, maxWarnings: number): number {
  const failing = findings.some(({severity}) => isAtLeast(severity, failOn))
  return failing || countFindings(findings).warnings > maxWarnings ? 1 : 0
}

function parseOutput(option: string): {format: Format; file: string} {
  const at = option.indexOf('=')
  const format = option.slice(0, at)
  const file = option.slice(at + 1)
  if (at < 1 || file === '' || !isFormat(format)) {
    throw new LadderlintError(`--output "${option}" names no format and file`, {
      hint: `Write it as FORMAT=FILE, for example codequality=report.json. Formats: ${FORMATS.join(', ')}`
    })
  }
  return {format, file}
}

function parseMaxWarnings(option: string | undefined): number {
  if (option === undefined) return Number.POSITIVE_INFINITY
  if (/^\d{1,9}$/.test(option)) return Number(option)
  throw new LadderlintError(`--max-warnings "${option}" is not a number`, {
    hint: 'For example --max-warnings 0'
  })
}
