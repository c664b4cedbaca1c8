/**
 * Turns what a rule reported on a page into messages of the file: one a report, or one a severity for a rule that
 * speaks once a page.
 */
import type {VFile} from 'vfile'
import type {Report, RuleDefinition} from './define-rule.ts'
import type {Edit, Fix, Part, Severity} from './finding.ts'

type Voice = Pick<RuleDefinition<never>, 'severity' | 'describe'>

export function emitReports(file: VFile, rule: Voice, reports: readonly Report[]): void {
  if (rule.describe === undefined) {
    for (const report of reports)
      emit(file, report.reason ?? '', report.severity ?? rule.severity, [partOf(report)])
    return
  }
  for (const [severity, group] of Map.groupBy(reports, (report) => report.severity ?? rule.severity)) {
    const parts = group.map(partOf).sort((a, b) => startOf(a) - startOf(b))
    emit(file, rule.describe(parts), severity, parts)
  }
}

/** The fixes of all parts as one; null when a part has none, since the finding would then stay. */
export function fixOf(parts: readonly Part[]): Fix | null {
  const edits: Edit[] = []
  for (const part of parts) {
    if (!part.fix) return null
    edits.push(...part.fix.edits)
  }
  return {edits: edits.sort((a, b) => a.start - b.start)}
}

function emit(file: VFile, reason: string, severity: Severity, parts: readonly Part[]): void {
  const [first] = parts
  if (!first) return
  const fix = fixOf(parts)
  const message = file.message(reason, {place: first.place})
  message.ladderlint = {severity, parts, fix}
  const [edit] = fix?.edits ?? []
  const whole =
    fix?.edits.length === 1 && edit?.start === startOf(first) && edit.end === first.place.end.offset
  // vfile's `expected` is for the whole place, so an insertion beside it has none.
  if (whole) message.expected = [edit.text]
}

function partOf(report: Report): Part {
  return {key: report.key, label: report.label ?? report.key, place: report.place, fix: report.fix ?? null}
}

function startOf(part: Part): number {
  return part.place.start.offset ?? 0
}
