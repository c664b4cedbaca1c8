/**
 * Names of levels made whole: what a title, a bare "Senior" or the subject of a sentence calls the role.
 */
import type {GradeStatement} from './job-family.ts'
import type {LevelName} from './level-name.ts'

/** What titles say besides the role: that they are a job family, or whose. */
const TITLE_SUFFIX =
  /\s+(?:-\s+)?(?:job family(?: matrix)?|job role|roles?(?:\s+(?:&|and)\s+responsibilities)?(?: at gitlab)?|team|matrix)$/i

/** The role that a page's title names. */
export function familyNoun(title: string): string {
  return title.replace(TITLE_SUFFIX, '').replace(/\s+-$/, '').trim()
}

/** "Senior" of the family "UX Researcher" is the "Senior UX Researcher"; managers and interns are written with a comma. */
export function fullName(word: string, name: LevelName, noun: string): string {
  if (noun === '') return word
  if (name.track === 'management' || name.word === 'intern') return `${word}, ${noun}`
  return name.word === 'intermediate' ? `${noun} (${word})` : `${word} ${noun}`
}

/** A role without the level words that stand in front of it or behind it in parentheses. */
export function withoutLevelWords(role: string): string {
  return role
    .replace(/\s*\([^()]*\)/g, '')
    .replace(
      /^(?:(?:senior|sr\.?|junior|jr\.?|staff|principal|distinguished|intermediate|associate|lead|intern,?)\s+)+/i,
      ''
    )
    .trim()
}

/** Who a sentence speaks of, without article and "position"; null for "The role" and for nobody. */
export function roleIn({subject}: GradeStatement): string | null {
  if (subject === null) return null
  const role = subject
    .replace(/^(?:the|an?|our|this|these|each|every)\s+/i, '')
    .replace(/\s+(?:job|position|role|job family|level)s?$/i, '')
    .trim()
  const isNobody =
    role === '' ||
    /^(?:roles?|positions?|jobs?|levels?|grades?|it|this|they|these|which|that|who)$/i.test(role)
  return isNobody || role.split(' ').length > 14 ? null : role
}
