/**
 * Whether two names of levels, written in different ways, can mean one level of one job title.
 */
import {isSlip} from '../src/handbook/slip.ts'
import type {LevelWord} from '../src/page/job-family.ts'
import {levelName, stemsOf} from '../src/page/level-name.ts'

/** `level`: another rung ("Staff" for "Senior"); `role`: another job title on whatever rung; null: nothing tells them apart. */
export type Difference = 'level' | 'role' | null

interface NameParts {
  /** Level words, each as the handbook's tables spell it; null when they stand on no rung that is known. */
  readonly words: ReadonlySet<string> | null
  /** All other words in lower case. */
  readonly core: readonly string[]
}

/** Words of one rung: the intermediate level is often named without a word, and "Junior" became "Associate". */
const RUNG: Readonly<Partial<Record<LevelWord, readonly string[]>>> = {
  intermediate: [],
  junior: ['associate'],
  'senior principal': ['senior', 'principal'],
  'senior distinguished': ['senior', 'distinguished'],
  'associate manager': ['associate', 'manager'],
  'senior manager': ['senior', 'manager'],
  'group manager': ['group', 'manager'],
  'senior director': ['senior', 'director']
}
const SAY_NOTHING: ReadonlySet<string> = new Set([
  'and',
  '&',
  'in',
  'at',
  'on',
  'with',
  'gitlab',
  'level',
  'job'
])
const LONGEST_NAME = 200
const ABBREVIATION = /\b\p{Lu}[\p{Lu}&/]{1,6}/u
const ABBREVIATIONS = new RegExp(ABBREVIATION, 'gu')
/** More levels than any page has. Beyond them names are not compared each with each. */
export const MOST_LEVELS = 100

/** Compares names of one page; what a name says is read once. */
export interface NameComparison {
  /**
   * What tells `said` from `name`. Order, plural, case, abbreviations ("CSM", "Sr.") and slips of the pen do not, and a name
   * may leave out words of the other ("Senior Engineer" for "Senior Backend Engineer").
   */
  differenceOf(said: string, name: string): Difference
  /** Whether two names can mean one job title, on whatever rung. */
  isOneTitle(said: string, name: string): boolean
}

export function compareNames(): NameComparison {
  const known = new Map<string, NameParts>()
  const partsOf = (name: string): NameParts => {
    const parts = known.get(name) ?? readParts(name)
    known.set(name, parts)
    return parts
  }
  const readBoth = (said: string, name: string): [NameParts, NameParts] => [
    partsOf(spellOut(said, name)),
    partsOf(spellOut(name, said))
  ]
  const compare = (said: string, name: string): Difference => {
    const [a, b] = readBoth(said, name)
    if (a.words === null || b.words === null) return null
    if (!isSameSet(a.words, b.words)) return 'level'
    return lacks(b, a) && lacks(a, b) ? 'role' : null
  }
  return {
    differenceOf(said, name) {
      if (said.length > LONGEST_NAME || name.length > LONGEST_NAME) return null
      const found = compare(said, name)
      if (found === null || explainsWordOf(said, name)) return null
      if (!name.includes('(')) return found
      // "Administrator" for the "Administrator (Associate)": what stands in parentheses is left out as a matter of course.
      return compare(said, name.replaceAll(/\([^()]*\)/g, ' ')) && found
    },
    isOneTitle(said, name) {
      const [a, b] = readBoth(said, name)
      return !(lacks(b, a) && lacks(a, b))
    }
  }
}

/** "X Manager" and "Manager, X" are read alike: who manages what, names do not tell. */
function readParts(name: string): NameParts {
  const {word, track, core, isAmbiguous} = levelName(name)
  const words = core.split(/[ /]+/).filter((each) => each !== '' && !SAY_NOTHING.has(each))
  const rung = word === null ? [] : (RUNG[word] ?? [word])
  const isUnknown = word === null && track === 'management'
  const managers = isAmbiguous ? words.filter((each) => /^manag(?:er|ing)$/.test(each)) : []
  return {
    words: isUnknown ? null : new Set([...rung, ...managers.map(() => 'manager')]),
    core: words.filter((each) => !managers.includes(each))
  }
}

/** "User Experience (UX) Manager" for the "Manager, UX": the abbreviation is the word it stands for. */
function explainsWordOf(said: string, name: string): boolean {
  const short = /\((\p{Lu}{2,7})\)/u.exec(said)?.[1]
  return short !== undefined && name.split(/[^\p{L}\p{N}]+/u).includes(short)
}

/** Whether some word of `other` has no like in `own`. */
function lacks(own: NameParts, other: NameParts): boolean {
  return other.core.some((word) => !own.core.some((mine) => isOneWord(mine, word)))
}

function isOneWord(a: string, b: string): boolean {
  return a === b || isSameSet(stemsOf(a), stemsOf(b)) || isSlip(a, b)
}

function isSameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((each) => b.has(each))
}

/** Writes out the abbreviations of a name whose letters begin words of the other: "VP, IT", "VP, Information Technology". */
function spellOut(name: string, other: string): string {
  if (!ABBREVIATION.test(name)) return name
  const words = (other.match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !/^(?:and|of|the)$/i.test(word))
  const initials = words.map((word) => word.charAt(0).toUpperCase()).join('')
  return name.replaceAll(ABBREVIATIONS, (short) => {
    const letters = short.replaceAll(/[&/]/g, '')
    const at = initials.indexOf(letters)
    return at === -1 || letters.length < 2 ? short : words.slice(at, at + letters.length).join(' ')
  })
}
