/**
 * Finds text that was written as UTF-8 and read as Windows-1252 ("â€™" for "’"), once or several times over.
 * Only byte sequences that are valid UTF-8 and decode to a character that English prose holds are taken: a hit is
 * certain, and accented words in capitals, foreign quotes and currency signs are none.
 * Source of the byte table: WHATWG Encoding, index windows-1252 (bytes without a character are C1 controls).
 */

/** Windows-1252 for the bytes 0x80 to 0x9F; all other bytes are their own code point. */
const HIGH = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ'
const BYTES = new Map(Array.from(HIGH, (character, index) => [character, 0x80 + index]))

/** Mojibake of mojibake of mojibake: nobody saves a page wrongly more often than that. */
const MAX_ROUNDS = 3

export interface Garbled {
  /** UTF-16 offsets, `end` exclusive. */
  readonly start: number
  readonly end: number
  /** What stood there before it was read wrongly; null when a byte was lost, so that nobody can tell. */
  readonly original: string | null
}

/** All garbled stretches in page order. Linear in the text's length. */
export function findGarbled(text: string): Garbled[] {
  const found: Garbled[] = []
  let index = 0
  while (index < text.length) {
    const end = endOfRun(text, index)
    const original = end > index ? decodeAll(text, index, end) : ''
    // A control character is what a second round starts from; where it is the end, the text was something else.
    if (end > index && !CONTROL.test(original)) {
      found.push({start: index, end, original: original.includes(LOST) ? null : original})
    }
    index = Math.max(end, index + 1)
  }
  return found
}

interface Sequence {
  /** UTF-16 units. */
  readonly length: number
  readonly original: string
}

/** What decoders write for bytes that are no UTF-8. */
const LOST = '\uFFFD'
const CONTROL = /[\u0080-\u009F]/

/** Where the garbled sequences that start at `index` end; `index` itself when there is none. */
function endOfRun(text: string, index: number): number {
  let end = index
  let sequence = sequenceAt(text, end)
  while (sequence) {
    end += sequence.length
    sequence = sequenceAt(text, end, sequence)
  }
  return end
}

function decodeAll(text: string, start: number, end: number): string {
  let [before, run] = [text, {start, end}]
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const decoded = decodeOnce(before, run)
    if (decoded === before.slice(run.start, run.end)) break
    // The neighbours stay in the text: whether a sequence stands inside a word decides what it is.
    before =
      before.slice(Math.max(0, run.start - 1), run.start) + decoded + before.slice(run.end, run.end + 1)
    const from = Math.min(1, run.start)
    run = {start: from, end: from + decoded.length}
  }
  return before.slice(run.start, run.end)
}

function decodeOnce(text: string, {start, end}: {readonly start: number; readonly end: number}): string {
  let decoded = ''
  let index = start
  let sequence: Sequence | undefined
  while (index < end) {
    const next = sequenceAt(text, index, sequence)
    sequence = next && index + next.length <= end ? next : undefined
    decoded += sequence ? sequence.original : text.charAt(index)
    index += sequence ? sequence.length : 1
  }
  return decoded
}

/** @param behind The sequence that ends at `index`: right behind one, even a doubtful one is certain. */
function sequenceAt(text: string, index: number, behind?: Sequence): Sequence | undefined {
  const lead = byteOf(text, index)
  const length = lengthFor(lead)
  if (length === 0) return undefined
  const bytes = [lead]
  for (let offset = 1; offset < length; offset += 1) {
    const byte = byteOf(text, index + offset)
    if (byte < 0x80 || byte > 0xbf) return closingQuote(text, index)
    bytes.push(byte)
  }
  const original = utf8(bytes)
  if (original === undefined || !PLAUSIBLE.test(original)) return undefined
  return length === 2 && !behind && isPunctuated(text, index) ? undefined : {length, original}
}

/** Bytes of the UTF-8 sequence that a byte starts; 0 for a byte that starts none of two or more. */
function lengthFor(lead: number): number {
  if (lead >= 0xc2 && lead <= 0xdf) return 2
  if (lead >= 0xe0 && lead <= 0xef) return 3
  return lead >= 0xf0 && lead <= 0xf4 ? 4 : 0
}

/**
 * A "”" ends in the byte 0x9D, which has no character in Windows-1252, so that many programs drop it or write "�".
 * The other characters that lose their third byte are invisible or never typed.
 */
function closingQuote(text: string, index: number): Sequence | undefined {
  if (!text.startsWith('â€', index)) return undefined
  const next = text.charAt(index + 2)
  return {length: next === LOST ? 3 : 2, original: LETTER.test(next) ? LOST : '”'}
}

/**
 * Two characters may be what they seem when the second is a quote, dash or ellipsis: the letter “Å”, MAÇÃ…
 * Inside a word they are not ("cÅ“ur").
 */
function isPunctuated(text: string, index: number): boolean {
  if (!PUNCTUATION.test(text.charAt(index + 1))) return false
  return !LOWER.test(text.charAt(index - 1)) && !LETTER.test(text.charAt(index + 2))
}

const PUNCTUATION = /[…‘’“”–—‚„‹›]/
const LETTER = /\p{L}/u
const LOWER = /\p{Ll}/u

/** The byte that Windows-1252 reads as this character; -1 for any other character. */
function byteOf(text: string, index: number): number {
  const code = text.charCodeAt(index)
  if (code < 0x80) return -1
  if (code <= 0xff) return code
  return BYTES.get(text.charAt(index)) ?? -1
}

/** Least code point of a sequence of so many bytes: a smaller one has a shorter sequence. */
const LEAST = [0, 0, 0x80, 0x800, 0x10000]

/** By hand: a decoder call a sequence takes ten times as long. */
function utf8(bytes: readonly number[]): string | undefined {
  const [lead = 0, ...rest] = bytes
  const start = lead & (0xff >> (bytes.length + 1))
  const point = rest.reduce((sum, byte) => sum * 64 + (byte & 0x3f), start)
  const isSurrogate = point >= 0xd800 && point <= 0xdfff
  if (point < (LEAST[bytes.length] ?? 0) || isSurrogate || point > 0x10ffff) return undefined
  return String.fromCodePoint(point)
}

/** Latin letters, typographic punctuation and symbols, marks, emoji; control characters for a next round. */
const PLAUSIBLE =
  /^(?:[\u0080-\u017F\u0192\u02C6\u02DC\u2010-\u2BFF\uFEFF\uFFFD\u{1F000}-\u{1FAFF}]|\u200B|\u200C|\u200D|\uFE0F)$/u
