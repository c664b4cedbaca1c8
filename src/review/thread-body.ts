/**
 * What a thread says: what is wrong, where else, a suggestion, patches, the rule's page and how to disagree.
 */
import type {Severity} from '../../rules/finding.ts'
import type {FindingGroup} from './finding-group.ts'
import type {ProvenRemedy} from './prove-remedies.ts'
import {code, fenced, link, prose} from './quote.ts'
import {renderSuggestion, type SuggestionBlock} from './suggestion.ts'
import {counted, lineList} from './words.ts'

const severityWord: Record<Severity, string> = {error: 'Error', warning: 'Warning', info: 'Info'}

export interface ThreadText {
  /** Line of the head page to name; null for a thread that sits on that line. */
  readonly line: number | null
  /** Lines of equal findings that share the thread. */
  readonly others: readonly number[]
  /** A proven fix. `own`: this thread carries its block; otherwise a neighbour's thread does. */
  readonly fix?: {readonly block: SuggestionBlock; readonly anchor: number; readonly own: boolean}
  /** Proven for this finding; none when left out. */
  readonly remedies?: readonly ProvenRemedy[]
}

export function threadBody(group: FindingGroup, {line, others, fix, remedies = []}: ThreadText): string {
  const {severity, first} = group
  const where = line === null ? '' : `, line ${line}`
  const paragraphs = [`**${severityWord[severity]}${where}:** ${prose(first.reason)}`]
  if (others.length > 0) {
    paragraphs.push(
      `${counted(group.findings.length, 'time')} on this page: the same stands on ${lineList(others)}.`
    )
  }
  if (fix?.own) paragraphs.push(renderSuggestion(fix.block, fix.anchor))
  else if (fix) {
    paragraphs.push(
      `The suggestion in the thread just above or below, around line ${fix.block.first}, ends this too.`
    )
  }
  // What the suggestion does needs no patch beside it.
  paragraphs.push(...remedies.filter(({isFix}) => !fix || !isFix).map(patchOf))
  paragraphs.push(
    `Why: ${link(code(first.rule), first.url)}. If the page is right as it stands, say so here and resolve this thread; it will not be raised again.`
  )
  return paragraphs.join('\n\n')
}

/** The blank lines let GitLab read Markdown inside the HTML. */
function patchOf({label, patch}: ProvenRemedy): string {
  const block = fenced(patch.replace(/\n$/, ''), 'diff')
  const how = 'Save this as a file, then `git apply FILE` on the source branch:'
  return `<details><summary>${label}: a patch</summary>\n\n${how}\n\n${block}\n\n</details>`
}
