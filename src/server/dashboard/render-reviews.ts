/**
 * The reviews of late: what came of each, and where.
 */
import {type Content, type Html, html} from '../../html/html.ts'
import type {RecordedReview, ReviewOutcome} from '../../journal/reviews.ts'
import type {MergeRequestRef} from '../../reviewer/forge.ts'
import {ago, counted, took} from './words.ts'

const WORDS: Readonly<
  Record<ReviewOutcome, {readonly word: string; readonly look: 'good' | 'bad' | 'warn' | 'plain'}>
> = {
  success: {word: 'fine', look: 'good'},
  failed: {word: 'to fix', look: 'bad'},
  skipped: {word: 'skipped', look: 'plain'},
  'could-not-review': {word: 'trying again', look: 'warn'},
  'given-up': {word: 'given up', look: 'bad'}
}

export function renderReviews(reviews: readonly RecordedReview[], now: number): Html {
  return html`<table class="reviews">
<thead><tr><th>Outcome</th><th>Merge request</th><th>Findings</th><th>When</th><th class="amount">Took</th></tr></thead>
<tbody>${reviews.map((review) => renderReview(review, now))}</tbody>
</table>`
}

function renderReview(review: RecordedReview, now: number): Html {
  const {outcome, reads, writes, ms, at, head} = review
  const {word, look} = WORDS[outcome]
  const isDone = outcome === 'success' || outcome === 'failed'
  return html`<tr>
<td><span class="pill ${look}">${word}</span></td>
<td class="what">${renderMergeRequest(review.ref, review)}${head !== null && html` <code>${head.slice(0, 8)}</code>`}</td>
<td class="findings">${isDone ? renderFindings(review) : html`<span class="muted">${review.reason}</span>`}</td>
<td class="when">${ago(at, now)}</td>
<td class="amount"><span title="${counted(reads, 'read')} and ${counted(writes, 'write')}">${took(ms)}</span></td>
</tr>
`
}

/** @param known What is known of it by a review. */
export function renderMergeRequest(
  {project, iid}: MergeRequestRef,
  known: Pick<RecordedReview, 'project' | 'title' | 'url'> | undefined
): Html {
  const name = `${known?.project ?? `project ${project}`}!${iid}`
  const title = known?.title?.trim() || name
  const link = isWebAddress(known?.url) ? html`<a href="${known.url}" rel="noreferrer">${title}</a>` : title
  return html`<bdi class="title">${link}</bdi>${title !== name && html` <span class="name">${name}</span>`}`
}

function isWebAddress(url: string | null | undefined): url is string {
  return typeof url === 'string' && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)
}

function renderFindings({findings, reason}: RecordedReview): Content {
  const {error, warning, info} = findings
  const named = [
    error > 0 && html`<span class="bad">${counted(error, 'error')}</span>`,
    warning > 0 && html`<span class="warn">${counted(warning, 'warning')}</span>`,
    info > 0 && html`<span class="muted">${counted(info, 'hint')}</span>`
  ].filter((part) => part !== false)
  if (named.length === 0) return html`<span class="muted">${reason}</span>`
  return named.map((part, index) => (index === 0 ? part : [html`, `, part]))
}
