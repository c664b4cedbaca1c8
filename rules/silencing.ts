/**
 * What the comments of one page silence while its rules run, and which of them were of any use.
 */
import type {Page} from '../src/page/page.ts'
import {startOf} from '../src/page/places.ts'
import type {Report} from './define-rule.ts'
import type {Utterance} from './emit-reports.ts'
import {covers, findSilences, isExpired, type Misread, type Silence} from './silences.ts'

/** What a rule would have said. */
export interface Silenced extends Utterance {
  readonly rule: string
  readonly by: Silence
}

export interface Silencing {
  readonly silences: readonly Silence[]
  readonly misread: readonly Misread[]
  /** `YYYY-MM-DD`: comments that ended before it silence nothing. */
  readonly today: string
  /** Grows while rules run. */
  readonly silenced: Silenced[]
  /** Rules that said all they have to say of this page. */
  readonly judged: Set<string>
  /** Rules that ran and could not tell all: whether a comment about them is of use nobody knows. */
  readonly unsure: Set<string>
  /** Which rules each comment silenced so far. */
  readonly uses: Map<Silence, Set<string>>
}

export function openSilencing(page: Page, today: string): Silencing {
  return {...findSilences(page), today, silenced: [], judged: new Set(), unsure: new Set(), uses: new Map()}
}

/** The day of a clock's time, in UTC, as comments write it. */
export function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10)
}

/** Tells a rule's reports that nothing silences from the others, which are put under the first comment that does. */
export function partReports(
  {silences, today, uses}: Silencing,
  rule: string,
  reports: readonly Report[]
): {readonly spoken: readonly Report[]; readonly silenced: ReadonlyMap<Silence, readonly Report[]>} {
  const holding = silences.filter((silence) => !isExpired(silence, today))
  if (holding.length === 0) return {spoken: reports, silenced: new Map()}
  const spoken: Report[] = []
  const silenced = new Map<Silence, Report[]>()
  for (const report of reports) {
    const covering = holding.filter((silence) => covers(silence, rule, startOf(report.place)))
    for (const silence of covering) uses.set(silence, (uses.get(silence) ?? new Set()).add(rule))
    const [by] = covering
    if (!by) spoken.push(report)
    else if (silenced.has(by)) silenced.get(by)?.push(report)
    else silenced.set(by, [report])
  }
  return {spoken, silenced}
}
