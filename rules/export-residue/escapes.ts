/**
 * Backslashes that an export writes in front of punctuation though nothing calls for them.
 * CommonMark, GFM and kramdown are all asked: an escape is needless only where none of them reads the bare sign as markup.
 */
import type {ProseBlock} from '../../src/page/prose.ts'

/** What Google Docs escapes, apart from signs that people escape themselves (`*`, `_`, brackets, `#`, `|`). */
const ESCAPED = /\\([-+=~<>().!&])/g
/** A list's or a quote's marks in front of the first word. */
const LINE_START = /(?:^|[\r\n])[ \t]*(?:(?:[-+*>]|\d{1,9}[.)])[ \t]+)*$/
const LIST_NUMBER = /(?:^|[\r\n])[ \t]*(?:(?:[-+*>]|\d{1,9}[.)])[ \t]+)*\d{1,9}$/
/** Signs before and behind, as far as any mark reaches. */
const REACH = 60

/**
 * Needless escapes in a stretch of text.
 * @param text The page's text.
 * @returns Offsets of the backslashes, in order.
 */
export function needlessEscapes({start, text: prose}: ProseBlock, text: string): number[] {
  const written = text.slice(start, start + prose.length)
  if (!written.includes('\\')) return []
  const needless: number[] = []
  for (const {index, 1: sign = ''} of written.matchAll(ESCAPED)) {
    // Blank there, a letter here: the prose has no code, addresses and HTML.
    if (prose[index + 1] !== sign) continue
    const at = start + index
    const before = text.slice(Math.max(0, at - REACH), at)
    const after = text.slice(at + 2, at + 2 + REACH)
    if (!isNeeded(sign, before, after, prose)) needless.push(at)
  }
  return needless
}

function isNeeded(sign: string, before: string, after: string, prose: string): boolean {
  // Two in a row are a dash, an ellipsis, a quotation mark or struck-out text somewhere.
  if (before.endsWith(sign) || after.startsWith(sign) || after.startsWith(`\\${sign}`)) return true
  switch (sign) {
    case '-':
    case '+':
    case '=':
      return LINE_START.test(before)
    case '>':
      return LINE_START.test(before) || /<[^ \d=]/.test(prose)
    case '<':
      return !/^[ \d=]/.test(after)
    case '~':
      return prose.indexOf('~') !== prose.lastIndexOf('~')
    case '(':
      return before.endsWith(']')
    case ')':
      return LIST_NUMBER.test(before) || prose.includes('](')
    case '.':
      return LIST_NUMBER.test(before)
    case '!':
      return after.startsWith('[') || before.endsWith('<')
    default:
      return /^#?\w{1,40};/.test(after)
  }
}
