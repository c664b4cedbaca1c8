/**
 * What to do while there is nothing to show.
 */
import {type Content, type Html, html} from '../../html/html.ts'
import {WEBHOOK_PATH} from '../webhook-path.ts'
import type {DashboardState} from './state.ts'

const SECRETS = {
  secret: html`as <b>Secret token</b> what <code>GITLAB_WEBHOOK_SECRET</code> holds`,
  signature: html`as <b>Signing token</b> what <code>GITLAB_WEBHOOK_SIGNING_TOKEN</code> holds`
}

export function renderBeginning({webhookUrl, verifiedBy, deliveries, gitlabUrl}: DashboardState): Html {
  return html`<div class="beginning">
<p class="lead">No review yet. ${hintOf(deliveries)}</p>
<ol>
<li>In the handbook's project on <a href="${gitlabUrl}" rel="noreferrer">${gitlabUrl}</a> open <b>Settings → Webhooks</b> and add one with the URL
<code>${webhookUrl ?? `https://<this service>${WEBHOOK_PATH}`}</code>${verifiedBy.length > 0 && html`, and ${verifiedBy.map((by, index) => [index > 0 && ' or ', SECRETS[by]])}`}.</li>
<li>Tick <b>Merge request events</b>, <b>Comments</b> and <b>Push events</b>.</li>
<li>Press <b>Test → Merge request events</b>. <b>Deliveries</b> above counts it at once; if it does not, GitLab cannot
reach this address, and <b>Recent events</b> of the webhook says why.</li>
<li>Open a merge request that changes a job-family page. Its review is here some seconds later.</li>
</ol>
<p><code>ladderlint doctor</code> tries token, scopes, webhook, database and projects, and says what to do.</p>
</div>`
}

function hintOf({queued, ignored, refused, lastAt}: DashboardState['deliveries']): Content {
  if (lastAt === null) return 'No delivery has come from GitLab since this service started:'
  if (refused > 0 && queued + ignored === 0) {
    return 'Deliveries come, and are refused: the log says why, most often a secret that differs on the two sides.'
  }
  return 'Deliveries come; none of them was about a merge request with job-family pages so far.'
}
