/**
 * Text of a page on a terminal: it may hold escape sequences that move the cursor, or turn the direction of writing.
 */

/** One line; what a terminal would obey becomes U+FFFD. */
export function shown(text: string): string {
  return text.replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, '\uFFFD')
}

/** The same for several lines, line ends kept. */
export function shownLines(text: string): string {
  return text.split('\n').map(shown).join('\n')
}
