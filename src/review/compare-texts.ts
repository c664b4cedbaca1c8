/**
 * The diff of two texts, for a file whose diff the server held back (collapsed or too large). Import it only when that
 * happened: it brings the library with it.
 */
import {formatPatch, OMIT_HEADERS, structuredPatch} from 'diff'

/** Added and removed lines; Myers' algorithm takes time in their square. */
const MOST_EDITS = 2000

/**
 * @returns Hunks as GitLab's `diff` field has them, three lines of context ('' for equal texts); null when the texts
 *   differ too much to be compared in bounded time.
 */
export function compareTexts(oldText: string, newText: string): string | null {
  const patch = structuredPatch('', '', oldText, newText, '', '', {context: 3, maxEditLength: MOST_EDITS})
  if (!patch) return null
  return patch.hunks.length === 0 ? '' : formatPatch(patch, OMIT_HEADERS)
}
