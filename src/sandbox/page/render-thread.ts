/**
 * One thread: its notes, who resolved it, the button that does.
 */

import {type Content, type Html, html} from '../../html/html.ts'
import {type Discussion, isResolvable, isResolved, type Note} from '../review/discussion.ts'
import {rangeOf, whyNotAppliable} from '../review/suggestions.ts'
import {findUser, type MergeRequest, type State, type User} from '../state.ts'
import {renderBody, type ShownSuggestion} from './render-body.ts'

export interface View {
  readonly state: State
  readonly mergeRequest: MergeRequest
  /** Address of the page, to which its forms post. */
  readonly address: string
}

export async function renderThread(
  view: View,
  discussion: Discussion,
  heading: Content = null
): Promise<Html> {
  const notes = await Promise.all(discussion.notes.map((note) => renderNote(view, note)))
  if (discussion.notes.every((note) => note.system)) return html`${notes}`
  if (!isResolved(discussion)) {
    return html`<article class="thread" data-thread="${discussion.id}">
      ${heading}${notes}
      ${discussion.notes.some(isResolvable) && resolveForm(view, discussion, true, 'Resolve thread')}
    </article>`
  }
  const last = discussion.notes.findLast((note) => note.resolvedById !== null)
  const by = last?.resolvedById ? findUser(view.state, last.resolvedById).name : 'a push'
  return html`<details class="thread resolved" data-thread="${discussion.id}" id="thread_${discussion.id}">
    <summary><span class="tick">✓</span> Resolved by <strong>${by}</strong>
      <span class="muted">${firstWords(discussion)}</span></summary>
    ${heading}${notes}
    ${resolveForm(view, discussion, false, 'Open again')}
  </details>`
}

async function renderNote(view: View, note: Note): Promise<Html> {
  const author = findUser(view.state, note.authorId)
  if (note.system) {
    return html`<p class="system" id="note_${note.id}"><strong>${author.name}</strong> ${firstLine(note.body)}
      ${renderTime(note.createdAt)}</p>`
  }
  return html`<div class="note" id="note_${note.id}">
    ${renderAvatar(author)}
    <div class="note-main">
      <div class="note-head"><strong>${author.name}</strong>${author.bot && html`<span class="pill">bot</span>`}
        <span class="muted">@${author.username}</span>${renderTime(note.createdAt)}</div>
      <div class="markdown">${renderBody(note.body, await shown(view, note), view.address)}</div>
    </div>
  </div>`
}

export function renderAvatar(user: User): Html {
  const initials = user.name
    .split(/\s+/)
    .map((word) => word[0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase()
  return html`<span class="avatar ${user.bot ? 'bot' : `hue-${user.id % 6}`}" aria-hidden="true">${initials}</span>`
}

function renderTime(date: Date): Html {
  const iso = date.toISOString()
  return html`<time class="muted" datetime="${iso}" title="${iso}">${iso.slice(11, 16)} UTC</time>`
}

/** What a thread is about, as its first note begins, without its formatting. */
export function firstWords({notes}: Discussion): string {
  const body = (notes[0]?.body ?? '').replace(/<!--[\s\S]*?-->/g, '').trim()
  const text = body.startsWith('```') ? 'Suggested change' : firstLine(body)
  const plain = text.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[*_`<>#]/g, '')
  return plain.length > 110 ? `${plain.slice(0, 109)}…` : plain
}

async function shown(view: View, note: Note): Promise<ShownSuggestion[]> {
  return Promise.all(
    note.suggestions.map(async (suggestion) => ({
      id: suggestion.id,
      from: rangeOf(note.position, suggestion).from,
      removed: toLines(suggestion.fromContent),
      added: toLines(suggestion.toContent),
      applied: suggestion.applied,
      refusal: await whyNotAppliable(view.mergeRequest, note, suggestion)
    }))
  )
}

function resolveForm({address}: View, {id}: Discussion, resolved: boolean, label: string): Html {
  return html`<form class="thread-foot" method="post" action="${address}/resolve" data-live>
    <input type="hidden" name="discussion" value="${id}">
    <input type="hidden" name="resolved" value="${String(resolved)}">
    <button class="quiet">${label}</button>
  </form>`
}

function toLines(content: string): string[] {
  if (content === '') return []
  return content.replace(/\r?\n$/, '').split('\n')
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? ''
}
