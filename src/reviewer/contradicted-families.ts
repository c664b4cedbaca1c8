/**
 * What a change of the grade tables does to families that the merge request does not touch: those whose grades the tables
 * contradict from now on.
 */
import {isDeepStrictEqual} from 'node:util'
import type {Finding} from '../../rules/finding.ts'
import {runRules} from '../../rules/run-rules.ts'
import type {Handbook} from '../handbook/handbook.ts'
import {listFamilies} from '../handbook/list-families.ts'
import {GRADES_URL} from '../handbook/read-grade-tables.ts'
import type {FileDiff} from '../review/diff.ts'
import {isPage, type Ruling, settingsFor} from './check-pages.ts'
import {inTurns, type Pace} from './in-turns.ts'

/** The rule that compares grades with the tables. */
const RULE = 'grade-table'
/** Pages that are read; a handbook has some 250. */
const MOST_FAMILIES = 400
/** Families that are named; the rest is counted. */
const MOST_NAMED = 20

export interface TableChange {
  readonly base: Handbook
  readonly head: Handbook
  /** All files that the merge request changes. */
  readonly files: readonly FileDiff[]
}

/** Whether a merge request may change the grade tables: only then is it worth a look at all families. */
export function touchesGradeTables({base, head, files}: TableChange): boolean {
  return files.some(
    ({oldPath, newPath}) => base.urlOf(oldPath) === GRADES_URL || head.urlOf(newPath) === GRADES_URL
  )
}

/** Sentences for the summary; none when the tables say the same as before, or every family still agrees with them. */
export async function describeContradictions(
  change: TableChange,
  ruling: Ruling,
  pace: Pace = {}
): Promise<string[]> {
  const {base, head, files} = change
  const [before, after] = await Promise.all([base.gradeTables(), head.gradeTables()])
  if (isDeepStrictEqual(before.tables, after.tables)) return []
  const changed = new Set(files.map(({newPath}) => newPath))
  const settingsOf = (path: string) => settingsFor(ruling, path).filter(({rule}) => rule.name === RULE)
  const families = (await listFamilies(head.snapshot)).filter(
    (path) => !changed.has(path) && isPage(ruling, path) && settingsOf(path).length > 0
  )
  const former: Handbook = {...head, gradeTables: () => base.gradeTables()}

  const check = async (path: string): Promise<string[]> => {
    const page = await head.page(path)
    if (!page) return []
    const [old, now] = await Promise.all(
      [former, head].map((handbook) => runRules(page, handbook, undefined, settingsOf(path), ruling))
    )
    const known = new Set(old?.findings.map(keyOf))
    const fresh = now?.findings.filter((finding) => !known.has(keyOf(finding))) ?? []
    const levels = fresh.flatMap(({parts}) => parts.map(({label}) => label))
    return levels.length === 0 ? [] : [`${head.urlOf(path) ?? path} (${levels.join('; ')})`]
  }
  const read = families.slice(0, MOST_FAMILIES)
  const contradicted = (await inTurns(read, (path) => path, check, pace)).flat()
  return [...inWords(contradicted), ...unreadInWords(families.length - read.length)]
}

function keyOf({parts}: Finding): string {
  return parts[0]?.key ?? ''
}

function inWords(contradicted: readonly string[]): string[] {
  const [first] = contradicted
  if (first === undefined) return []
  const named = contradicted.slice(0, MOST_NAMED).join(', ')
  const more = contradicted.length - MOST_NAMED
  const rest = more > 0 ? `, and ${more} more` : ''
  const families = contradicted.length === 1 ? '1 family' : `${contradicted.length} families`
  return [
    `The grade tables of this merge request contradict ${families} that it does not change: ${named}${rest}.`
  ]
}

function unreadInWords(count: number): string[] {
  return count > 0 ? [`${count} more families were not compared with the changed grade tables.`] : []
}
