/**
 * Numbers of years that a text asks for. Wordings are those of about 600 requirements in 290 families.
 */

export interface Years {
  readonly index: number
  /** The number and what it is a number of: "5+ years of experience". */
  readonly text: string
}

const NUMBER = String.raw`(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty)`
const MORE = String.raw`(?: ?\+| plus| or more)?`
const RANGE = String.raw`${NUMBER}${MORE}(?: ?(?:[-–—]|to|or) ?${NUMBER})?${MORE}(?: ?\(\d{1,2}(?: ?[-–] ?\d{1,2})?\))?${MORE}`
const YEARS = new RegExp(String.raw`(?<![\w$.,#/-])${RANGE} {0,2}(years?|yrs?)\b'?(?: or more)?`, 'gi')

/** Most blocks are passed over with one look. */
const UNIT = /\b(?:years?|yrs?)\b/i

/** What the years are years of, within the same sentence. */
const EXPERIENCE = /\b(?:experienced?|exposure|background|expertise|tenure|track record)\b/i
/** Years spent at something, where nobody says that it is experience. */
const WORK =
  /^ (?:of )?(?:[\w/-]+ ){0,4}(?:in|as|with|managing|leading|working|building|running|developing|supporting) /i
/** Words in front of a number that ask for it. */
const ASKED =
  /(?:^|[:;,(–-]|\b(?:minimum(?: of)?|at least|over|more than|previous|prior|with|ha(?:s|ve|d))) *$/i
const LEAST = /\b(?:minimum(?: of)?|at least) *$/i
const EDUCATION = /^ of (?:[\w-]+ ){0,3}(?:school|college|university|study|studies|education|training)\b/i
/** Not "a 3-5 year vision", nor "a 4 year degree". */
const OF_ONE_YEAR = /^ (?:of (?:[\w-]+ ){0,3})?(?:experience|exposure)\b/i
/** "the last 5 years", "within 3 years", "every 2 years". */
const PERIOD =
  /\b(?:last|past|next|first|final|coming|the previous|every|within|in|per|each|over the)(?: the)? $/i
/** Characters of a sentence that are looked at. */
const REACH = 120
/** The word belongs to the number when it stands that near behind it. */
const NEAR = 40

/**
 * The years of experience that a block of prose asks for, in order.
 * @param isRequirement Whether the block lists what people bring along; elsewhere only the word "experience" counts.
 */
export function yearsOfExperience(prose: string, isRequirement: boolean): Years[] {
  if (!UNIT.test(prose)) return []
  return Array.from(prose.matchAll(YEARS), (match): Years[] => {
    const {index, 0: text, 1: unit = ''} = match
    const end = index + text.length
    const before = prose.slice(Math.max(0, index - REACH), index)
    const after = sentenceRest(prose.slice(end, end + REACH))
    if (PERIOD.test(before)) return []
    const experience = EXPERIENCE.exec(after)
    if (!/s$/i.test(unit) && !OF_ONE_YEAR.test(after)) return []
    const isAsked =
      experience !== null ||
      EXPERIENCE.test(sentenceStart(before)) ||
      ((isRequirement || LEAST.test(before)) && WORK.test(after)) ||
      (isRequirement && ASKED.test(before) && !EDUCATION.test(after))
    if (!isAsked) return []
    const until = experience && experience.index < NEAR ? experience.index + experience[0].length : 0
    return [{index, text: text + after.slice(0, until)}]
  }).flat()
}

function sentenceRest(after: string): string {
  return after.split(/[.;!?](?= |$)/, 1)[0] ?? ''
}

function sentenceStart(before: string): string {
  return before.split(/[.;!?] /).at(-1) ?? ''
}
