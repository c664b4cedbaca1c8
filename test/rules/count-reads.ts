/**
 * What one rule asks of a handbook over a network, where each listing, read and search is a request.
 */
import type {Rule} from '../../rules/define-rule.ts'
import {runRules} from '../../rules/run-rules.ts'
import {openMemorySnapshot} from '../../src/handbook/memory-snapshot.ts'
import {openHandbook} from '../../src/handbook/open-handbook.ts'
import {parsePage} from '../../src/page/parse-page.ts'
import {type Counted, counted} from '../handbook/counted.ts'
import type {Around} from './check-text.ts'
import {DEFAULT_PATH} from './readme-examples.ts'

/** What is kept from before counts nothing: each call is a review of its own. */
export async function countReads(rule: Rule, text: string, around: Around = {}): Promise<Counted> {
  const {path = DEFAULT_PATH, basePath = path, files = {}, base} = around
  const counts = counted(openMemorySnapshot({...files, [path]: text}), false)
  const earlier = openMemorySnapshot(typeof base === 'string' ? {...files, [basePath]: base} : files)
  const handbook = openHandbook(counts.snapshot, {earlier})
  const compared = typeof base === 'string' ? parsePage(basePath, base) : base
  const page = parsePage(path, text)
  await runRules(page, handbook, compared, [{rule, severity: undefined, options: undefined}])
  return counts
}
