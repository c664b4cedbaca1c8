/**
 * What a line that a list item swallowed was meant to be, told from its first words and the end of the line above.
 * Wordings are those of some seventy such lines in 290 families; what is not sure is a wrapped line.
 */

/** A sentence that closes a list: it speaks about the list, or leads on from it. */
const CLOSING =
  /^(?:(?:additional|more|further|other) (?:details|information)\b|for (?:more|further|additional)\b|(?:please )?(?:see|note|refer to|read more)\b|as always\b)/i

/** How requirements and interview steps begin, whatever stands above. */
const USUAL_START =
  /^(?:ability to|able to|(?:\w+ )?experience (?:in|with|of)|proven|demonstrated|excellent|outstanding|strong|knowledge of|understanding of|familiarity with|candidates (?:may|will|should)|successful candidates|then, candidates|next, candidates|finally,)\b/i
/** A capital and a second word in small letters: "Presentation skills", but not "GitLab Runner", "SQL" or "Support Readiness". */
const FIRST_WORDS = /^(?:[A-Z][a-z]+|[A-Z])(?:,| [a-z])/
/** Words that no item ends with. */
const OPEN_END =
  /(?:[,;:(/&–—-]|\b(?:a|an|and|as|at|by|for|from|in|including|into|like|nor|of|on|or|our|over|per|such|than|that|the|their|this|through|to|under|via|vs|with|within|your))$/i
const SENTENCE_END = /[.!?]["')\]]?$/
/** The line above may end within a name: "Senior" above "Director". */
const CAPITAL_END = /(?:^| )[A-Z][\w+.-]*$/

export function isClosing(line: string): boolean {
  return CLOSING.test(line)
}

/** Whether a line can only be the rest of the one above: then its list is one that wraps its lines. */
export function isWrapped(line: string): boolean {
  return /^[^A-Z]/.test(line) && !/^\{/.test(line) && signOf(line) === ''
}

/** The sign of a bullet that a line begins with, without the blank that makes it one: "-" of "-Leads"; '' when there is none. */
export function signOf(line: string): string {
  return /^[-*+](?=\p{Lu}\p{Ll}*[ ,])/u.exec(line)?.[0] ?? ''
}

/** Whether a line must be an item of its own. */
export function isBullet(line: string, above: string): boolean {
  if (OPEN_END.test(above) || line.startsWith('{') || !line.includes(' ')) return false
  if (USUAL_START.test(line)) return true
  if (!FIRST_WORDS.test(line)) return false
  return SENTENCE_END.test(above) || !CAPITAL_END.test(above)
}
