/**
 * The edit that adds a redirect to the Middleman site's `data/redirects.yml`, in the form of its entries.
 */
import {withoutSlash} from '../../src/handbook/redirects.ts'
import {applyFixes} from '../apply-fixes.ts'
import type {Edit} from '../finding.ts'

export const REDIRECTS_FILE = 'data/redirects.yml'

/** What needs no quotes in YAML, and no encoding in an address. */
const PLAIN = /^\/[\w./~-]+$/

/**
 * @param from Root-relative, as `to`.
 * @returns Null where the file cannot take it for certain.
 */
export async function redirectEdit(text: string, from: string, to: string): Promise<Edit | null> {
  if (!PLAIN.test(from) || !PLAIN.test(to)) return null
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n'
  const lines = [
    '- sources:',
    `  - ${withoutSlash(from)}`,
    `  - ${from}`,
    `  target: ${to}`,
    "  comp_op: '='"
  ]
  const entry = lines.map((line) => line + lineEnd).join('')
  // Lines left empty at the file's end stay there.
  const filled = text.trimEnd()
  const isEnded = filled.length < text.length || filled === ''
  const start = isEnded && filled !== '' ? text.indexOf('\n', filled.length) + 1 : text.length
  const edit = {start, end: start, text: isEnded ? entry : lineEnd + entry.trimEnd()}
  // Its schemas would take a fifth of every check's start.
  const {parseMiddlemanRedirects} = await import('../../src/handbook/middleman-redirects.ts')
  const after = parseMiddlemanRedirects(applyFixes(text, [{edits: [edit]}]).text)
  return after.find(from) === to ? edit : null
}
