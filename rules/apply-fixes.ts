/**
 * Applies fixes to a page's text. Two fixes that touch the same stretch are not both applied: the first one wins, and
 * the caller checks the new text again.
 */
import type {Edit, Fix} from './finding.ts'

/**
 * @param fixes In the order they are to win.
 * @returns The new text and the fixes that are in it.
 */
export function applyFixes(
  text: string,
  fixes: readonly Fix[]
): {readonly text: string; readonly applied: readonly Fix[]} {
  const applied: Fix[] = []
  /** By start; no two of different fixes collide. */
  const edits: Edit[] = []
  for (const fix of fixes) {
    if (fix.edits.some((edit) => collides(edit, edits))) continue
    applied.push(fix)
    for (const edit of fix.edits) edits.splice(indexBehind(edits, edit.start), 0, edit)
  }
  let result = ''
  let from = 0
  for (const edit of edits) {
    result += text.slice(from, edit.start) + edit.text
    from = edit.end
  }
  return {text: result + text.slice(from), applied}
}

/** Of edits that do not overlap only the two beside it can touch another one. */
function collides(edit: Edit, edits: readonly Edit[]): boolean {
  const index = indexBehind(edits, edit.start)
  const beside = edits.slice(Math.max(0, index - 1), index + 1)
  return beside.some((other) => collide(edit, other))
}

/** Index of the first edit that starts behind an offset. */
function indexBehind(edits: readonly Edit[], offset: number): number {
  let low = 0
  let high = edits.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((edits[middle]?.start ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  return low
}

/** Two insertions at one point collide as well: their order would be a guess. */
function collide(a: Edit, b: Edit): boolean {
  return (a.start < b.end && b.start < a.end) || a.start === b.start
}
