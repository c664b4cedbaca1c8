/**
 * The replay's figures as text: a row a merge request, totals and medians below.
 */
import type {Severity} from '../../rules/finding.ts'
import type {Cost, Replayed} from './replay-merge-request.ts'

const COLUMNS: readonly (readonly [string, number, (replayed: Replayed) => string])[] = [
  ['mr', 4, ({number}) => String(number)],
  ['pages', 6, ({checked}) => String(checked.pages.length)],
  ['error', 6, (replayed) => String(countNew(replayed, 'error'))],
  ['warn', 5, (replayed) => String(countNew(replayed, 'warning'))],
  ['info', 5, (replayed) => String(countNew(replayed, 'info'))],
  ['old', 5, ({checked}) => String(checked.charges.preExisting.length)],
  ['fixed', 6, ({checked}) => String(checked.charges.fixed.length)],
  ['threads', 8, ({threads}) => String(threads)],
  ['blocks', 7, ({suggestions}) => String(suggestions)],
  ['writes', 7, ({first}) => String(first.writes)],
  ['reads', 6, ({first}) => String(first.reads)],
  ['again', 6, ({again}) => String(again.reads)],
  ['push', 5, ({pushed}) => (pushed ? String(pushed.reads) : '')],
  ['ms', 6, ({first}) => first.ms.toFixed(0)],
  ['again', 6, ({again}) => again.ms.toFixed(0)],
  ['push', 6, ({pushed}) => (pushed ? pushed.ms.toFixed(0) : '')]
]

export const HEADER = COLUMNS.map(([title, width]) => title.padStart(width)).join('')

export function toRow(replayed: Replayed): string {
  return `${COLUMNS.map(([, width, cell]) => cell(replayed).padStart(width)).join('')}  ${replayed.title}`
}

export function totals(all: readonly Replayed[]): string {
  const sum = (of: (replayed: Replayed) => number) => all.reduce((total, each) => total + of(each), 0)
  const single = all.filter(({checked}) => checked.pages.length === 1)
  const lines = [
    `${all.length} merge requests, ${sum(({checked}) => checked.pages.length)} pages`,
    `new: ${sum((each) => countNew(each, 'error'))} errors, ${sum((each) => countNew(each, 'warning'))} warnings, ${sum((each) => countNew(each, 'info'))} info; pre-existing: ${sum(({checked}) => checked.charges.preExisting.length)}; fixed: ${sum(({checked}) => checked.charges.fixed.length)}`,
    ...byPresence(all),
    `a merge request: ${spread(all.map((each) => each.checked.charges.new.length))} new findings, ${spread(all.map(({threads}) => threads))} threads; ${all.filter(({threads}) => threads === 0).length} without a thread`,
    `suggestion blocks: ${sum(({suggestions}) => suggestions)}; writes of the first review: ${spread(all.map(({first}) => first.writes))}`,
    `of the ${single.length} one-page reviews`,
    `  cold:              ${costs(single.map(({first}) => first))}`,
    `  again:             ${costs(single.map(({again}) => again))}`,
    `  after a push:      ${costs(single.flatMap(({pushed}) => pushed ?? []))}`,
    `broken laws: ${sum(({violations}) => violations.length)}`
  ]
  return `\n${lines.join('\n')}\n\n${byRule(all)}`
}

/** What each rule is charged with: on pages that the base has, and in all. */
function byRule(all: readonly Replayed[]): string {
  const charged = all.flatMap(({number, checked}) =>
    checked.charges.new.map(({pageId, finding}) => ({
      number,
      finding,
      isEdited: checked.pages.some((page) => page.pageId === pageId && page.base !== null)
    }))
  )
  const rules = [...Map.groupBy(charged, ({finding}) => finding.rule)].sort(
    (a, b) => b[1].length - a[1].length
  )
  const rows = rules.map(([rule, found]) => {
    const count = (severity: Severity) => found.filter(({finding}) => finding.severity === severity).length
    const merges = new Set(found.map(({number}) => number)).size
    const edited = found.filter(({isEdited}) => isEdited).length
    return row(rule, [count('error'), count('warning'), count('info'), edited, merges])
  })
  return [row('new, by rule', ['error', 'warning', 'info', 'edited', 'mrs']), ...rows].join('\n')
}

function row(name: string, cells: readonly (string | number)[]): string {
  return `${name.padEnd(26)}${cells.map((cell) => String(cell || '').padStart(9)).join('')}`
}

/** A page that the base lacks may be an old one: the corpus's tree is partial, and then all of it counts as new. */
function byPresence(all: readonly Replayed[]): string[] {
  const pages = all.flatMap(({checked}) =>
    checked.pages.map(({pageId, base}) => ({
      isEdited: base !== null,
      found: checked.charges.new.filter((each) => each.pageId === pageId)
    }))
  )
  return [true, false].map((isEdited) => {
    const group = pages.filter((page) => page.isEdited === isEdited)
    const worth = (found: (typeof pages)[number]['found']) =>
      found.filter(({finding}) => finding.severity !== 'info').length
    return `  ${group.length} pages ${isEdited ? 'that the base has' : 'new to the tree'}: ${spread(group.map(({found}) => found.length))} new findings, ${spread(group.map(({found}) => worth(found)))} of them errors or warnings; ${group.filter(({found}) => worth(found) === 0).length} pages without`
  })
}

function costs(all: readonly Cost[]): string {
  return `reads ${spread(all.map(({reads}) => reads))}; ms ${spread(all.map(({ms}) => Math.round(ms)))} (${all.length})`
}

/** "median 3, at most 12". */
function spread(numbers: readonly number[]): string {
  const sorted = [...numbers].sort((a, b) => a - b)
  return `median ${sorted[Math.floor(sorted.length / 2)] ?? 0}, at most ${sorted.at(-1) ?? 0}`
}

function countNew({checked}: Replayed, severity: Severity): number {
  return checked.charges.new.filter(({finding}) => finding.severity === severity).length
}
