/**
 * How vacancies speak: to a reader whom they want to apply. Collected from about 290 families; texts are prose blocks, in
 * which an apostrophe is always "'".
 */

export interface Phrase {
  readonly index: number
  readonly text: string
}

const NOW = '(?: (?:now|currently|actively|always|also))?'
/**
 * Teams also look for ways to do something, and seek to do it. "The qualities we're looking for." ends a sentence that many
 * families have, which encourages people to apply all the same.
 */
const A_PERSON = String.raw`(?= \w)(?! (?:to|(?:an? |the )?(?:[\w-]+ ){0,2}(?:ways?|opportunit(?:y|ies)|feedback|input|solutions?|contributions?|partners?))\b)`
const SEEKS = String.raw`(?:(?:looking|searching) for|seeking|hiring|recruiting)\b${A_PERSON}`
const PATTERNS: readonly RegExp[] = [
  /\byou(?: will|'ll)\b/gi,
  new RegExp(String.raw`\bwe(?: are|'re)${NOW} ${SEEKS}`, 'gi'),
  new RegExp(String.raw`\b(?:gitlab|team|company|department|group|division) is${NOW} ${SEEKS}`, 'gi'),
  /\b(?:exciting|unique|rare|amazing|incredible|fantastic|once-in-a-lifetime)(?: and [a-z]{1,20})? opportunity\b/gi,
  // "the right candidate" in the middle of a sentence is whom a recruiter looks for.
  /\b(?:The (?:right|perfect|qualified)|[Tt]he (?:ideal|successful)) candidate (?:is|has|will|must|should)\b/g,
  /\bwe(?: would|'d) (?:love|like) to (?:talk|hear|meet)\b/gi,
  /\bapply (?:now|today)\b(?!')/gi,
  /\bare you (?:an?|interested|passionate|ready|excited|looking)\b/gi
]

/** Sentences about an interview say "you will" by right. */
const INTERVIEW = /\binterview|\bscreening\b|\bcase study\b|\byour portfolio\b/i
const TO_CANDIDATES = /^you\b/i

/** What every one of them holds: most blocks are passed over with one look. */
const HINT = /\b(?:you|we|apply|gitlab is)\b|looking|searching|seeking|hiring|opportunity|candidate/i

/** Phrases of vacancies in a block of prose, in order. */
export function vacancyPhrases(prose: string): Phrase[] {
  if (!HINT.test(prose)) return []
  const isOfInterview = INTERVIEW.test(prose)
  return PATTERNS.flatMap((pattern) =>
    Array.from(prose.matchAll(pattern), ({index, 0: text}) => ({index, text}))
  )
    .filter(({text}) => !(isOfInterview && TO_CANDIDATES.test(text)))
    .sort((a, b) => a.index - b.index)
}
