/**
 * Whether two names (of a page, of a heading id) differ only by a slip of the pen. `bdr-manager` and `sdr-manager` are
 * two names, and so are `senior-engineer` and `junior-engineer`; `enteprise-sales` and `enterprise-sales` are one.
 */
import {distance} from 'fastest-levenshtein'
import {isLevelWord} from '../page/level-slips.ts'

/** Small words that people leave out or put in when they type a name from memory. */
const SMALL_WORDS = new Set(['a', 'an', 'and', 'for', 'in', 'of', 'the', 'to'])
/** A word this short with another letter is another word ("bdr", "sdr"; "vice", "nice"). */
const SHORTEST_WORD = 5
const MOST_SLIPS = 2
const LONGEST_NAME = 200

/** @returns False for equal names, and for names whose numbers differ ("grade-7", "grade-8"). */
export function isSlip(a: string, b: string): boolean {
  return areNear(read(a), read(b))
}

/** The one name that `name` is a slip of; undefined when there is none, or more than one. */
export function findSlip(name: string, names: Iterable<string>): string | undefined {
  const near = new Set<string>()
  const wanted = read(name)
  for (const other of readAll(names)) {
    if (other.lowerCase === wanted.lowerCase && other.name !== name) return other.name
    if (areNear(wanted, other)) near.add(other.name)
  }
  const [only] = near
  return near.size === 1 ? only : undefined
}

interface ReadName {
  readonly name: string
  readonly lowerCase: string
  /** Without the small ones. */
  readonly words: readonly string[]
  readonly joined: string
}

function areNear(a: ReadName, b: ReadName): boolean {
  if (a.name === b.name || a.name.length > LONGEST_NAME || b.name.length > LONGEST_NAME) return false
  if (a.joined === b.joined) return true // case, hyphens, a small word
  if (a.words.length !== b.words.length) return false
  let slips = 0
  for (const [index, word] of a.words.entries()) {
    const other = b.words[index] ?? ''
    if (word === other) continue
    if (`${word}s` === other || word === `${other}s`) {
      slips++
      continue
    }
    if (Math.min(word.length, other.length) < SHORTEST_WORD || /\d/.test(word + other)) return false
    if (isLevelWord(word) && isLevelWord(other)) return false
    if (Math.abs(word.length - other.length) > MOST_SLIPS) return false
    slips += distance(word, other)
    if (slips > MOST_SLIPS) return false
  }
  return slips <= MOST_SLIPS
}

/** A page with a thousand dead anchors asks a thousand times for the nearest of its own. */
const known = new WeakMap<object, readonly ReadName[]>()

function readAll(names: Iterable<string>): readonly ReadName[] {
  const before = known.get(names)
  if (before) return before
  const all = Array.from(names, read)
  known.set(names, all)
  return all
}

function read(name: string): ReadName {
  const lowerCase = name.toLowerCase()
  const words = lowerCase.slice(0, LONGEST_NAME + 1).split(/[^\p{L}\p{N}]+/u)
  const counting = words.filter((word) => word !== '' && !SMALL_WORDS.has(word))
  return {name, lowerCase, words: counting, joined: counting.join('')}
}
