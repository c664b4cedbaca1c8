/**
 * Text from pages, paths, branch names and reasons made inert in a note: it pings nobody, refers to nothing, runs no quick
 * action, closes no HTML, fence or table. GitLab's reference and quick-action extractors skip code, so whatever is not
 * plainly a word becomes a code span (facts/gitlab: a backslash before every mark still leaks references).
 */

/** UTF-16 units; longer quotes are cut, they come from pages that are out of the ordinary. */
const LONGEST_CODE = 400
const LONGEST_PROSE = 3000

/** Control, format (bidirectional ones among them), surrogate and unassigned characters. */
const unseen = /\p{C}/gu

/** As a code span; line breaks become spaces, control and bidirectional characters U+FFFD. */
export function code(text: string): string {
  const shown = shorten(text.replace(/\s+/gu, ' ').trim(), LONGEST_CODE).replace(unseen, '\uFFFD')
  if (shown === '') return '(empty)'
  const fence = '`'.repeat(longestRun(shown) + 1)
  // CommonMark strips one space at each side, which keeps a backtick at the edge apart from the fence.
  const pad = shown.startsWith('`') || shown.endsWith('`') ? ' ' : ''
  return `${fence}${pad}${shown}${pad}${fence}`
}

/** A sentence as one line of Markdown: words stay as they are, whatever could mean something to GitLab is a code span. */
export function prose(text: string): string {
  const line = shorten(text.replace(/\s+/gu, ' ').trim(), LONGEST_PROSE)
  const pieces: string[] = []
  // Odd pieces stood between single backticks: the rule meant code.
  line.split(/(?<!`)`([^`]+)`(?!`)/u).forEach((piece, index) => {
    if (index % 2 === 1) pieces.push(code(piece))
    else if (piece !== '') pieces.push(...inertQuotes(piece, pieces.length === 0))
  })
  return separated(pieces)
}

/** A fenced block whose fence is longer than any inside; '' gives a block without lines. */
export function fenced(text: string, info: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1))
  return text === '' ? `${fence}${info}\n${fence}` : `${fence}${info}\n${text}\n${fence}`
}

/** A link whose address cannot end it early; `text` is Markdown of our own. Addresses that are not http stay unlinked. */
export function link(text: string, url: string): string {
  if (!/^https?:\/\//iu.test(url)) return text
  return `[${text}](${url.replace(/[\s<>()[\]"'`\\|\p{C}]/gu, percentEncoded)})`
}

/** As encodeURIComponent, which leaves quotes and parentheses alone and throws on half a character. */
function percentEncoded(mark: string): string {
  return Array.from(Buffer.from(mark), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(
    ''
  )
}

/** Letters, digits and the marks that mean nothing where they stand; see the exceptions in `isInert`. */
const word = /^[("'“‘«]*[\p{L}\p{N}][\p{L}\p{M}\p{N}'’"“”‘«»()\-–—…,;:.?!%/+]*$/u
const loneMarks = /^(?:[&–—→×=≥≤-]|["'“”‘’«»(),;:.?!…]+)$/u

const meaningful: readonly RegExp[] = [
  /:(?!["'”’»)]*$)/u, // :emoji:
  /!(?![)"'”’»?!]*$)/u, // !1
  /%(?![)"'”’»,;:.?!]*$)|(?<!\p{N})%/u, // %"milestone"
  /\/(?!\p{L}|\p{N})|(?<!\p{L}|\p{N})\//u, // /command
  /\/.*\//u, // a path
  /\.\p{L}{2}/u, // a file or host name
  /^\P{L}*www\./iu, // linked by GFM
  /\p{L}[\p{L}\p{N}_]*-\p{N}/u, // GL-1, A1-2
  /(?<![\p{L}\p{N}])[0-9a-f]{7,40}(?![\p{L}\p{N}])/iu // a commit
]

function isInert(token: string): boolean {
  return loneMarks.test(token) || (word.test(token) && !meaningful.some((pattern) => pattern.test(token)))
}

/** Quotes of a page in a sentence of ours. */
const quotes = /(?<=^|[\s(])"([^"]+)"(?=$|[\s),;:.?!])/gu

/** A quote that is not all plain words is code as a whole: half of it as code would read like another text. */
function inertQuotes(text: string, atLineStart: boolean): string[] {
  const pieces: string[] = []
  let from = 0
  for (const {0: whole, 1: quoted = '', index} of text.matchAll(quotes)) {
    if (quoted.split(' ').every((token) => token === '' || isInert(token))) continue
    const before = inertWords(text.slice(from, index), atLineStart && from === 0)
    pieces.push(`${before}"${code(quoted)}"`)
    from = index + whole.length
  }
  return [...pieces, inertWords(text.slice(from), atLineStart && from === 0)]
}

/** What starts a list or underlines a heading at a line's start. */
const blockStart = /^(?:[-–—→×=≥≤&]|\p{N}+[.)])$/u

function inertWords(text: string, atLineStart: boolean): string {
  const pieces: string[] = []
  let suspects: string[] = []
  const flush = (after = '') => {
    const [first = '', ...rest] = suspects
    // Quotes and brackets around what is shown as code belong to the sentence.
    const [, before = '', core = ''] = /^(["'“‘«(]*)(.*)$/u.exec(first) ?? []
    if (suspects.length > 0) pieces.push(before + code([core, ...rest].join(' ')) + after)
    suspects = []
  }
  for (const [index, token] of text.trim().split(' ').entries()) {
    if (token === '') continue
    const startsBlock = atLineStart && index === 0 && blockStart.test(token)
    if (!startsBlock && isInert(token)) {
      flush()
      pieces.push(token)
      continue
    }
    if (/^["'“‘«(]/u.test(token)) flush()
    const [core, after] = withoutEnd(token)
    suspects.push(core)
    if (after !== '') flush(after)
  }
  flush()
  const inert = pieces.join(' ')
  return `${text.startsWith(' ') ? ' ' : ''}${inert}${text.endsWith(' ') && inert !== '' ? ' ' : ''}`
}

/** A token and the punctuation after it that is the sentence's: no bracket or quote that opened inside the token. */
function withoutEnd(token: string): [core: string, after: string] {
  let end = token.length
  while (end > 1 && isSentences(token.charAt(end - 1), token.slice(0, end - 1))) end -= 1
  return [token.slice(0, end), token.slice(end)]
}

function isSentences(mark: string, before: string): boolean {
  const inner = before.replace(/^["'“‘«(]+/u, '')
  if (inner === '' || !/["'”’»),;:.?!]/u.test(mark)) return false
  const opening = new Map([
    [')', '('],
    ['”', '“'],
    ['’', '‘'],
    ['»', '«']
  ])
  return /[,;:.?!]/u.test(mark) || !inner.includes(opening.get(mark) ?? mark)
}

/** Joins pieces; two code spans side by side would read as one with a fence inside. */
function separated(pieces: readonly string[]): string {
  let result = ''
  for (const piece of pieces) {
    const touching = result.endsWith('`') && piece.startsWith('`')
    result += touching ? ` ${piece}` : piece
  }
  return result.trim()
}

function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).toWellFormed()}…`
}

function longestRun(text: string): number {
  let longest = 0
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length)
  return longest
}
