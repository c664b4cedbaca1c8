/**
 * Makes a page readable for a CommonMark parser: what belongs to Hugo, ERB or kramdown is replaced by harmless text of the
 * same length, line ends kept, so that every place in the tree also holds for the original text.
 */

/** A stretch that was replaced, `end` exclusive. */
export interface Masked {
  readonly kind: 'shortcode' | 'erb' | 'attributes'
  readonly start: number
  readonly end: number
  readonly source: string
}

export interface MaskedText {
  readonly text: string
  readonly masked: readonly Masked[]
}

/** Longest tag that is looked for; an opening mark without its end within this many characters is plain text. */
const LONGEST_TAG = 4_000

/** Fences and code spans are left to the parser: a tag inside them is masked as well, which no reader of code here minds. */
const OPENING = /\{\{[<%]|<%|^[ \t]{0,3}\{:/gm

/**
 * Replaces shortcodes (`{{< … >}}`, `{{% … %}}`), ERB tags (`<% … %>`) and kramdown attribute lines (`{: … }`).
 * @param hide Offset up to which the page is front matter that a parser would take for text; 0 when there is none.
 */
export function maskText(text: string, hide: number): MaskedText {
  const masked: Masked[] = []
  const closingAfter = createClosings(text)
  const pieces = [text.slice(0, hide).replace(/[^\r\n]/g, ' ')]
  let done = hide
  for (const match of text.matchAll(OPENING)) {
    if (match.index < done) continue
    const found = tagAt(text, match.index, match[0], closingAfter)
    if (!found) continue
    pieces.push(text.slice(done, found.start), blank(text, found))
    masked.push(found)
    done = found.end
  }
  // A second byte order mark is skipped by the parser, which would move every offset.
  const whole = pieces.join('') + text.slice(done)
  return {text: whole.startsWith('\uFEFF') ? ` ${whole.slice(1)}` : whole, masked}
}

type ClosingAfter = (closing: string, offset: number) => number

/** Finds the next closing mark behind an offset, -1 for none; looks at the text once, however many tags are opened. */
function createClosings(text: string): ClosingAfter {
  const known = new Map<string, number>()
  return (closing, offset) => {
    const last = known.get(closing)
    if (last !== undefined && (last === -1 || last >= offset)) return last
    const next = text.indexOf(closing, offset)
    known.set(closing, next)
    return next
  }
}

function tagAt(text: string, start: number, opening: string, closingAfter: ClosingAfter): Masked | undefined {
  if (opening.endsWith('{:')) {
    const line = /^[ \t]{0,3}\{:[^\r\n{}]{0,500}\}[ \t]*(?=[\r\n]|$)/.exec(text.slice(start, start + 600))
    if (!line) return undefined
    return {kind: 'attributes', start, end: start + line[0].length, source: line[0].trim()}
  }
  const closing = opening === '<%' ? '%>' : opening === '{{<' ? '>}}' : '%}}'
  const end = closingAfter(closing, start + opening.length)
  const stop = end + closing.length
  if (end === -1 || stop > start + LONGEST_TAG) return undefined
  return {kind: opening === '<%' ? 'erb' : 'shortcode', start, end: stop, source: text.slice(start, stop)}
}

/**
 * A tag alone on its lines becomes blank lines. In a link's destination it becomes letters, so that the link stays a
 * link; elsewhere no-break spaces, because four common spaces at the start of a line would make it code.
 */
function blank(text: string, {start, end}: Masked): string {
  const source = text.slice(start, end)
  const line = lineBefore(text, start)
  if (/\]\([ \t]{0,9}<?[^()\s<>]*$/.test(line) || /^[ \t]{0,3}\[[^\]]+\]:[ \t]{0,9}$/.test(line))
    return source.replace(/[^\r\n]/g, 'x')
  const alone = line.trim() === '' && /^[ \t]*(?:[\r\n]|$)/.test(text.slice(end, end + 200))
  return source.replace(/[^\r\n]/g, alone ? ' ' : '\u00A0')
}

/** What stands on the line before an offset, at most 400 characters of it. */
function lineBefore(text: string, offset: number): string {
  const before = text.slice(Math.max(0, offset - 400), offset)
  return before.slice(Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1)
}
