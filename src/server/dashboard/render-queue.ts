/**
 * The queue: what runs, what waits, and what was given up, with the way to have it tried again.
 */
import {type Content, type Html, html} from '../../html/html.ts'
import type {RecordedReview} from '../../journal/reviews.ts'
import type {QueueDepth, QueuedJob} from '../../queue/queue.ts'
import {renderMergeRequest} from './render-reviews.ts'
import {ago, counted, duration, until} from './words.ts'

export interface QueueView {
  readonly depth: QueueDepth
  readonly jobs: readonly QueuedJob[]
  /** Where titles of merge requests may be known from. */
  readonly reviews: readonly RecordedReview[]
  /** Milliseconds since 1970. */
  readonly now: number
}

export function renderQueue(view: QueueView): Html {
  const {waiting, running, dead, oldestSeconds} = view.depth
  const age = waiting > 0 && oldestSeconds >= 1 ? `, the oldest for ${duration(oldestSeconds * 1000)}` : ''
  const isIdle = running + waiting === 0
  return html`<p class="lead">${
    isIdle
      ? 'Nothing runs, and nothing waits.'
      : `${counted(running, 'job runs', 'jobs run')}, ${counted(waiting, 'waits', 'wait')}${age}.`
  }</p>
${renderJobs('running', running, view)}
${renderJobs('waiting', waiting, view)}
${dead > 0 && renderDead(dead, view)}`
}

function renderJobs(state: 'running' | 'waiting', all: number, view: QueueView): Content {
  const jobs = view.jobs.filter((job) => job.state === state)
  if (jobs.length === 0) return null
  return html`<ul class="jobs">${jobs.map((job) => renderJob(job, view))}</ul>${renderRest(all - jobs.length)}`
}

function renderJob(job: QueuedJob, {reviews, now}: QueueView): Html {
  const {state, attempt, since, notBefore, reason} = job
  const when = state === 'running' ? html`for ${duration(now - since)}` : html`queued ${ago(since, now)}`
  return html`<li><span class="pill ${state === 'running' ? 'busy' : 'plain'}">${state}</span>
<span class="what">${nameOf(job, reviews)}</span>
<span class="muted">${when}${attempt > 1 && `, try ${attempt}`}${notBefore !== null && html`, next ${until(notBefore, now)}`}</span>${reason !== null && html`<span class="reason">${reason}</span>`}</li>
`
}

function renderDead(all: number, {jobs, reviews, now}: QueueView): Html {
  const dead = jobs.filter(({state}) => state === 'dead')
  return html`<h3 id="given-up">${counted(all, 'job')} given up</h3>
<p>Mend the cause, then have one tried again with its command, or all of them with <code>ladderlint queue retry</code>.</p>
<ul class="jobs dead">${dead.map(
    (job) => html`<li><span class="pill bad">given up</span>
<span class="what">${nameOf(job, reviews)}</span>
<span class="muted">${ago(job.since, now)}, after ${counted(job.attempt, 'try', 'tries')}</span>
<span class="reason">${job.reason ?? 'for no reason that was noted'}</span>
<code class="command">ladderlint queue retry ${job.id}</code></li>
`
  )}</ul>${renderRest(all - dead.length)}`
}

function renderRest(more: number): Content {
  return more > 0 ? html`<p class="muted">and ${more} more: <code>ladderlint queue list</code></p>` : null
}

function nameOf({job}: QueuedJob, reviews: readonly RecordedReview[]): Html {
  if (job.kind === 'ripple') {
    return html`<bdi class="title">push to ${job.branch}</bdi> <span class="name">project ${job.project}</span>`
  }
  const {project, iid} = job.ref
  const known = reviews.find(({ref}) => ref.project === project && ref.iid === iid)
  return renderMergeRequest(job.ref, known)
}
