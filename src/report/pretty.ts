/**
 * `--format pretty`: for a person at a terminal. One line a finding; the same finding many times on a page is one line
 * with its places.
 */
import {createColors} from 'picocolors'
import type {Finding, Severity} from '../../rules/finding.ts'
import type {SilencedFinding} from '../../rules/run-rules.ts'
import {type CheckedPage, countFindings, type Report} from './report.ts'
import {shown} from './shown.ts'

type Colors = ReturnType<typeof createColors>

/** A rule that says the same on more lines than this is folded into one line. */
const FOLD_AFTER = 2

/** @param colour Whether to colour, decided by the caller (a terminal, NO_COLOR). */
export function renderPretty(report: Report, {colour}: {readonly colour: boolean}): string {
  const colors = createColors(colour)
  const blocks = report.pages.flatMap((page) => {
    const lines = [...linesOf(page, colors)]
    return lines.length > 0 ? [`${colors.underline(shown(page.path))}\n${lines.join('\n')}\n`] : []
  })
  return `${[...blocks, closing(report, colors)].join('\n')}\n`
}

function* linesOf(page: CheckedPage, colors: Colors): Generator<string> {
  const groups = Map.groupBy(page.findings, (finding) => `${finding.severity} ${finding.rule}`)
  for (const group of groups.values()) {
    const [first, ...rest] = group
    if (!first) continue
    if (group.length <= FOLD_AFTER || first.severity === 'error') {
      yield* group.map((finding) => line(finding, shown(finding.reason), colors))
    } else {
      const lines = [...new Set(rest.map((finding) => finding.place.start.line))].join(', ')
      yield line(
        first,
        `${shown(first.reason)} ${colors.dim(`(and ${rest.length} more, on lines ${lines})`)}`,
        colors
      )
    }
  }
  for (const {place, reason, rule} of page.probation)
    yield `  ${colors.dim(`on probation: line ${place.start.line}, ${shown(reason)} (${rule})`)}`
  for (const silenced of Map.groupBy(page.silenced, ({by}) => JSON.stringify(by)).values())
    yield `  ${colors.dim(shown(silencedInWords(silenced)))}`
  for (const {what, reason} of page.notChecked)
    yield `  ${colors.dim(`not checked: ${shown(what)} (${shown(reason)})`)}`
}

/** "silenced on line 9 because the levels are being renamed, until 2026-12-31: level-order on lines 12, 30". */
function silencedInWords(silenced: readonly SilencedFinding[]): string {
  const [first] = silenced
  if (!first) return ''
  const {place, reason, until} = first.by
  const why = reason === null ? ', without a reason' : ` because ${reason}`
  const byRule = Map.groupBy(silenced, ({finding}) => finding.rule)
  const rules = Array.from(byRule, ([rule, findings]) => {
    const places = findings.flatMap(({finding}) => finding.parts.map((part) => part.place))
    const lines = [...new Set(places.map(({start}) => start.line))]
    return `${rule} on ${lines.length === 1 ? 'line' : 'lines'} ${lines.join(', ')}`
  })
  const end = until === null ? '' : `, until ${until}`
  return `silenced on line ${place.start.line}${why}${end}: ${rules.join('; ')}`
}

function line(finding: Finding, reason: string, colors: Colors): string {
  const {line: row, column} = finding.place.start
  const place = `${row}:${column}`.padStart(8)
  return `${place}  ${severity(finding.severity, colors)}  ${reason}  ${colors.dim(finding.rule)}`
}

function severity(value: Severity, colors: Colors): string {
  const text = value.padEnd(7)
  return value === 'error' ? colors.red(text) : value === 'warning' ? colors.yellow(text) : colors.cyan(text)
}

function closing(report: Report, colors: Colors): string {
  const findings = report.pages.flatMap((page) => page.findings)
  const pages = plural(report.pages.length, 'page')
  if (findings.length === 0) return colors.green(`${pages} checked: nothing to do.`)
  const {errors, warnings, infos} = countFindings(findings)
  const withFindings = report.pages.filter((page) => page.findings.length > 0).length
  const counts = [
    errors > 0 ? colors.red(plural(errors, 'error')) : '',
    warnings > 0 ? colors.yellow(plural(warnings, 'warning')) : '',
    infos > 0 ? colors.cyan(plural(infos, 'info')) : ''
  ].filter(Boolean)
  const fixable = findings.filter((finding) => finding.fix).length
  const fix = fixable > 0 ? `\n${fixable} can be fixed with ${colors.bold('--fix')}.` : ''
  const explain = `\n${colors.dim('Why a rule exists, with examples: ladderlint explain RULE')}`
  return `${counts.join(', ')} on ${withFindings} of ${pages}.${fix}${explain}`
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
