/**
 * The vocabulary of section headings: what a section is for, and whose name its heading carries.
 * Names, misspellings and traps are those of about 290 real families (docs/pages.md).
 */
import {distance} from 'fastest-levenshtein'
import type {SectionKind} from './job-family.ts'

export interface SectionName {
  readonly kind: SectionKind
  /** A second purpose that the same heading names ("Responsibilities & Requirements"); null for nearly all. */
  readonly alsoKind: SectionKind | null
  /** Who the section is for as written ("Senior Engineer" in "Senior Engineer Job Grade"), null when nobody is named. */
  readonly named: string | null
}

type Vocabulary = readonly (readonly [SectionKind, RegExp])[]

/** Headings that name a section as a whole. First match counts; at most 200 characters are tried. */
const WHOLE: Vocabulary = [
  ['about', /^(?:about|working at|why) gitlab$|^what(?:['’]s| is) it like .*at gitlab/i],
  [
    'requirements',
    /^(?:about you|who you are|you (?:may|might) be a (?:good )?fit .*|you should apply if)$/i
  ],
  ['requirements', /^requires? skills\b/i],
  [
    'responsibilities',
    /^(?:what you(?:['’]ll| will) (?:do|be doing)|what you can expect in an? .*|as an? .* you will)$/i
  ],
  ['responsibilities', /^(?:(?:role|job|level) )?expectations$|^responsibility$/i],
  ['career-ladder', /^moving to and moving from$/i],
  ['hiring-process', /^(?:hiring|interviews?|interviewing)$|^(?:hiring|interview) team\b/i],
  ['specialties', /\bspeciali?(?:ties|[sz]ations)$/i],
  // "Hiring Process for Handbook Specialty" is a hiring process.
  ['specialties', /^(?!.*\b(?:for|of|in)\b).*\bspeciali?(?:ty|[sz]ation)$/i],
  ['segment', /\bsegments?$/i],
  ['compensation', /^compensation(?: (?:and|&) benefits)?$/i],
  ['overview', /^(?:(?:job (?:family )?)?(?:overview|summary|introduction)|role|job description)$/i],
  ['overview', /^(?:(?:an? )?(?:overview of|about) )?(?:the|this) (?:role|job|position|job family)$/i],
  ['overview', /^role (?:overview|summary|description)$|\broles? at gitlab$/i],
  ['levels', /^(?:(?:job|role|in[- ]role|career|seniority|the) )?levels?$|^levels (?:of|for|in) ./i],
  // "X Team Levels", but not "Base Requirements Across All Levels".
  ['levels', /^(?!.*\b(?:by|across|all|skills?|high|low|service|entry|c|each|every)\b).+ levels$/i],
  ['job-grade', /^(?!.*\bjob grades?$)(?:.* )?grades?$/i]
]

/** Ends of headings, in front of which a level's name may stand. */
const ENDINGS: Vocabulary = [
  ['nice-to-have', /\bnice[- ]to[- ]ha(?:ve|s|d)(?:['’]?s)?(?: (?:requirements|qualifications|skills))?$/i],
  [
    'nice-to-have',
    /\b(?:preferred|desired|bonus|optional) (?:requirements?|qualifications?|skills|points)$/i
  ],
  ['performance-indicators', /\b(?:key )?performance (?:indicators?|measures?|metrics)$|\bk?pis?$/i],
  ['job-grade', /\bjob grades?(?: levels?)?$/i],
  ['career-ladder', /\bcareer (?:ladders?|progression)$/i],
  ['career-paths', /\bcareer paths?$/i],
  [
    'hiring-process',
    /\b(?:hiring|interview|interviewing|recruiting|recruitment|selection) (?:process(?: overview)?|plan|team|steps|stages)$/i
  ],
  ['requirements', /\b(?:requirement|qualifications)$/i]
]

/** "Requirements for Security Engineer roles": words behind a section's name. */
const FOR_WHOM = /\s+(?:for|of|across|to|by|in)\s+(.{1,80})$/i
/** Words in front of or behind a section's name that name nobody; within a name they may be part of it ("Technical Writer"). */
const QUALIFIERS =
  /^(?:(?:base|basic|core|general|additional|key|main|shared|common|minimum|must[- ]have|primary|job|role|typical|other|all|required|specific|technical|your|our|the|day[- ]to[- ]day)(?:[\s:-]+|$))+$/i
const NOBODY = /^(?:(?:all|the|this|our|every|each)\b.*|levels?|roles?|.*\bspeciali?ty)$/i
const LONGEST_HEADING = 200

/** What a heading says it is the section of; null for a heading of any other kind. `text` is as a reader sees it. */
export function sectionName(text: string): SectionName | null {
  if (text.length > LONGEST_HEADING) return null
  const whole = wholeOf(text)
  return whole === '' ? null : (kindOf(whole) ?? kindForWhom(whole))
}

/** A heading without what may stand behind a section's name. */
function wholeOf(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\s:.…]+$/, '')
    .replace(/\s*\([^()]*\)$/, '')
    .trim()
}

/** "Requirements for X roles": the section's name first, then whose it is. */
function kindForWhom(whole: string): SectionName | null {
  const behind = FOR_WHOM.exec(whole)
  const name = behind && kindOf(whole.slice(0, behind.index))
  if (!name || name.kind === 'levels' || name.kind === 'overview') return null
  const whom = behind[1] ?? ''
  return {...name, named: name.named ?? (NOBODY.test(whom) ? null : whom.replace(/\s+roles?$/i, ''))}
}

function kindOf(whole: string): SectionName | null {
  const both = /^(.*\S) (?:&|and) (\S+)$/i.exec(whole)
  const first = both && kindOf(both[1] ?? '')
  const second = both && kindOf(both[2] ?? '')
  if (first && second && first.kind !== second.kind) return {...first, alsoKind: second.kind}

  const kind = WHOLE.find(([, pattern]) => pattern.test(whole))?.[0]
  if (kind) return {kind, alsoKind: null, named: null}
  for (const [ending, pattern] of ENDINGS) {
    const found = pattern.exec(whole)
    if (found) return {kind: ending, alsoKind: null, named: nameIn(whole.slice(0, found.index))}
  }
  const spelt = nearlySpelt(whole)
  return (
    spelt && {
      kind: spelt.kind,
      alsoKind: null,
      named: nameIn(whole.slice(0, whole.length - spelt.written.length))
    }
  )
}

const LAST_WORD = /[^\s/]+$/
const LAST_TWO_WORDS = /[^\s/]+ [^\s/]+$/
/** Sections that are recognised by the last words of their heading however these are spelt. */
const SPELT: readonly (readonly [name: string, ending: RegExp, kind: SectionKind])[] = [
  ['responsibilities', LAST_WORD, 'responsibilities'],
  ['requirements', LAST_WORD, 'requirements'],
  ['performance indicators', LAST_TWO_WORDS, 'performance-indicators'],
  ['career ladder', LAST_TWO_WORDS, 'career-ladder'],
  ['hiring process', LAST_TWO_WORDS, 'hiring-process']
]

/** The last words of a heading that mean a section's name but are not spelt like it: "Responsbilities". */
export interface Misspelling {
  readonly written: string
  /** In lower case. */
  readonly name: string
}

/** @param heading Text as a reader sees it. */
export function misspellingIn(heading: string): Misspelling | null {
  const name = sectionName(heading)
  const spelt = name && nearlySpelt(wholeOf(heading))
  return spelt && spelt.kind === name.kind && spelt.written.toLowerCase() !== spelt.name ? spelt : null
}

function nearlySpelt(whole: string): (Misspelling & {kind: SectionKind}) | null {
  for (const [name, ending, kind] of SPELT) {
    const written = ending.exec(whole)?.[0] ?? ''
    const words = written.toLowerCase().split(' ')
    if (name.split(' ').every((word, index) => isSpeltLike(words[index] ?? '', word)))
      return {kind, name, written}
  }
  return null
}

/** A word that begins right and has the name's number, with at most three wrong letters: "Responsbilities"; not "Response". */
function isSpeltLike(word: string, name: string): boolean {
  return (
    word.startsWith(name.slice(0, 3)) &&
    word.endsWith('s') === name.endsWith('s') &&
    word.length < 30 &&
    distance(word, name) <= Math.min(3, name.length / 4)
  )
}

function nameIn(front: string): string | null {
  const name = front
    .replace(/[\s:–—|-]+$/, '')
    .replace(/^(?:[\s:–—|-]+|the\s+)/i, '')
    .replace(/['’]s$/, '')
  return name === '' || QUALIFIERS.test(name) ? null : name
}
