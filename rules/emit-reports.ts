/**
 * Turns what a rule reported on a page into messages of the file: one a report, or one a severity for a rule that
 * speaks once a page.
 */
import type {VFile} from 'vfile'
import type {Report, RuleDefinition} from './define-rule.ts'
import type {Edit, Fix, Part, Severity} from './finding.ts'
import {shorten} from './shorten.ts'

type Voice = Pick<RuleDefinition<never>, 'severity' | 'describe'>

/** A message before it has a file: what becomes a finding. */
export interface Utterance {
  readonly severity: Severity
  readonly reason: string
  /** At least one, in page order. */
  readonly parts: readonly [Part, ...Part[]]
  readonly fix: Fix | null
}

/** Characters of a reason; a longer one quotes a page that is out of the ordinary. */
const LONGEST_REASON = 3000

/** What a rule says with these reports. */
export function toUtterances(rule: Voice, reports: readonly Report[]): Utterance[] {
  return utterances(rule, reports).map((said) =>
    said.reason.length > LONGEST_REASON ? {...said, reason: shorten(said.reason, LONGEST_REASON)} : said
  )
}

function utterances(rule: Voice, reports: readonly Report[]): Utterance[] {
  const {severity: own, describe} = rule
  if (describe === undefined) {
    return reports.map((report) => {
      const part = partOf(report)
      const {reason = '', severity = own} = report
      return {severity, reason, parts: [part], fix: fixOf([part])}
    })
  }
  const groups = Map.groupBy(reports, (report) => report.severity ?? own)
  return Array.from(groups, ([severity, group]): Utterance[] => {
    const [first, ...rest] = group.map(partOf).sort((a, b) => startOf(a) - startOf(b))
    if (!first) return []
    const parts = [first, ...rest] as const
    return [{severity, reason: describe(parts), parts: [first, ...rest], fix: fixOf(parts)}]
  }).flat()
}

/** Writes what a rule says into the file's messages. */
export function emit(file: VFile, {severity, reason, parts, fix}: Utterance): void {
  const [{place}] = parts
  const message = file.message(reason, {place})
  message.ladderlint = {severity, parts, fix}
  const [edit] = fix?.edits ?? []
  const whole = fix?.edits.length === 1 && edit?.start === startOf(parts[0]) && edit.end === place.end.offset
  // vfile's `expected` is for the whole place, so an insertion beside it has none.
  if (whole) message.expected = [edit.text]
}

/** The fixes of all parts as one; null when a part has none, since the finding would then stay. */
export function fixOf(parts: readonly Part[]): Fix | null {
  const edits: Edit[] = []
  for (const part of parts) {
    if (!part.fix) return null
    for (const edit of part.fix.edits) edits.push(edit)
  }
  return {edits: edits.sort((a, b) => a.start - b.start)}
}

function partOf(report: Report): Part {
  const {key, label = key, place, fix = null, remedies} = report
  return {key, label, place, fix, ...(remedies ? {remedies} : {})}
}

function startOf(part: Part): number {
  return part.place.start.offset ?? 0
}
