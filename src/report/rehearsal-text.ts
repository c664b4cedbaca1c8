/**
 * A rehearsal for a person at a terminal: how often each rule would have spoken, and what it would have said.
 */
import {createColors} from 'picocolors'
import type {FindingGroup} from '../review/finding-group.ts'
import {type RehearsedMerge, type RuleAccount, totalOf} from '../review/rehearsal.ts'
import {shown} from './shown.ts'

export interface Rehearsal {
  /** The newest first. */
  readonly merges: readonly RehearsedMerge[]
  readonly accounts: readonly RuleAccount[]
}

interface Options {
  readonly colour: boolean
  /** Whether all that a rule would have said is shown, not only examples. */
  readonly inFull: boolean
}

/** Examples of a rule where not all is shown: enough to see what it is about. */
const EXAMPLES = 3

type Colors = ReturnType<typeof createColors>

export function renderRehearsal({merges, accounts}: Rehearsal, {colour, inFull}: Options): string {
  const colors = createColors(colour)
  const speaking = accounts.filter((account) => totalOf(account) > 0)
  const silent = accounts.filter((account) => totalOf(account) === 0)
  const blocks = [
    opening(merges),
    speaking.length > 0 ? table(speaking, colors) : '',
    ...speaking.map((account) => examples(account, inFull, colors)),
    silent.length > 0 && merges.length > 0
      ? `${colors.dim(`Nothing to say: ${silent.map(({rule}) => rule).join(', ')}`)}\n`
      : ''
  ]
  return blocks.filter(Boolean).join('\n')
}

function opening(merges: readonly RehearsedMerge[]): string {
  const [newest, oldest] = [merges[0], merges.at(-1)]
  if (!newest || !oldest) return 'No merge changed a job-family page.\n'
  const pages = merges.reduce((sum, merge) => sum + merge.pages, 0)
  return `${plural(merges.length, 'merge')} with ${plural(pages, 'changed job-family page')}, ${oldest.date} to ${newest.date}.\n`
}

function table(accounts: readonly RuleAccount[], colors: Colors): string {
  const width = Math.max(...accounts.map(({rule}) => rule.length)) + 2
  const row = (name: string, cells: readonly (string | number)[]) =>
    `${name.padEnd(width)}${cells.map((cell) => String(cell || '').padStart(9)).join('')}`
  const rows = accounts.map(({rule, counts, merges: own}) =>
    row(rule, [counts.error, counts.warning, counts.info, own.length])
  )
  const head = row('rule', ['errors', 'warnings', 'infos', 'merges'])
  return `${[colors.bold(head), ...rows].join('\n')}\n`
}

function examples(account: RuleAccount, inFull: boolean, colors: Colors): string {
  const total = totalOf(account)
  const most = inFull ? total : EXAMPLES
  const lines: string[] = []
  let named = 0
  for (const {merge, said} of account.merges) {
    const some = said.slice(0, most - named)
    if (some.length === 0) break
    named += some.length
    lines.push(`  ${merge.commit.slice(0, 8)} ${merge.date} ${colors.dim(shown(merge.subject))}`)
    lines.push(...some.flatMap((group) => finding(group, colors)))
  }
  const more =
    total > named ? [`  ${colors.dim(`and ${total - named} more; --rule ${account.rule} shows all`)}`] : []
  return `${[colors.underline(account.rule), ...lines, ...more].join('\n')}\n`
}

function finding({first, findings}: FindingGroup, colors: Colors): string[] {
  const {severity, path, place, reason} = first
  const count = findings.length > 1 ? ` (${findings.length} times)` : ''
  const colour = {error: colors.red, warning: colors.yellow, info: colors.cyan}[severity]
  return [`    ${shown(path)}:${place.start.line}`, `      ${colour(severity)} ${shown(reason)}${count}`]
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
