/**
 * What is too much to parse in bounded time, told from the text alone.
 */

const LONGEST_PAGE = 1_000_000

/** Why a page is not parsed, in words for a person; null when it is. */
export function tooMuch(text: string): string | null {
  if (text.length > LONGEST_PAGE)
    return `it is too large: ${megabytes(text.length)}, and a page may have 1 MB`
  return null
}

function megabytes(length: number): string {
  return `${(length / 1_000_000).toFixed(1)} MB`
}
