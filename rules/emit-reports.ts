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
/** Characters of what a finding is about; a page of one long name would else be told as often as it has findings. */
const LONGEST_KEY = 500
/** Of one rule and severity on one page: real pages have 40, and nobody reads hundreds one by one. */
const MOST_NAMED = 1000

/** What a rule says with these reports. Beyond so many the rest is counted, not named. */
export function toUtterances(rule: Voice, reports: readonly Report[]): Utterance[] {
  const bySeverity = Map.groupBy(reports, (report) => report.severity ?? rule.severity)
  return Array.from(bySeverity, ([severity, all]) => utterances(rule, severity, all))
    .flat()
    .map((said) =>
      said.reason.length > LONGEST_REASON ? {...said, reason: shorten(said.reason, LONGEST_REASON)} : said
    )
}

function utterances({describe}: Voice, severity: Severity, reports: readonly Report[]): Utterance[] {
  const ordered = reports.length > MOST_NAMED ? reports.toSorted((a, b) => startOf(a) - startOf(b)) : reports
  const named = ordered.slice(0, MOST_NAMED)
  const rest = restOf(ordered)
  if (describe === undefined) {
    const said = named.map((report): Utterance => {
      const part = partOf(report)
      return {severity, reason: report.reason ?? '', parts: [part], fix: part.fix}
    })
    return rest ? [...said, {severity, reason: rest.label, parts: [rest], fix: null}] : said
  }
  const [first, ...others] = named.map(partOf).sort((a, b) => startOf(a) - startOf(b))
  if (!first) return []
  const parts = [first, ...others, ...(rest ? [rest] : [])] as const
  return [{severity, reason: describeParts(describe, parts), parts: [...parts], fix: fixOf(parts)}]
}

/** What stands for all reports that are not named. */
function restOf(reports: readonly Report[]): Part | undefined {
  const first = reports[MOST_NAMED]
  if (!first) return undefined
  const count = reports.length - MOST_NAMED
  const label = `The page has ${count} more of these, which are not named one by one; mend the ${MOST_NAMED} above first`
  return {key: '', label, place: first.place, fix: null, isRest: true}
}

/** What a rule that speaks once a page says of these parts. */
export function describeParts(describe: (parts: readonly Part[]) => string, parts: readonly Part[]): string {
  const named = parts.filter(({isRest}) => !isRest)
  const rest = parts.find(({isRest}) => isRest)
  if (!rest) return describe(named)
  return named.length === 0 ? rest.label : `${describe(named)}. ${rest.label}`
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
  const {key: whole, label = whole, place, fix = null, remedies} = report
  const key = boundedKey(whole)
  const bounded = label.length > LONGEST_KEY ? shorten(label, LONGEST_KEY) : label
  return {key, label: bounded, place, fix, ...(remedies ? {remedies} : {})}
}

/** A key as findings have it. */
export function boundedKey(key: string): string {
  return key.length > LONGEST_KEY ? key.slice(0, LONGEST_KEY) : key
}

function startOf({place}: Pick<Part, 'place'>): number {
  return place.start.offset ?? 0
}
