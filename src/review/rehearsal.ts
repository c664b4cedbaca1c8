/**
 * What rules would have said over past merges: charged findings of many merges in, one account a rule out.
 */
import type {Severity} from '../../rules/finding.ts'
import type {NewFinding} from './charge.ts'
import {type FindingGroup, groupFindings} from './finding-group.ts'

export interface RehearsedMerge {
  /** 40 hex digits. */
  readonly commit: string
  /** "2022-09-14". */
  readonly date: string
  readonly subject: string
  /** Job-family pages it changed. */
  readonly pages: number
  readonly charged: readonly NewFinding[]
}

export interface RuleAccount {
  readonly rule: string
  /** Merges with something to say, as given, with what a review would have said: equal findings of a page are one. */
  readonly merges: readonly {readonly merge: RehearsedMerge; readonly said: readonly FindingGroup[]}[]
  readonly counts: Readonly<Record<Severity, number>>
}

/**
 * One account for each rule that was rehearsed, also for those that had nothing to say; the most talkative first.
 * @param rules Names of the rules that ran.
 */
export function accountsOf(merges: readonly RehearsedMerge[], rules: readonly string[]): RuleAccount[] {
  const said = merges.flatMap((merge) => groupFindings(merge.charged).map((group) => ({merge, group})))
  const byRule = Map.groupBy(said, ({group}) => group.first.rule)
  const accounts = rules.map((rule): RuleAccount => {
    const own = byRule.get(rule) ?? []
    const byMerge = Map.groupBy(own, ({merge}) => merge)
    const counts = {error: 0, warning: 0, info: 0}
    for (const {group} of own) counts[group.severity] += 1
    return {
      rule,
      counts,
      merges: Array.from(byMerge, ([merge, entries]) => ({merge, said: entries.map(({group}) => group)}))
    }
  })
  return accounts.sort((a, b) => totalOf(b) - totalOf(a) || a.rule.localeCompare(b.rule))
}

/** How often a rule would have spoken. */
export function totalOf({counts}: RuleAccount): number {
  return counts.error + counts.warning + counts.info
}
