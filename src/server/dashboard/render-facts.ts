/**
 * Whether the service can do its work, at a glance.
 */
import {type Content, type Html, html} from '../../html/html.ts'
import type {DashboardState} from './state.ts'
import {ago, counted, duration} from './words.ts'

type Look = 'good' | 'bad' | 'warn' | 'plain'

export function renderFacts({
  health,
  stored,
  deliveries,
  now,
  startedAt,
  version,
  gitlabUrl
}: DashboardState): Html {
  const {queued, ignored, refused, lastAt} = deliveries
  const unstored = deliveries['not-stored']
  const all = queued + ignored + refused + unstored
  const lost = [
    refused > 0 && counted(refused, 'was refused', 'were refused'),
    unstored > 0 && `${unstored} could not be stored`
  ].filter((part) => part !== false)
  return html`<dl class="facts">
${fact('GitLab', health.gitlab === null ? 'answers' : 'does not answer', health.gitlab ?? gitlabUrl, health.gitlab === null ? 'good' : 'bad')}
${fact('Database', health.database === null ? 'answers' : 'does not answer', health.database === null ? 'holds queue and journal' : 'deliveries are refused with 503', health.database === null ? 'good' : 'bad')}
${stored && renderQueueFact(stored.depth)}
${stored && renderReviewFact(stored.lastDay)}
${fact('Deliveries', `${all} since start`, lost.length > 0 ? lost.join(', ') : lastAt === null ? 'none yet' : html`last ${ago(lastAt, now)}`, lost.length > 0 ? 'warn' : 'plain')}
${fact('Version', version, `up for ${duration(now - startedAt)}`, 'plain')}
</dl>`
}

function renderQueueFact({waiting, running, dead}: NonNullable<DashboardState['stored']>['depth']): Html {
  const rest = dead > 0 ? html`<a href="#given-up">${dead} given up</a>` : 'none given up'
  return fact('Queue', `${waiting} waiting, ${running} running`, rest, dead > 0 ? 'bad' : 'plain')
}

function renderReviewFact(lastDay: NonNullable<DashboardState['stored']>['lastDay']): Html {
  const done = lastDay.success + lastDay.failed
  const failing = lastDay['could-not-review'] + lastDay['given-up']
  const rest = failing > 0 ? `${failing} could not be done` : `${lastDay.skipped} skipped`
  return fact('Last 24 hours', counted(done, 'review'), rest, failing > 0 ? 'warn' : 'plain')
}

function fact(name: string, value: Content, more: Content, look: Look): Html {
  return html`<div class="fact ${look}"><dt>${name}</dt><dd><b>${value}</b><span>${more}</span></dd></div>`
}
