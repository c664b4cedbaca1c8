/**
 * `check --fix`: repairs pages on disk.
 */
import {readFile, writeFile} from 'node:fs/promises'
import {resolve} from 'node:path'
import {applyFixes} from '../../rules/apply-fixes.ts'
import type {CheckedPage} from '../report/report.ts'

/** One repair can uncover another; bounded against rules that disagree. */
const MOST_ROUNDS = 5

export interface FixedPages {
  /** The pages as they are now, with what is left. */
  readonly checked: readonly CheckedPage[]
  /** How many findings were repaired, and on how many pages. */
  readonly repaired: number
  readonly pages: number
}

/**
 * Fixes until nothing fixable is left.
 * @param check Checks the pages as they are now.
 */
export async function fixPages(
  root: string,
  check: () => Promise<readonly CheckedPage[]>
): Promise<FixedPages> {
  let repaired = 0
  const written = new Set<string>()
  for (let round = 1; ; round++) {
    const checked = await check()
    if (round > MOST_ROUNDS) return {checked, repaired, pages: written.size}
    const counts = await Promise.all(checked.map((page) => fixPage(root, page)))
    const now = counts.reduce((sum, count) => sum + count, 0)
    if (now === 0) return {checked, repaired, pages: written.size}
    repaired += now
    checked.forEach(({path}, index) => {
      if (counts[index]) written.add(path)
    })
  }
}

/** @returns How many findings it repaired. */
async function fixPage(root: string, {path, text: before, findings}: CheckedPage): Promise<number> {
  const {text, applied} = applyFixes(
    before,
    findings.flatMap(({fix}) => fix ?? [])
  )
  if (applied.length === 0) return 0
  const file = resolve(root, path)
  await writeFile(file, (await markOf(file)) + text)
  return applied.length
}

const BYTE_ORDER_MARK = '\ufeff'

/** The file's byte order mark, which is no part of the page's text; '' for none. */
async function markOf(file: string): Promise<string> {
  return (await readFile(file, 'utf8')).startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : ''
}
