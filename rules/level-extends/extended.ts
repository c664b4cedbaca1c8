/**
 * The level that a sentence says it extends.
 */

export interface Extended {
  readonly name: string
  /** Indexes in the text that was read; `end` exclusive. */
  readonly start: number
  readonly end: number
}

const EXTENDS = /\bextends?\s{1,20}/gi
/** What stands between the verb and the name: "that of the", "the responsibilities and requirements of the". */
const BEFORE_NAME =
  /^(?:(?:all|[Tt]he|that|those|these|thet|of|for|an?|our|base|general|[Rr]esponsibilities|[Rr]equirements|and)\s{1,20}){0,9}/
/** Where the name ends: "… responsibilities", "… role", "… with the following", or the sentence. */
const BEHIND_NAME =
  /(?:['’]s)?\s{1,20}(?:(?:job\s)?(?:roles?|levels?|positions?|family|responsibilit\w{1,6}|requirements?|expectations?|performance\s|kpis?)\b|(?:with|by|as|in|through|plus|which|but)\s)|['’]s?\s|(?<!\b[SJ]r)[.;:!?](?:\s|$)|\s*$/i
const SEVERAL = /\bor\b|\band the\b|\beither\b|,.*,|\//i
const LONGEST = 160

/** The names of roles, one a verb. Several roles in one sentence are left out: which of them counts the reader knows. */
export function extendedIn(text: string): Extended[] {
  return Array.from(text.matchAll(EXTENDS)).flatMap((match) => {
    const from = match.index + match[0].length
    const rest = text.slice(from, from + LONGEST)
    const skipped = BEFORE_NAME.exec(rest)?.[0].length ?? 0
    const length = BEHIND_NAME.exec(rest.slice(skipped))?.index ?? 0
    const start = from + skipped
    const written = text.slice(start, start + length).trimEnd()
    const name = written.replaceAll(/\s+/g, ' ')
    return /^\p{Lu}/u.test(name) && !SEVERAL.test(name) ? [{name, start, end: start + written.length}] : []
  })
}
