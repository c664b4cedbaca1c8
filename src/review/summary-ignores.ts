/**
 * What people set aside with a command, as the summary tells it: nobody has to ask why a finding does not count.
 */
import type {NewFinding} from './charge.ts'
import type {FindingGroup} from './finding-group.ts'
import type {Ignore} from './ignores.ts'
import {code, prose} from './quote.ts'
import {saidAlike} from './summary-lists.ts'
import {counted, shortened} from './words.ts'

/** Findings shown of one rule. */
const MOST_FINDINGS = 20

/** The rules that are ignored, each with its findings; '' for none. */
export function ignoredList(
  holding: readonly Ignore[],
  ignored: readonly FindingGroup[],
  render: (alike: readonly FindingGroup[]) => string
): string {
  if (holding.length === 0) return ''
  const items = holding.map((ignore) => {
    const groups = saidAlike(ignored.filter(({first}) => first.rule === ignore.rule))
    const findings = shortened(groups.map(render), MOST_FINDINGS).map((finding) => `  - ${finding}`)
    return [`- ${saidBy(ignore)}${findings.length === 0 ? ' No finding at present.' : ''}`, ...findings].join(
      '\n'
    )
  })
  const title =
    ignored.length > 0
      ? `${counted(ignored.length, 'finding')} ignored on this merge request`
      : `${counted(holding.length, 'rule')} ignored on this merge request`
  return `<details><summary>${title}</summary>\n\n${items.join('\n')}\n\n</details>`
}

function saidBy({rule, by, because, until}: Ignore): string {
  const end = until === null ? '' : ` until ${until}`
  return `${code(rule)}, ignored by ${code(`@${by}`)}${end} because ${prose(because)}`
}

/** Tells that what was set aside counts again, where there is something to count. */
export function endedIgnores(ended: readonly Ignore[], findings: readonly NewFinding[]): string {
  return ended
    .filter(({rule}) => findings.some(({finding}) => finding.rule === rule))
    .map(
      ({rule, by, until}) =>
        `Findings of ${code(rule)} count again: ${code(`@${by}`)} had them ignored until ${until ?? 'now'}.`
    )
    .join(' ')
}
