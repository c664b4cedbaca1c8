/**
 * What a level's name tells: its level word, track and rank, and the core that all levels of one job title share.
 * The words and what they mean are those of 948 real level headings and of the handbook's grade tables.
 */
import type {LevelWord, Track} from './job-family.ts'
import {spellLevelWords} from './level-slips.ts'

export interface LevelName {
  readonly word: LevelWord | null
  readonly track: Track | null
  readonly rank: number | null
  readonly core: string
  /** Stems of the core's words, so that "sourcing lead" and "sourcer", or "designer" and "design", meet. */
  readonly stems: ReadonlySet<string>
  /** Whether it says "manager" without the policy's comma: who manages people, and who a function, the words do not tell. */
  readonly isAmbiguous: boolean
}

/** The general table's grade for each word; a lead stands with a senior, whose grade it may share. */
export const RANKS: Readonly<Record<LevelWord, number>> = {
  intern: 4,
  junior: 5,
  associate: 5,
  intermediate: 6,
  senior: 7,
  lead: 7,
  staff: 8,
  principal: 9,
  'senior principal': 10,
  distinguished: 10,
  'senior distinguished': 11,
  fellow: 12,
  'associate manager': 7,
  manager: 8,
  'senior manager': 9,
  'group manager': 9,
  director: 10,
  'senior director': 11,
  'vice president': 12,
  'executive vice president': 14,
  chief: 14
}

/** A pattern of a name, what it says, and the pattern's own words that are no part of the core. */
interface NamePattern {
  readonly pattern: RegExp
  readonly word: LevelWord | null
  readonly track: Track | null
}

/** Management by the beginning of the name; the policy writes people managers as "Manager, X". First match counts. */
const MANAGEMENT: readonly NamePattern[] = [
  {pattern: /^(?=chief of staff\b)/, word: null, track: null},
  {pattern: /^chief\b/, word: 'chief', track: 'management'},
  {pattern: /^executive vice president\b/, word: 'executive vice president', track: 'management'},
  {
    pattern: /^(?:area|regional|senior|associate|group|assistant) vice president\b/,
    word: null,
    track: 'management'
  },
  {pattern: /^vice president\b/, word: 'vice president', track: 'management'},
  {pattern: /^senior director\b/, word: 'senior director', track: 'management'},
  {
    pattern: /^(?:associate|managing|executive|area|regional|group) director\b/,
    word: null,
    track: 'management'
  },
  {pattern: /^director\b/, word: 'director', track: 'management'},
  {pattern: /^head of\b/, word: null, track: 'management'},
  {pattern: /^senior manager\b/, word: 'senior manager', track: 'management'},
  {pattern: /^group manager\b/, word: 'group manager', track: 'management'},
  {pattern: /^associate manager\b/, word: 'associate manager', track: 'management'},
  {pattern: /^manager\b/, word: 'manager', track: 'management'},
  {pattern: /\bsenior director$/, word: 'senior director', track: 'management'},
  {pattern: /^(?=.*\b(?:associate|art|creative) director$)/, word: null, track: null},
  {pattern: /\bdirector$/, word: 'director', track: 'management'},
  {pattern: /\bvice president$/, word: 'vice president', track: 'management'}
]

/** Individual contributors: in front ("Senior X", "Staff, X"), in parentheses ("X (Intermediate)"), behind ("X Lead"). */
const INDIVIDUAL: readonly NamePattern[] = [
  ...individual('senior principal'),
  ...individual('senior distinguished'),
  {pattern: /^(?=principal accounting officer\b|associate general counsel\b)/, word: null, track: null},
  {pattern: /\bteam lead$/, word: 'lead', track: 'individual'},
  ...individual('distinguished'),
  ...individual('principal'),
  ...individual('fellow'),
  {pattern: /\bfellow$/, word: 'fellow', track: 'individual'},
  ...individual('staff'),
  {pattern: /^(?=lead (?:generation|development)\b)/, word: null, track: null},
  ...individual('lead'),
  {pattern: /\blead$/, word: 'lead', track: 'individual'},
  ...individual('senior'),
  ...individual('intermediate'),
  ...individual('junior'),
  ...individual('associate'),
  ...individual('intern'),
  {pattern: /\bintern$/, word: 'intern', track: 'individual'}
]

