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
  const edits: Edit[] = []
  for (const fix of fixes) {
    if (fix.edits.some((edit) => edits.some((other) => collide(edit, other)))) continue
    applied.push(fix)
    for (const edit of fix.edits) edits.push(edit)
  }
  edits.sort((a, b) => a.start - b.start)
  let result = ''
  let from = 0
  for (const edit of edits) {
    result += text.slice(from, edit.start) + edit.text
    from = edit.end
  }
  return {text: result + text.slice(from), applied}
}

/** Two insertions at one point collide as well: their order would be a guess. */
function collide(a: Edit, b: Edit): boolean {
  return (a.start < b.end && b.start < a.end) || a.start === b.start
}
