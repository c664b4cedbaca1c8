/**
 * Pronouns for one or two genders: "he/she", "him or her", "his". Those for everybody take their place where the sentence
 * is sure to stay right.
 */
import type {Edit} from '../finding.ts'
import {inCaseOf, type Slight} from './slight.ts'

const OR = String.raw`(?: ?\/ ?| or )`
/** Both genders named, in either order; not "he/she/they", which names everybody. */
const PAIRS: ReadonlyMap<string, RegExp> = new Map([
  ['themselves', pair(`him(?:self|-)?${OR}herself|her(?:self|-)?${OR}himself`)],
  ['they', pair(String.raw`he${OR}she|she${OR}he|s\/he|\(s\)he`)],
  ['theirs', pair(`his${OR}hers|hers${OR}his`)],
  ['their', pair(`his${OR}her|her${OR}his`)],
  ['them', pair(`him${OR}her|her${OR}him`)]
])
/** One gender alone; "she/her" is how a person introduces herself. */
const SINGLE = /(?<![\w/'-])(?:[Hh]e|[Ss]he|him|[Hh]is|[Hh]ers?|himself|herself)(?![\w/-])/g
/** What every one of them holds: most blocks are passed over with one look. */
const GENDERED = /\b(?:s?he|him|his|hers?|himself|herself)\b/i
const NEUTRAL: ReadonlyMap<string, string> = new Map([
  ['he', 'they'],
  ['she', 'they'],
  ['him', 'them'],
  ['his', 'their'],
  ['her', 'their'],
  ['hers', 'theirs'],
  ['himself', 'themselves'],
  ['herself', 'themselves']
])

function pair(words: string): RegExp {
  return new RegExp(String.raw`(?<![\w/])(?:${words})(?![\w/-])`, 'gi')
}

/**
 * The pronouns of a block of prose.
 * @param isOfSomebody Whether the block names a person, whose pronoun a single one may be; asked only when there is one.
 */
export function findPronouns(prose: string, isOfSomebody: () => boolean): Slight[] {
  if (!GENDERED.test(prose)) return []
  const pairs: Slight[] = []
  const paired = new Set<number>()
  for (const [neutral, pattern] of PAIRS) {
    for (const {index, 0: text} of prose.matchAll(pattern)) {
      const edits = replacePair(neutral, text, index, prose)
      pairs.push({index, text, instead: inCaseOf(text, neutral), edits})
      for (let at = index; at < index + text.length; at++) paired.add(at)
    }
  }
  const singles = Array.from(prose.matchAll(SINGLE), ({index, 0: text}): Slight => {
    const instead = inCaseOf(text, NEUTRAL.get(text.toLowerCase()) ?? 'they')
    return {index, text, instead, edits: null}
  }).filter(({index}) => !paired.has(index))
  return singles.length > 0 && !isOfSomebody() ? [...pairs, ...singles] : pairs
}

function replacePair(neutral: string, text: string, index: number, prose: string): readonly Edit[] | null {
  const end = index + text.length
  const pronoun = {start: index, end, text: inCaseOf(text, neutral)}
  if (neutral !== 'they') return [pronoun]
  const after = prose.slice(end, end + REACH)
  const verb = /^ ([a-z]+)(?![\w'-])/.exec(after)?.[1]
  const plural = verb === undefined ? undefined : pluralOf(verb, after)
  if (verb === undefined || plural === undefined) return null
  return plural === verb ? [pronoun] : [pronoun, {start: end + 1, end: end + 1 + verb.length, text: plural}]
}

/** Characters of a sentence that are looked at. */
const REACH = 300
const SAME_FORM = /^(?:can|could|may|might|must|shall|should|will|would|did|had|\w{3,}ed)$/
const IRREGULAR: ReadonlyMap<string, string> = new Map([
  ['is', 'are'],
  ['was', 'were'],
  ['has', 'have'],
  ['does', 'do'],
  ['goes', 'go']
])
const ADVERBS = new Set(['always', 'sometimes', 'perhaps', 'besides', 'nevertheless', 'nonetheless', 'thus'])
/** Another verb further on ("sees … and acts") would have to change as well. */
const ANOTHER_VERB = /^[^.;:!?]*\b(?:and|or|but|who|then)(?: \w+ly)? \w{2,}s\b/

/** The verb as it follows "they"; undefined when that is not certain. */
function pluralOf(verb: string, after: string): string | undefined {
  if (SAME_FORM.test(verb)) return verb
  if (ANOTHER_VERB.test(after) || ADVERBS.has(verb)) return undefined
  const irregular = IRREGULAR.get(verb)
  if (irregular !== undefined || !/\w{2}[^s]s$/.test(verb)) return irregular
  if (verb.endsWith('ies')) return verb.replace(/ies$/, 'y')
  return verb.replace(/(?<=sh|ch|ss|x|z)es$|s$/, '')
}
