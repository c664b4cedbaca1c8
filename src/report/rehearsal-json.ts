/**
 * `rehearse --format json`: what each rule would have said. The shape is part of the public interface: fields are added,
 * never changed.
 */
import type {RuleAccount} from '../review/rehearsal.ts'
import type {Rehearsal} from './rehearsal-text.ts'

export function renderRehearsalJson({merges, accounts}: Rehearsal): string {
  const rehearsal = {
    version: 1,
    merges: merges.map(({commit, date, subject, pages}) => ({commit, date, subject, pages})),
    rules: accounts.map(({rule, counts, merges: own}) => ({
      rule,
      errors: counts.error,
      warnings: counts.warning,
      infos: counts.info,
      merges: own.length,
      findings: own.flatMap(toFindings)
    }))
  }
  return `${JSON.stringify(rehearsal, null, 2)}\n`
}

function toFindings({merge, said}: RuleAccount['merges'][number]) {
  return said.map(({first, findings, severity}) => ({
    commit: merge.commit,
    severity,
    path: first.path,
    line: first.place.start.line,
    message: first.reason,
    count: findings.length
  }))
}
