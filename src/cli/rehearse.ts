/**
 * `ladderlint rehearse`: what rules would have said about the merges of a checkout, before they are switched on.
 */
import {rules} from '../../rules/index.ts'
import type {RuleSetting} from '../../rules/run-rules.ts'
import {LadderlintError} from '../config/ladderlint-error.ts'
import {terminal} from '../config/terminal.ts'
import {isShallow, mergeHistory} from '../handbook/merge-history.ts'
import {createPageCache} from '../handbook/page-cache.ts'
import {renderRehearsalJson} from '../report/rehearsal-json.ts'
import {renderRehearsal} from '../report/rehearsal-text.ts'
import {accountsOf, type RehearsedMerge} from '../review/rehearsal.ts'
import type {Ruling} from '../reviewer/check-pages.ts'
import {handbookRuling} from '../reviewer/handbook-ruling.ts'
import {rehearseMerge} from '../reviewer/rehearse.ts'
import {findRule} from '../reviewer/rule-settings.ts'
import {findRoot} from './find-pages.ts'
import {folderConfig} from './folder-config.ts'

export interface RehearseOptions {
  readonly root?: string
  readonly since?: string
  readonly last?: string
  readonly rule: readonly string[]
  readonly format: 'pretty' | 'json'
}

const DEFAULT_LAST = 20

/** Parsed pages kept: a page changes again and again, and base and head share most of the others. */
const CACHED_PAGES = 400

export async function rehearse(options: RehearseOptions): Promise<number> {
  const where = parseWhere(options)
  const names = namesOf(options.rule)
  const root = findRoot([], options.root)
  const config = await folderConfig(root)
  const {isPage, settings, settingsFor} = handbookRuling(config)
  const ruling: Ruling = {
    isPage,
    settings: rehearsed(settings, names),
    settingsFor: (path) => rehearsed(settingsFor?.(path) ?? settings, names)
  }
  const pages = config?.paths.families.length ? {isPage, folders: []} : {isPage}

  const {progress, colour} = terminal()
  const cache = createPageCache({maxEntries: CACHED_PAGES})
  const merges: RehearsedMerge[] = []
  for await (const merge of mergeHistory(root, where, pages)) {
    if (progress) {
      const of = 'last' in where ? ` of ${where.last}` : ''
      process.stderr.write(`\r\u001b[Krehearsing merge ${merges.length + 1}${of}, ${merge.date}`)
    }
    merges.push(await rehearseMerge(root, merge, ruling, cache))
  }
  if (progress) process.stderr.write('\r\u001b[K')
  const isCutOff = !('last' in where && merges.length === where.last) && (await isShallow(root))
  if (isCutOff) {
    process.stderr.write(
      'This clone is shallow: merges that it does not hold are left out. To bring them: git fetch --unshallow\n'
    )
  }
  const rehearsal = {merges, accounts: accountsOf(merges, names)}
  const inFull = options.rule.length > 0
  process.stdout.write(
    options.format === 'json' ? renderRehearsalJson(rehearsal) : renderRehearsal(rehearsal, {colour, inFull})
  )
  return 0
}

function parseWhere({since, last}: RehearseOptions): {readonly since: string} | {readonly last: number} {
  if (since !== undefined && last !== undefined) {
    throw new LadderlintError('--since and --last both say how far to go back', {hint: 'Use one of them'})
  }
  if (since !== undefined) return {since}
  if (last === undefined) return {last: DEFAULT_LAST}
  if (/^[1-9]\d{0,5}$/.test(last)) return {last: Number(last)}
  throw new LadderlintError(`--last "${last}" is not a number of merges`, {hint: 'For example --last 50'})
}

/** The rules named; all of them when none is. */
function namesOf(named: readonly string[]): string[] {
  const wanted = new Set(named.map(findRule))
  return rules.map(({name}) => name).filter((name) => wanted.size === 0 || wanted.has(name))
}

/** As the handbook wants them, but rules that are off or on probation as if they were on. */
function rehearsed(settings: readonly RuleSetting[], names: readonly string[]): RuleSetting[] {
  return rules
    .filter(({name}) => names.includes(name))
    .map((rule) => {
      const own = settings.find((setting) => setting.rule === rule)
      return {rule, severity: own?.severity, options: own?.options}
    })
}
