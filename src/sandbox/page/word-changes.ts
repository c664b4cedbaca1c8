/**
 * Marks what changed within a line, where a removed line was replaced by an added one.
 */

import {type Html, html} from '../../html/html.ts'
import type {DiffLine} from '../git/file-change.ts'

/** Lines that were not replaced one by one, or share too little, are not in the map. */
export function markChanges(lines: readonly DiffLine[]): Map<DiffLine, Html> {
  const marked = new Map<DiffLine, Html>()
  for (const {removed, added} of blocks(lines)) {
    if (removed.length !== added.length) continue
    for (const [index, before] of removed.entries()) {
      const after = added[index]
      if (!after) continue
      const {start, end} = common(before.text, after.text)
      if (start + end < 8) continue
      marked.set(before, mark(before.text, start, end))
      marked.set(after, mark(after.text, start, end))
    }
  }
  return marked
}

interface Block {
  readonly removed: DiffLine[]
  readonly added: DiffLine[]
}

function blocks(lines: readonly DiffLine[]): Block[] {
  const found: Block[] = []
  let block: Block | undefined
  for (const line of lines) {
    if (line.kind === 'unchanged') block = undefined
    else {
      if (!block || (line.kind === 'removed' && block.added.length > 0)) {
        block = {removed: [], added: []}
        found.push(block)
      }
      block[line.kind].push(line)
    }
  }
  return found
}

/** Lengths of what two texts share at their start and at their end. */
function common(one: string, other: string): {readonly start: number; readonly end: number} {
  const shorter = Math.min(one.length, other.length)
  let start = 0
  while (start < shorter && one[start] === other[start]) start += 1
  let end = 0
  while (end < shorter - start && one.at(-1 - end) === other.at(-1 - end)) end += 1
  return {start, end}
}

function mark(text: string, start: number, end: number): Html {
  const until = text.length - end
  return html`${text.slice(0, start)}<mark>${text.slice(start, until)}</mark>${text.slice(until)}`
}
