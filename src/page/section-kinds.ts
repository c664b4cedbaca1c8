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

/** Words in front of a section's name that name nobody. */
const QUALIFIERS =
  /^(?:(?:base|basic|core|general|additional|key|main|shared|common|minimum|must[- ]have|primary|job|role|typical|other|all|required|specific|technical|your|our|the|day[- ]to[- ]day|primary)[\s:-]+)+/i

/** "… for Security Engineer roles", "… (all levels)": words behind a section's name. */
const FOR_WHOM = /\s+(?:\(all levels\)|(?:for|of|across|to|by|in)\s+(.{1,80}))$/i
const NOBODY =
  /^(?:(?:all|the|this|our|every|each)\b.*|(?:all\s+)?(?:levels?|roles?)|.*\b(?:specialty|speciality))$/i

interface Vocabulary {
  readonly kind: SectionKind
  /** Matches the end of the heading; what stands in front of the match is the name. */
  readonly pattern: RegExp
  /** Whether words in front of the match name a level. */
  readonly takesName: boolean
}

/** First match counts. All patterns are anchored at the end and run on at most 200 characters. */
const VOCABULARY: readonly Vocabulary[] = [
  {
    kind: 'about',
    pattern: /^(?:about gitlab|working at gitlab|why gitlab|what(?:['’]s| is) it like .*at gitlab.*)$/i,
    takesName: false
  },
  {
    kind: 'requirements',
    pattern: /^(?:about you|you may be a (?:good )?fit .*|who you are)$/i,
    takesName: false
  },
  {
    kind: 'responsibilities',
    pattern: /^(?:what you(?:['’]ll| will) (?:do|be doing)|as an? .{1,40} you will)$/i,
    takesName: false
  },
  {
    kind: 'nice-to-have',
    pattern: /nice[- ]to[- ]ha(?:ve|s|d)s?(?:\s+(?:requirements|qualifications|skills))?$/i,
    takesName: true
  },
  {
    kind: 'nice-to-have',
    pattern: /(?:preferred|desired|bonus|optional) (?:requirements?|qualifications?|skills|points)$/i,
    takesName: true
  },
  {
    kind: 'performance-indicators',
    pattern: /(?:key )?performance (?:indicators?|measures?|metrics)(?: \((?:k?pis?)\))?$/i,
    takesName: true
  },
  {kind: 'performance-indicators', pattern: /\bk?pis?$/i, takesName: true},
  {kind: 'job-grade', pattern: /\bjob grades?(?: levels?)?$/i, takesName: true},
  {kind: 'job-grade', pattern: /^(?:.* )?grades?$/i, takesName: false},
  {kind: 'career-ladder', pattern: /\bcareer (?:ladders?|progression)$/i, takesName: true},
  {kind: 'career-ladder', pattern: /^moving to and moving from$/i, takesName: false},
  {kind: 'career-paths', pattern: /\bcareer paths?$/i, takesName: true},
  {
    kind: 'hiring-process',
    pattern:
      /\b(?:hiring|interview|interviewing|recruiting|recruitment|selection) (?:process(?: overview)?|plan|team|steps|stages)$/i,
    takesName: true
  },
  {kind: 'hiring-process', pattern: /^(?:hiring|interviews?|interviewing)$/i, takesName: false},
  {
    kind: 'specialties',
    pattern: /^(?!.*\b(?:for|of|in)\b).*\bspeciali?(?:ties|ty|[sz]ations?)$/i,
    takesName: false
  },
  {kind: 'segment', pattern: /\bsegments?$/i, takesName: false},
  {kind: 'compensation', pattern: /^compensation(?: (?:and|&) benefits)?$/i, takesName: false},
  {kind: 'overview', pattern: /^(?:job (?:family )?)?(?:overview|summary|introduction)$/i, takesName: false},
  {
    kind: 'overview',
    pattern: /^(?:(?:an? )?(?:overview of|about) )?(?:the|this) (?:role|job|position|job family)$/i,
    takesName: false
  },
  {kind: 'overview', pattern: /\broles? at gitlab$/i, takesName: false},
  {
    kind: 'overview',
    pattern: /^(?:role|job description|role (?:overview|summary|description))$/i,
    takesName: false
  },
  {
    kind: 'levels',
    pattern: /^(?:job |role |in[- ]role |career |seniority |the )?levels?$/i,
    takesName: false
  },
  {kind: 'levels', pattern: /^levels (?:of|for|in) .+$/i, takesName: false},
  {
    kind: 'levels',
    pattern: /^(?!.*\b(?:by|across|all|skills?|high|low|service|entry|c|each|every)\b).+ levels$/i,
    takesName: false
  },
  {kind: 'responsibilities', pattern: /\bexpectations$/i, takesName: true}
]

const SEPARATOR = /[\s:–—|-]+$/
const WORDS_IN_FRONT = /^[\s:–—|-]+/

/** What a heading says it is the section of; null for a heading of any other kind. `text` is as a reader sees it. */
export function sectionName(text: string): SectionName | null {
  const whole = text
    .replace(/\s+/g, ' ')
    .replace(/[\s:.…]+$/, '')
    .trim()
  if (whole === '' || whole.length > 200) return null
  return match(whole) ?? matchForWhom(whole)
}

/** "Requirements for X roles": the section's name first, then whose it is. */
function matchForWhom(whole: string): SectionName | null {
  const behind = FOR_WHOM.exec(whole)
  if (!behind) return null
  const name = match(whole.slice(0, behind.index))
  if (!name || name.kind === 'levels' || name.kind === 'overview') return null
  const forWhom = (behind[1] ?? '').replace(/\s+roles?$/i, '')
  return {...name, named: name.named ?? (forWhom === '' || NOBODY.test(behind[1] ?? '') ? null : forWhom)}
}

function match(whole: string): SectionName | null {
  const both = /^(.*\S)\s+(?:&|and)\s+(\S+)$/i.exec(whole)
  if (both) {
    const first = match(both[1] ?? '')
    const second = match(both[2] ?? '')
    if (first && second && first.kind !== second.kind) return {...first, alsoKind: second.kind}
  }
  for (const {kind, pattern, takesName} of VOCABULARY) {
    const found = pattern.exec(whole)
    if (found) return {kind, alsoKind: null, named: takesName ? nameIn(whole.slice(0, found.index)) : null}
  }
  return matchLastWord(whole)
}

/** Responsibilities and requirements, however they are spelt: the last word decides. */
function matchLastWord(whole: string): SectionName | null {
  const last = /[^\s/]+$/.exec(whole)
  if (!last) return null
  const word = last[0].toLowerCase()
  const kind = spelledLike(word, 'responsibilities')
    ? 'responsibilities'
    : spelledLike(word, 'requirements') || word === 'requirement' || word === 'qualifications'
      ? 'requirements'
      : null
  if (kind === null) return null
  const front = whole.slice(0, last.index)
  return {kind, alsoKind: null, named: nameIn(front)}
}

/** At most three wrong letters, and the beginning right: "Responsbilities", "Requirments", but not "Response". */
function spelledLike(word: string, name: string): boolean {
  return (
    word.startsWith(name.slice(0, 3)) && Math.abs(word.length - name.length) <= 3 && distance(word, name) <= 3
  )
}

function nameIn(front: string): string | null {
  const name = front.replace(SEPARATOR, '').replace(WORDS_IN_FRONT, '').replace(QUALIFIERS, '')
  const rest =
    /^(?:base|basic|core|general|additional|key|main|shared|common|minimum|must[- ]have|primary|job|role|typical|other|all|required|specific|technical|your|our|the)$/i
  return name === '' || rest.test(name) ? null : name.replace(/['’]s$/, '')
}
