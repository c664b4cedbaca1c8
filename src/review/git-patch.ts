/**
 * A change of files as a patch that `git apply` takes, in the form that a note can carry: what is copied from there must be
 * what was written.
 */
import {compareTexts} from './compare-texts.ts'

export interface ChangedText {
  readonly path: string
  readonly before: string
  readonly after: string
}

/** UTF-16 units; nobody reads a longer one before applying it. */
const LONGEST_PATCH = 12_000

/**
 * What a note does not give back as it was, or shows as something else: \r, which GitLab drops; control and format
 * characters, bidirectional ones among them; half characters.
 */
const UNSAFE = /(?![\n\t])\p{C}|[\u2028\u2029]/u

/**
 * @returns Null where nothing changes, or a patch cannot say it: it would be too long, or would not survive the way through
 *   a note and a clipboard.
 */
export function renderPatch(files: readonly ChangedText[]): string | null {
  const parts: string[] = []
  for (const {path, before, after} of files) {
    const hunks = compareTexts(before, after)
    if (!hunks) return null
    parts.push(`--- ${quoted(`a/${path}`)}\n+++ ${quoted(`b/${path}`)}\n${hunks}`)
  }
  const patch = parts.join('')
  return patch === '' || patch.length > LONGEST_PATCH || UNSAFE.test(patch) ? null : patch
}

/** As git writes names that are more than plain (quote.c): in quotes, bytes beyond ASCII as octal numbers. */
function quoted(name: string): string {
  if (/^[\w./@+~-]+$/.test(name)) return name
  const bytes = Array.from(Buffer.from(name), (byte) => {
    const sign = String.fromCharCode(byte)
    if (sign === '"' || sign === '\\') return `\\${sign}`
    return byte >= 0x20 && byte < 0x7f ? sign : `\\${byte.toString(8).padStart(3, '0')}`
  })
  return `"${bytes.join('')}"`
}
