/**
 * Whether the service can do its work, at a glance.
 */
import {type Content, type Html, html} from '../../html/html.ts'
import type {DashboardState, StoredState} from './state.ts'
import {ago, counted, duration} from './words.ts'

export function renderFacts(state: DashboardState): Html {
  const {health, stored, now, startedAt, version, gitlabUrl} = state
  return html`<dl class="facts">
${fact('GitLab', answer(health.gitlab), health.gitlab ?? gitlabUrl)}
${fact('Database', answer(health.database), health.database === null ? 'holds queue and journal' : 'deliveries are answered with 503')}
${renderQueueFact(stored)}
${renderReviewFact(stored)}
${renderDeliveryFact(state)}
${fact('Version', version, `up for ${duration(now - startedAt)}`)}
</dl>`
}

function fact(name: string, value: Content, more: Content): Html {
  return html`<div class="fact"><dt>${name}</dt><dd><b>${value}</b><p>${more}</p></dd></div>`
}

/** @param fault Null when all is well. */
function answer(fault: string | null): Html {
  return fault === null
    ? html`<span class="good">answers</span>`
    : html`<span class="bad">does not answer</span>`
}

function renderQueueFact(stored: StoredState | null): Html {
  if (!stored) return fact('Queue', '–', 'not known')
  const {waiting, running, dead} = stored.depth
  const given = dead > 0 ? html`<a class="bad" href="#given-up">${dead} given up</a>` : 'none given up'
  return fact('Queue', `${waiting} waiting, ${running} running`, given)
}

function renderReviewFact(stored: StoredState | null): Html {
  if (!stored) return fact('Last 24 hours', '–', 'not known')
  const {success, failed, skipped, 'could-not-review': failing, 'given-up': givenUp} = stored.lastDay
  const undone = failing + givenUp
  const rest = undone > 0 ? html`<span class="warn">${undone} could not be done</span>` : `${skipped} skipped`
  return fact('Last 24 hours', counted(success + failed, 'review'), rest)
}

function renderDeliveryFact({deliveries, now}: DashboardState): Html {
  const {queued, ignored, refused, 'not-stored': unstored, lastAt} = deliveries
  const faults = [
    ...(refused > 0 ? [`${refused} refused`] : []),
    ...(unstored > 0 ? [`${unstored} could not be stored`] : [])
  ]
  const last = lastAt === null ? 'none yet' : html`last ${ago(lastAt, now)}`
  const told = faults.length > 0 ? html`${last}, <span class="warn">${faults.join(', ')}</span>` : last
  return fact('Deliveries', `${queued + ignored + refused + unstored} since start`, told)
}
