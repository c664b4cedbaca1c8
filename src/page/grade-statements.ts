/**
 * The places where a text says a grade, and who it says has it. Everything else with the word is a mention.
 * Reading order (docs/pages.md): a link to the grade tables with a number in its text; "X is a grade N"; "Grade N" alone.
 */
import type {Reading} from './reading.ts'

/** Offsets are indexes in the text that was read; `end` exclusive. */
export interface Stated {
  readonly grade: number
  readonly start: number
  readonly end: number
  /** The sentence. */
  readonly sentence: {readonly start: number; readonly end: number}
  readonly subject: string | null
  readonly alternatives: readonly number[]
}

interface Numbers {
  /** From the verb or the link to the last number. */
  readonly start: number
  readonly end: number
  readonly numbers: readonly {readonly grade: number; readonly start: number; readonly end: number}[]
}

const VERB_AND_GRADE =
  /\b(?:is|are|be|was)\s+(?:also\s+|currently\s+)?(?:an?\s+|at\s+|at\s+an?\s+)?\[?(?:job\s+)?grades?\s*(?:level)?\s*:?\s*[[(]?\s*(?:level\s+)?#?(\d{1,2}(?:\.\d)?)\b/gi
/** Further numbers behind the first: ", 7, 8", " or a grade 12", "/10". */
const MORE_NUMBERS =
  /^[\])]?\s*(?:,|\/|or|and|to|-|–)\s*(?:or\s+|and\s+)?(?:an?\s+)?(?:job\s+)?(?:grade\s+|level\s+)?#?(\d{1,2}(?:\.\d)?)\b(?!\.\d|\s*(?:years?|months?|%|\+))/i
const NUMBER = /(?<![\w.])#?(\d{1,2}(?:\.\d)?)(?![\w%+]|\.\d)/g
const GRADE_ALONE = /^(?:job\s+)?grade\s*:?\s*#?(\d{1,2}(?:\.\d)?)\s*[:.]?$/i
const VERB = /(?:^|\s)(?:is|are|can be|will be|would be|may be)\b/gi
/** Grades of the handbook's tables, and the half one that is deprecated. */
const LOWEST = 1
const HIGHEST = 16

/** Only so much text in front of a number is read for its subject. */
const LONGEST_SUBJECT = 400

/** Whether a destination leads to the handbook's grade tables. */
export function leadsToGrades(url: string): boolean {
  return /job-grades\b/i.test(url)
}

/**
 * Finds the grades that a text states.
 * @param urlOf Destination of a link that begins at an offset of the page.
 */
export function statedGrades(reading: Reading, urlOf: (at: number) => string): Stated[] {
  const {text} = reading
  if (!/\d/.test(text)) return []
  const groups = [...linkedNumbers(reading, urlOf), ...sentenceNumbers(text), ...aloneNumber(text)]
    .filter(({numbers}) => numbers.length > 0)
    .sort((a, b) => a.start - b.start)
  if (groups.length === 0) return []

  const sentences = sentencesIn(text)
  const stated: Stated[] = []
  let behind = 0
  let sentence = sentences.shift()
  for (const {numbers, end} of groups) {
    const [first, ...others] = numbers
    if (!first || first.start < behind) continue
    while (sentence && sentence.end <= first.start && sentences.length > 0) sentence = sentences.shift()
    if (!sentence) break
    const from = Math.max(sentence.start, behind, first.start - LONGEST_SUBJECT)
    const subject = subjectOf(text.slice(from, first.start), behind > sentence.start)
    stated.push({...first, sentence, subject, alternatives: others.map(({grade}) => grade)})
    behind = end
  }
  return stated
}

/** A number in the text of a link to the grade tables is a statement, whatever the words around it. */
function linkedNumbers({text, links}: Reading, urlOf: (at: number) => string): Numbers[] {
  return links
    .filter(({at}) => leadsToGrades(urlOf(at)))
    .map(({start, end}) => ({start, end, numbers: numbersIn(text.slice(start, end), start)}))
}

function sentenceNumbers(text: string): Numbers[] {
  return Array.from(text.matchAll(VERB_AND_GRADE), (match) => {
    const end = match.index + match[0].length
    const first = numberAt(match[1] ?? '', end)
    const numbers = first ? [first] : []
    let at = end
    for (let more = moreAt(text, at); more && first; more = moreAt(text, at)) {
      at += more[0].length
      const next = numberAt(more[1] ?? '', at)
      if (!next) break
      numbers.push(next)
    }
    return {start: match.index, end: at, numbers}
  })
}

function moreAt(text: string, index: number): RegExpExecArray | null {
  return MORE_NUMBERS.exec(text.slice(index, index + 60))
}

function aloneNumber(text: string): Numbers[] {
  const digits = GRADE_ALONE.exec(text.trim())?.[1]
  if (digits === undefined) return []
  const end = text.lastIndexOf(digits) + digits.length
  const number = numberAt(digits, end)
  return number ? [{start: 0, end: text.length, numbers: [number]}] : []
}

function numbersIn(part: string, offset: number): Numbers['numbers'] {
  return Array.from(part.matchAll(NUMBER), (match) =>
    numberAt(match[1] ?? '', offset + match.index + match[0].length)
  ).filter((found) => found !== null)
}

function numberAt(digits: string, end: number): Numbers['numbers'][number] | null {
  const grade = Number(digits)
  return grade >= LOWEST && grade <= HIGHEST ? {grade, start: end - digits.length, end} : null
}

/** "The Senior Engineer" in front of the verb; null when nobody is named. */
function subjectOf(before: string, continued: boolean): string | null {
  const verbs = Array.from(before.matchAll(VERB))
  const colon = verbs.length > 0 ? null : /^(.*\S)\s*[:–—-]\s*(?:(?:job )?grade)?\s*#?$/is.exec(before)
  const words = (verbs.length > 0 ? before.slice(0, verbs.at(-1)?.index) : (colon?.[1] ?? '')).replace(
    /\s+/g,
    ' '
  )
  // Behind a first statement the next subject begins at its article: "…, and the Staff Engineer is".
  const own = continued ? words.slice(lastArticle(words)) : words
  const subject = own.replace(/^[\s,;.)\]]*(?:(?:and|while|whereas|but|or)\b[\s,]*)*/i, '').trim()
  return subject === '' || subject.length > 200 ? null : subject
}

function lastArticle(words: string): number {
  return (
    Array.from(words.matchAll(/(?:^|[,;.]|\b(?:and|while|whereas))\s*(?=(?:the|an?|our)\b)/gi)).at(-1)
      ?.index ?? 0
  )
}

/** A full stop ends a sentence when a space and a capital follow, unless it shortens a title. */
const SENTENCE_END = /(?<!\b(?:Sr|Jr|vs|e\.g|i\.e|Inc|St|Mr|Ms|No))[.!?](?=\s+["'(]?[\p{Lu}\d])/gu

/** The sentences of a text, without the blanks between them. At least one. */
export function sentencesIn(text: string): {start: number; end: number}[] {
  const ends = [...Array.from(text.matchAll(SENTENCE_END), ({index}) => index + 1), text.length]
  let start = 0
  return ends.map((end) => {
    const whole = text.slice(start, end)
    const trimmed = {
      start: start + whole.length - whole.trimStart().length,
      end: start + whole.trimEnd().length
    }
    start = end
    return trimmed
  })
}
