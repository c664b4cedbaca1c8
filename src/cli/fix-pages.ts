/**
 * `check --fix`: repairs pages on disk.
 */
import {readFile, writeFile} from 'node:fs/promises'
import {resolve} from 'node:path'
import {applyFixes} from '../../rules/apply-fixes.ts'
import type {CheckedPage} from '../report/report.ts'

/** One repair can uncover another; bounded against rules that disagree. */
const MOST_ROUNDS = 5

/**
 * Fixes until nothing fixable is left.
 * @param check Checks the pages as they are now.
 * @returns What is left.
 */
export async function fixPages(
  root: string,
  check: () => Promise<readonly CheckedPage[]>
): Promise<readonly CheckedPage[]> {
  for (let round = 1; ; round++) {
    const checked = await check()
    const written = round > MOST_ROUNDS ? [] : await Promise.all(checked.map((page) => fixPage(root, page)))
    if (!written.includes(true)) return checked
  }
}

/** @returns Whether there was anything to write. */
async function fixPage(root: string, {path, text: before, findings}: CheckedPage): Promise<boolean> {
  const {text, applied} = applyFixes(
    before,
    findings.flatMap(({fix}) => fix ?? [])
  )
  if (applied.length === 0) return false
  const file = resolve(root, path)
  await writeFile(file, (await markOf(file)) + text)
  return true
}

const BYTE_ORDER_MARK = '\ufeff'

/** The file's byte order mark, which is no part of the page's text; '' for none. */
async function markOf(file: string): Promise<string> {
  return (await readFile(file, 'utf8')).startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : ''
}
