/**
 * What a template, or a person in a hurry, leaves to be filled in: "{add a list}", "{Senior Engineer}", "grade #", "TODO".
 */

export interface LeftOver {
  /** Index in the text. */
  readonly index: number
  readonly text: string
}

const PATTERNS: readonly RegExp[] = [
  // The policy's own template closes one of these with a square bracket.
  /\{ ?add\b[^{}]{0,200}[}\]]/gi,
  // Words in braces. Attributes (`{#id}`), globs (`*.{js,ts}`), variables (`${x}`, `x_{y}`) and JSON are no words.
  /(?<![^ ("'/–—-])\{ ?(?!add\b)\p{L}[\p{L}\d .,;:'"()/&#+–—-]{0,200}\}(?![}\w-])/giu,
  /(?<![\w-])grade #(?! {0,3}[\d{])/gi,
  // "TODO items" are what people work on.
  /\b(?:TODO(?!'s| {1,3}(?:lists?|items?|comments?|tasks?)\b)|FIXME|CHANGE[ _-]?ME)\b/g,
  /\blorem ipsum\b/gi
]
/** No words: "{a,b}". */
const LIST = /^\{[^\s]+,[^\s]+\}$/

/** What every one of them holds: most blocks are passed over with one look. */
const HINT = /[{#]|TODO|FIXME|CHANGE|lorem/i

/** All left-overs of a block of prose, in order. */
export function leftOvers(prose: string): LeftOver[] {
  if (!HINT.test(prose)) return []
  return PATTERNS.flatMap((pattern) =>
    Array.from(prose.matchAll(pattern), ({index, 0: text}) => ({index, text: text.trimEnd()}))
  )
    .filter(({text}) => !LIST.test(text))
    .sort((a, b) => a.index - b.index)
}
