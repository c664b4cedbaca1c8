/**
 * Rules whose findings people set aside on one merge request with a command, and what that leaves to be charged.
 */
import type {OwnAnswer} from './answers.ts'
import type {NewFinding} from './charge.ts'
import type {Decision} from './marker.ts'

export type Ignore = Omit<Extract<Decision, {kind: 'ignore'}>, 'kind'>

export interface Ignores {
  /** One a rule, in the order of the commands. */
  readonly holding: readonly Ignore[]
  /** Their last day has passed, so that their findings count again. */
  readonly ended: readonly Ignore[]
}

export const NO_IGNORES: Ignores = {holding: [], ended: []}

/** Decisions with the note that asked for them: later ones win. */
export type Decided = Pick<OwnAnswer['marker'], 'note' | 'decisions'>

/** @param today `YYYY-MM-DD`. */
export function ignoresOf(decided: readonly Decided[], today: string): Ignores {
  const byRule = new Map<string, Ignore>()
  for (const {decisions} of [...decided].sort((a, b) => a.note - b.note)) {
    for (const decision of decisions) {
      byRule.delete(decision.rule)
      if (decision.kind === 'ignore') {
        const {rule, because, until, by} = decision
        byRule.set(rule, {rule, because, until, by})
      }
    }
  }
  const isOver = ({until}: Ignore) => until !== null && until < today
  const all = [...byRule.values()]
  return {holding: all.filter((ignore) => !isOver(ignore)), ended: all.filter(isOver)}
}

/** Parts new findings by whether their rule is ignored. */
export function setAside(
  findings: readonly NewFinding[],
  {holding}: Ignores
): {readonly kept: readonly NewFinding[]; readonly ignored: readonly NewFinding[]} {
  const rules = new Set(holding.map(({rule}) => rule))
  const isIgnored = ({finding}: NewFinding) => rules.has(finding.rule)
  return {
    kept: findings.filter((finding) => !isIgnored(finding)),
    ignored: findings.filter(isIgnored)
  }
}
