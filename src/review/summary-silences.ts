/**
 * What the pages' own comments silence, as the summary tells it: those who approve see every silenced finding, and first
 * what this merge request itself silences.
 */

import type {SilencedFinding} from '../../rules/run-rules.ts'
import type {Silence} from '../../rules/silences.ts'
import {addedIn} from './match-pages.ts'
import {code, prose} from './quote.ts'
import type {ReviewedPage} from './reviewed-page.ts'
import {itemAtHead, type ListContext, where} from './summary-lists.ts'
import {counted, shortened} from './words.ts'

/** Comments that are told, and findings of one. */
const MOST_COMMENTS = 20
const MOST_FINDINGS = 5

interface Comment {
  readonly page: ReviewedPage
  readonly silence: Silence
  /** At least one: a comment that silences nothing is a finding of its own. */
  readonly findings: readonly SilencedFinding[]
}

/** @returns Markdown, each '' for none: what comments of this merge request silence, and those that stood there before. */
export function silencesInWords(
  pages: readonly ReviewedPage[],
  context: ListContext
): {readonly added: string; readonly before: string} {
  const comments = pages.flatMap(commentsOf)
  const added = comments.filter(isAdded)
  const before = comments.filter((comment) => !added.includes(comment))
  return {
    added:
      added.length === 0
        ? ''
        : `**Silenced by comments that this merge request adds**\n\n${listOf(added, context)}`,
    before:
      before.length === 0
        ? ''
        : `<details><summary>${title(before)}</summary>\n\n${listOf(before, context)}\n\n</details>`
  }
}

function commentsOf(page: ReviewedPage): Comment[] {
  const groups = Map.groupBy(page.silenced ?? [], ({by}) => by)
  return Array.from(groups, ([silence, findings]) => ({page, silence, findings}))
}

function isAdded({page, silence}: Comment): boolean {
  return page.head !== null && addedIn(page.edits ?? page.file?.diff ?? '', page.head.text)(silence)
}

function title(comments: readonly Comment[]): string {
  const findings = comments.reduce((sum, comment) => sum + comment.findings.length, 0)
  return `${counted(findings, 'finding')} silenced by the page`
}

function listOf(comments: readonly Comment[], context: ListContext): string {
  const items = comments.map((comment) => {
    const findings = comment.findings.map(({finding}) => itemAtHead(finding, comment.page.pageId, context))
    const nested = shortened(findings, MOST_FINDINGS).map((finding) => `  - ${finding}`)
    return [inWords(comment, context), ...nested].join('\n')
  })
  return shortened(items, MOST_COMMENTS)
    .map((listed) => `- ${listed}`)
    .join('\n')
}

/** "line 9: `disable level-order` until 2026-12-31 because the team is being rebuilt". */
function inWords({page, silence}: Comment, context: ListContext): string {
  const {keyword, rules, reason, until, place} = silence
  const what = code([keyword, ...rules].join(' '))
  const end = until === null ? '' : ` until ${until}`
  const why = reason === null ? ', without a reason' : ` because ${prose(reason)}`
  return `${where(page.head?.path ?? page.pageId, [place.start.line], context)}: ${what}${end}${why}`
}
