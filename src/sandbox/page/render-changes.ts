/**
 * The page's second half: the diff, with the threads under their lines.
 */

import {type Content, type Html, html} from '../../html/html.ts'
import type {DiffLine, FileChange} from '../git/file-change.ts'
import type {Discussion} from '../review/discussion.ts'
import {currentVersion} from '../state.ts'
import {renderThread, type View} from './render-thread.ts'
import {type Shown, shownLines} from './shown-lines.ts'
import {markChanges} from './word-changes.ts'

export async function renderChanges(
  view: View,
  changes: readonly FileChange[],
  threads: readonly Discussion[]
): Promise<Html> {
  const files = await Promise.all(
    changes.map((change) => renderFile(view, change, threadsOn(change, threads)))
  )
  return html`<section id="changes" aria-label="Changes">${files}</section>`
}

async function renderFile(view: View, change: FileChange, threads: readonly Discussion[]): Promise<Html> {
  const {repository} = view.mergeRequest.project
  const blob = await repository.file(currentVersion(view.mergeRequest).head, change.newPath)
  const shown = shownLines(change, blob, threads)
  const marked = markChanges(shown.flatMap((entry) => (entry.kind === 'gap' ? [] : [entry.line])))
  const onFile = threads.filter(({notes}) => notes[0]?.position?.position_type === 'file')
  const rows = await Promise.all(shown.map((entry) => renderRow(view, entry, marked, threads)))
  const counts = countLines(shown)
  return html`<article class="file">
    <header class="file-head">
      <span class="path">${change.kind === 'renamed' && html`${change.oldPath} → `}${change.newPath}</span>
      ${change.kind !== 'modified' && html`<span class="pill">${change.kind}</span>`}
      <span class="counts"><span class="plus">+${counts.added}</span> <span class="minus">−${counts.removed}</span></span>
    </header>
    ${onFile.length > 0 && html`<div class="on-file">${await renderThreads(view, onFile)}</div>`}
    ${rows.length > 0 && html`<table class="lines diff"><tbody>${rows}</tbody></table>`}
    ${change.patch.startsWith('Binary') && html`<p class="muted pad">A binary file.</p>`}
  </article>`
}

async function renderRow(
  view: View,
  entry: Shown,
  marked: ReadonlyMap<DiffLine, Html>,
  threads: readonly Discussion[]
): Promise<Html> {
  if (entry.kind === 'gap') {
    return html`<tr class="gap"><td class="number"></td><td class="number"></td><td class="code">${entry.text}</td></tr>`
  }
  const {line} = entry
  const here = threads.filter((discussion) => standsAt(discussion, line))
  return html`<tr class="${line.kind}">
    <td class="number">${line.kind === 'added' ? '' : line.oldLine}</td>
    <td class="number">${line.kind === 'removed' ? '' : line.newLine}</td>
    <td class="code">${marked.get(line) ?? line.text}</td>
  </tr>${here.length > 0 && html`<tr class="threads"><td colspan="3">${await renderThreads(view, here)}</td></tr>`}`
}

function renderThreads(view: View, threads: readonly Discussion[]): Promise<Content> {
  return Promise.all(threads.map((discussion) => renderThread(view, discussion)))
}

function standsAt({notes}: Discussion, line: DiffLine): boolean {
  const position = notes[0]?.position
  if (position?.position_type !== 'text') return false
  if (position.new_line === null) return line.kind === 'removed' && line.oldLine === position.old_line
  return line.kind !== 'removed' && line.newLine === position.new_line
}

function threadsOn({newPath}: FileChange, threads: readonly Discussion[]): Discussion[] {
  return threads.filter(({notes}) => notes[0]?.position?.new_path === newPath)
}

function countLines(shown: readonly Shown[]): {readonly added: number; readonly removed: number} {
  const kinds = shown.flatMap((entry) => (entry.kind === 'gap' ? [] : [entry.line.kind]))
  return {
    added: kinds.filter((kind) => kind === 'added').length,
    removed: kinds.filter((kind) => kind === 'removed').length
  }
}
