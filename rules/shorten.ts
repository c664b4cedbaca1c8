/**
 * Words of a page within a sentence of ours.
 */

/** One line of at most `most` characters, blanks joined; what is cut off is an ellipsis. */
export function shorten(text: string, most = 80): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length > most ? `${line.slice(0, most - 1).trimEnd()}…` : line
}
