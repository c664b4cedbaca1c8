/**
 * The page's first half: what the merge request is, what the review says about it, and what happened since.
 */

import {type Content, Html, html} from '../../html/html.ts'
import {renderMarkdown} from '../markdown/render-markdown.ts'
import {isResolved} from '../review/discussion.ts'
import {firstWords, renderThread, type View} from './render-thread.ts'
import {placeOf, type Threads} from './threads.ts'

export async function renderOverview(view: View, threads: Threads): Promise<Html> {
  const {description} = view.mergeRequest
  const said = await Promise.all(threads.overview.map((discussion) => renderThread(view, discussion)))
  const outdated = await Promise.all(
    threads.outdated.map((discussion) =>
      renderThread(
        view,
        discussion,
        html`<p class="where"><code>${placeOf(discussion)}</code>
        <span class="pill">outdated</span></p>`
      )
    )
  )
  return html`<section id="overview" aria-label="Overview">
    ${description !== '' && html`<div class="description markdown">${new Html(renderMarkdown(description))}</div>`}
    ${said}
    ${renderIndex(threads)}
    ${
      outdated.length > 0 &&
      html`<details class="outdated"><summary>${outdated.length} on earlier versions
      <span class="muted">${threads.outdated.filter(isResolved).length} resolved</span></summary>
      ${outdated}</details>`
    }
  </section>`
}

/** The threads in the diff, each with a way to it. */
function renderIndex({onDiff}: Threads): Content {
  if (onDiff.length === 0) return null
  return html`<nav class="index" aria-label="Threads in the changes">
    <h2>Threads in the changes</h2>
    <ul>${onDiff.map((discussion) => {
      const resolved = isResolved(discussion)
      const target = resolved ? `thread_${discussion.id}` : `note_${discussion.notes[0]?.id}`
      return html`<li class="${resolved ? 'resolved' : 'open'}"><a href="#${target}">${lineOf(discussion)}</a>
        <span>${firstWords(discussion)}</span></li>`
    })}</ul>
  </nav>`
}

function lineOf(discussion: Threads['onDiff'][number]): string {
  const place = placeOf(discussion)
  return place.split('/').at(-1) ?? place
}