function individual(word: LevelWord): NamePattern[] {
  return [
    {pattern: new RegExp(`^${word}\\b(?![-/+])`), word, track: 'individual'},
    {pattern: new RegExp(`\\(${word}\\)`), word, track: 'individual'}
  ]
}

/** Reads a level's name, e.g. "Senior Backend Engineer", "Director, Support", "Recruiter (Intermediate)". */
export function levelName(name: string): LevelName {
  const plain = plainName(name)
  const managing = MANAGEMENT.find(({pattern}) => pattern.test(plain))
  const found = managing ?? INDIVIDUAL.find(({pattern}) => pattern.test(plain))
  const isAmbiguous = !managing && /\b(?:managers?|managing)\b/.test(plain)
  const rest = found
    ? plain
        .replace(found.pattern, ' ')
        .replace(/^[\s,-]+/, '')
        .trim()
    : plain
  const second = found?.word
    ? INDIVIDUAL.find(({pattern, word}) => word !== null && pattern.test(rest))
    : undefined
  // "Senior Staff Engineer" stands between two rungs of the tables: no rank is better than a wrong one.
  const isBetween = !managing && second?.word && found?.word && RANKS[second.word] !== RANKS[found.word]
  const word = isBetween ? null : (found?.word ?? null)
  const track = isAmbiguous ? null : (found?.track ?? null)
  const rank = word !== null && track !== null ? RANKS[word] : null
  const core = coreOf(second ? rest.replace(second.pattern, ' ') : rest)
  return {word, track, rank, core, stems: stemsOf(core), isAmbiguous}
}

/** Lower case, one spelling for the words that have several, without grades. */
function plainName(name: string): string {
  return spellLevelWords(withoutGrade(name))
    .toLowerCase()
    .replace(/[\s\u00A0]+/g, ' ')
    .replace(/[–—]/g, '-')
    .replace(/\bsr\b\.?/g, 'senior')
    .replace(/\bjr\b\.?/g, 'junior')
    .replace(/\be-?vp\b|\bexecutive vp\b/g, 'executive vice president')
    .replace(/\bsvp\b/g, 'senior vice president')
    .replace(/\bavp\b/g, 'area vice president')
    .replace(/\bvp\b/g, 'vice president')
    .trim()
}

/** A heading's text without the grade that Google Docs exports put into it: "Associate Engineer (Grade 5)". */
export function withoutGrade(text: string): string {
  return text.replace(/\s*\((?:job )?grades? ?#?\d{1,2}(?:\.\d)?\)/gi, '').trim()
}

/** "Engineer II": no handbook counts its levels, and what a number stands for is not known. */
export const NUMERAL = /\s(?:i{1,3}|iv|v|[1-5])\s*$/i
/** Words that are never part of a core. */
const FILLERS = /\b(?:of|the|a|an|to|for)\b/g

function coreOf(rest: string): string {
  return rest
    .replace(/\([^()]*\)/g, ' ')
    .replace(/['’]s\b/g, '')
    .replace(NUMERAL, '')
    .replace(FILLERS, ' ')
    .replace(/[^\p{L}\p{N}&/+]+/gu, ' ')
    .trim()
    .split(' ')
    .map(singular)
    .join(' ')
}

/** "managers" is one manager; "sales", "analysis" and "business" are no plurals of a role. */
function singular(word: string): string {
  return /(?:er|or|st|ct|nt|al|el|ad|te|ow|ce|am)s$/.test(word) && word.length > 4 ? word.slice(0, -1) : word
}

/** Whether the name holds nothing but level words: "Staff", "Senior Manager". */
export function isBareWord({word, core}: LevelName): boolean {
  return word !== null && core === ''
}

/** Stems of a core's words; see `LevelName.stems`. */
export function stemsOf(core: string): ReadonlySet<string> {
  return new Set(
    core
      .split(/[ /]+/)
      .filter((part) => /[\p{L}\p{N}]/u.test(part))
      .map((part) => stem(stem(part)))
  )
}

/** One suffix less; twice over makes "engineering", "engineer" and "engineers" one. */
function stem(word: string): string {
  const cut = word.replace(
    /(?:ing|ers?|ors?|ists?|ics|ments?|ysts?|ysis|ytics|ions?|ies|ants?|ures?|y|s)$/,
    ''
  )
  return cut.length >= 3 ? cut : word
}
