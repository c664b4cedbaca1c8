/**
 * Attacks by what a file's bytes are: no text, another encoding, marks nobody sees, line ends nobody expects.
 */
import {type Attacks, body, fill, TOP} from './attack.ts'

const PAGE = `${TOP}## Levels\n\n### Senior Pilot\n\nThe Senior Pilot is a [grade 7](#gitlab-job-grades).\n\n`

function utf16(text: string, order: 'le' | 'be'): Uint8Array {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le')
  return order === 'le' ? bytes : bytes.swap16()
}

function joined(...parts: readonly (string | readonly number[])[]): Uint8Array {
  return Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from([...part])))
  )
}

/** Bytes that follow no rule, the same ones every time. */
function noise(size: number): Uint8Array {
  const bytes = new Uint8Array(size)
  let state = 1
  for (let index = 0; index < size; index++) {
    state = (state * 1103515245 + 12345) % 2147483648
    bytes[index] = state >> 16 || 1
  }
  return bytes
}

export const encodingAttacks: Attacks = {
  'zero bytes': body((size) => fill('\0', size)),
  'a zero byte behind where git looks': (size) => `${PAGE}${fill('Steer. ', Math.max(size, 9000))}\0`,
  'bytes that are no UTF-8': (size) =>
    joined(PAGE, [0xff, 0xfe, 0xc0, 0x80, 0xed, 0xa0, 0x80, 0xf8], fill('text ', size)),
  noise,
  'UTF-16, little end first': (size) => utf16(fill(PAGE, size / 2), 'le'),
  'UTF-16, big end first': (size) => utf16(fill(PAGE, size / 2), 'be'),
  'byte order marks everywhere': (size) => `\uFEFF\uFEFF${fill(`\uFEFF${PAGE}\uFEFF`, size)}`,
  'Windows-1252': (size) =>
    Buffer.from(`${PAGE}${fill('caf\u00e9 \u2019s \u00e2\u20ac\u2122 ', size / 2)}`, 'latin1'),
  'text read in the wrong encoding': (size) =>
    `${PAGE}${fill('caf\u00c3\u00a9 \u00e2\u20ac\u0153x\u00e2\u20ac\u009d ', size)}`,
  'text read in the wrong encoding, in one run': (size) =>
    `${PAGE}${fill('\u00c3\u00a2\u00e2\u201a\u00ac\u00e2\u201e\u00a2', size)}`,
  'lone surrogates': body((size) => fill('## \uD800 Senior \uDC00 Pilot\n', size)),
  'letters of two units': body((size) => fill('## \u{1F680}\u{10FFFF} Pilot\n', size)),
  'right-to-left marks': body((size) =>
    fill('### \u202eSenior\u2066 Pilot\u2069\u200f (Grade\u202c 7)\n', size)
  ),
  'marks of no width': body((size) => fill('### Sen\u200bior\u200d Pi\u2060lot\u00ad\n', size)),
  'accents on accents': body((size) => `## Pilo${fill('\u0301', Math.min(size, 100_000))}t\n`),
  'no-break spaces': body((size) => fill('##\u00a0Senior\u00a0\u00a0Pilot\u00a0\n', size)),
  'line separators': body((size) => fill('## Senior\u2028Pilot\u2029is a grade 7\u0085', size)),
  'carriage returns only': (size) => fill(PAGE, size).replaceAll('\n', '\r'),
  'every line end there is': (size) => `${TOP}${fill('## Pilot\r\n- a\n\r- b\r\r\n\n', size)}`,
  'vertical tabs and form feeds': body((size) => fill('## Senior\v\f Pilot\x1b[31m\x07\n', size)),
  'full-width forms': body((size) =>
    fill('### \uff33\uff45\uff4e\uff49\uff4f\uff52 Pilot \uff08Grade \uff17\uff09\n', size)
  ),
  'other digits': body((size) => fill('The Pilot is a grade \u0667, \u096d and \uff17.\n\n', size))
}
