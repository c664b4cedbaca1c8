/**
 * The page of a merge request, and the list of all.
 */

import {type Content, type Html, html} from '../../html/html.ts'
import {isDraft} from '../hooks/payload-parts.ts'
import {appliableSuggestions} from '../review/apply-suggestions.ts'
import {statusesOf} from '../review/statuses.ts'
import {currentVersion, findUser, type MergeRequest, type State, type Status} from '../state.ts'
import {renderChanges} from './render-changes.ts'
import {renderOverview} from './render-overview.ts'
import {renderAvatar, type View} from './render-thread.ts'
import {countThreads, sortThreads} from './threads.ts'

export async function renderMergeRequestPage(view: View, hasMermaid: boolean): Promise<Html> {
  const {state, mergeRequest, address} = view
  const {base, head} = currentVersion(mergeRequest)
  const changes = await mergeRequest.project.repository.diff(base, head)
  const threads = sortThreads(mergeRequest)
  const main = html`
    ${renderHeader(view)}
    <nav class="tabs"><a href="#overview">Overview</a>
      <a href="#changes">Changes <span class="count">${changes.length}</span></a>
      ${await renderApplyAll(view)}</nav>
    <div class="columns">
      <div class="content">
        ${await renderOverview(view, threads)}
        ${await renderChanges(view, changes, threads.onDiff)}
      </div>
      ${renderSidebar(view)}
    </div>`
  const title = `${mergeRequest.title} (!${mergeRequest.iid})`
  return renderDocument(title, main, {
    revision: String(state.revision),
    address,
    mermaid: hasMermaid ? 'yes' : 'no'
  })
}

export function renderIndexPage(state: State): Html {
  const all = [...state.projects.values()].flatMap((project) => [...project.mergeRequests.values()])
  const main = html`<header class="title"><h1>Merge requests</h1></header>
    <ul class="list">${all.map(
      ({project, iid, title, state: shown}) => html`<li>
      <span class="pill state-${shown}">${shown}</span>
      <a href="/${project.path}/-/merge_requests/${iid}">${title}</a>
      <span class="muted">${project.path}!${iid}</span></li>`
    )}</ul>`
  return renderDocument('Merge requests', main, {})
}

function renderDocument(title: string, main: Html, data: Readonly<Record<string, string>>): Html {
  const attributes = Object.entries(data).map(([name, value]) => html` data-${name}="${value}"`)
  return html`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>${title}</title>
  <link rel="icon" href="data:,">
  <link rel="stylesheet" href="/-/assets/page.css">
  <script type="module" src="/-/assets/page.js"></script>
</head>
<body>
  <div class="bar"><a href="/">sandbox</a> <span>a small GitLab on this machine</span></div>
  <main id="main"${attributes}>${main}</main>
</body>
</html>
`
}

function renderHeader({state, mergeRequest}: View): Html {
  const author = findUser(state, mergeRequest.authorId)
  const {state: shown, sourceBranch, targetBranch, iid, project} = mergeRequest
  return html`<header class="title">
    <p class="crumbs muted">${project.path.replaceAll('/', ' / ')} / merge requests / !${iid}</p>
    <h1>${mergeRequest.title}</h1>
    <p class="facts"><span class="pill state-${shown}">${shown === 'opened' ? 'Open' : shown}</span>
      ${isDraft(mergeRequest) && html`<span class="pill">Draft</span>`}
      ${renderAvatar(author)} <strong>${author.name}</strong> wants to merge
      <code>${sourceBranch}</code> into <code>${targetBranch}</code></p>
  </header>`
}

function renderSidebar({state, mergeRequest}: View): Html {
  const {project, sourceProject, versions, labels, reviewers} = mergeRequest
  const {head} = currentVersion(mergeRequest)
  const statuses = statusesOf(sourceProject ?? project, head, false)
  const {open, resolved} = countThreads(mergeRequest)
  const mails = state.notifications.filter(
    ({iid, kind}) => iid === mergeRequest.iid && kind !== 'merge-request'
  )
  const reviews = mails.filter(({kind}) => kind === 'review' || kind === 'note').length
  return html`<aside aria-label="Facts">
    <h2>Status</h2>
    ${statuses.length === 0 ? html`<p class="muted">No status on this commit yet.</p>` : statuses.map(renderStatus)}
    <h2>Threads</h2>
    <p>${open === 0 ? html`<span class="tick">✓</span> none open` : html`<strong>${open}</strong> open`}
      <span class="muted">${resolved} resolved</span></p>
    <h2>Version</h2>
    <p><strong>${versions.length}</strong> <code>${head.slice(0, 8)}</code></p>
    ${
      reviewers.length > 0 &&
      html`<h2>Reviewers</h2>${reviewers.map(
        ({userId, state: shown}) => html`<p>
      ${findUser(state, userId).name} <span class="muted">${shown.replace('_', ' ')}</span></p>`
      )}`
    }
    ${labels.length > 0 && html`<h2>Labels</h2><p>${labels.map((label) => html`<span class="pill">${label}</span> `)}</p>`}
    <h2>Mails about the review</h2>
    <p><strong>${reviews}</strong></p>
  </aside>`
}

function renderStatus({state, name, description, targetUrl}: Status): Html {
  const sign = {
    success: '✓',
    failed: '✕',
    running: '●',
    pending: '●',
    canceled: '–',
    skipped: '–',
    created: '●'
  }[state]
  const label = html`<span class="pill status-${state}">${sign} ${name}: ${state === 'success' ? 'passed' : state}</span>`
  return html`<p class="status">${targetUrl ? html`<a href="${safeLink(targetUrl)}">${label}</a>` : label}
    ${description && html`<span>${description}</span>`}</p>`
}

/** Applies every suggestion that applies, as one commit. */
async function renderApplyAll({mergeRequest, address}: View): Promise<Content> {
  const {length} = await appliableSuggestions(mergeRequest)
  if (length < 2) return null
  return html`<form class="apply-all" method="post" action="${address}/apply-all" data-live>
    <button>Apply all ${length} suggestions</button></form>`
}

function safeLink(url: string): string {
  return /^https?:/.test(url) ? url : '#'
}

/** Whose page this is: the author's, who may apply suggestions and resolve threads. */
export function viewerOf(state: State, mergeRequest: MergeRequest): ReturnType<typeof findUser> {
  return findUser(state, mergeRequest.authorId)
}
