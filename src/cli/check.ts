/**
 * `ladderlint check`: pages of a working tree in, a report and an exit status out.
 */
import {writeFile} from 'node:fs/promises'
import {resolve} from 'node:path'
import {applyFixes} from '../../rules/apply-fixes.ts'
import type {Finding, Severity} from '../../rules/finding.ts'
import {LadderlintError} from '../config/ladderlint-error.ts'
import {terminal} from '../config/terminal.ts'
import type {Handbook} from '../handbook/handbook.ts'
import {openFolderHandbook} from '../handbook/open-handbook.ts'
import {FORMATS, type Format, isFormat, render} from '../report/render.ts'
import {countFindings, type Report} from '../report/report.ts'
import {type CheckedPage, checkPage, type Ruling} from '../reviewer/check-pages.ts'
import {ruleSettings} from '../reviewer/rule-settings.ts'
import {changedSince} from './changed-since.ts'
import {findPages} from './find-pages.ts'

export interface CheckOptions {
  readonly root?: string
  readonly format: Format
  readonly output: readonly string[]
  readonly since?: string
  readonly fix?: boolean
  readonly rule: readonly string[]
  readonly failOn: Severity | 'never'
  readonly maxWarnings?: string
}

const RANK: Readonly<Record<Severity, number>> = {info: 0, warning: 1, error: 2}

/** @returns The exit status: 0, or 1 when something stands at or above the failing severity. */
export async function check(paths: readonly string[], options: CheckOptions): Promise<number> {
  const outputs = options.output.map(parseOutput)
  const maxWarnings = parseMaxWarnings(options.maxWarnings)
  const ruling: Ruling = {settings: ruleSettings(options.rule)}
  const found = await findPages(paths, options.root)
  const {root, pages} = found

  let checked =
    options.since === undefined
      ? await checkAll(pages, openFolderHandbook(root), ruling)
      : await changedSince(options.since, found, ruling)
  if (options.fix) checked = await fixAll(checked, root, ruling)

  const report: Report = {
    pages: checked.map(({page, findings, notChecked}) => ({
      path: page.path,
      text: page.text,
      findings,
      notChecked
    }))
  }
  const {colour} = terminal()
  for (const {format, file} of outputs) await writeFile(file, render(report, format, {colour: false}))
  process.stdout.write(render(report, options.format, {colour}))
  return exitStatus(
    report.pages.flatMap((page) => page.findings),
    options.failOn,
    maxWarnings
  )
}

async function checkAll(
  paths: readonly string[],
  handbook: Handbook,
  ruling: Ruling
): Promise<CheckedPage[]> {
  const {progress} = terminal()
  const started = performance.now()
  const checked: CheckedPage[] = []
  for (const [index, path] of paths.entries()) {
    const page = await checkPage(path, handbook, ruling)
    if (page) checked.push(page)
    // Only what takes over a second is worth a moving line.
    if (progress && performance.now() - started > 1000)
      process.stderr.write(`\r\u001b[Kchecking ${index + 1} of ${paths.length} pages`)
  }
  if (progress) process.stderr.write('\r\u001b[K')
  return checked
}

/** Fixes until nothing fixable is left, since one repair can uncover another; bounded against rules that disagree. */
async function fixAll(checked: readonly CheckedPage[], root: string, ruling: Ruling): Promise<CheckedPage[]> {
  const rounds = 5
  const results: CheckedPage[] = []
  for (let current of checked) {
    for (let round = 0; round < rounds; round++) {
      const fixes = current.findings.flatMap(({fix}) => fix ?? [])
      const {text, applied} = applyFixes(current.page.text, fixes)
      if (applied.length === 0) break
      await writeFile(resolve(root, current.page.path), text)
      const again = await checkPage(current.page.path, openFolderHandbook(root), ruling)
      if (!again) break
      current = again
    }
    results.push(current)
  }
  return results
}

function exitStatus(findings: readonly Finding[], failOn: Severity | 'never', maxWarnings: number): number {
  const failing = failOn !== 'never' && findings.some((finding) => RANK[finding.severity] >= RANK[failOn])
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
