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
  if (a === b || a.length > LONGEST_NAME || b.length > LONGEST_NAME) return false
  const left = wordsOf(a)
  const right = wordsOf(b)
  if (left.join('') === right.join('')) return true // case, hyphens, a small word
  if (left.length !== right.length) return false
  let slips = 0
  for (const [index, word] of left.entries()) {
    const other = right[index] ?? ''
    if (word === other) continue
    if (`${word}s` === other || word === `${other}s`) {
      slips++
      continue
    }
    if (Math.min(word.length, other.length) < SHORTEST_WORD || /\d/.test(word + other)) return false
    if (isLevelWord(word) && isLevelWord(other)) return false
    if (Math.abs(word.length - other.length) > MOST_SLIPS) return false
    slips += distance(word, other)
  }
  return slips <= MOST_SLIPS
}

/** The one name that `name` is a slip of; undefined when there is none, or more than one. */
export function findSlip(name: string, names: Iterable<string>): string | undefined {
  const near = new Set<string>()
  for (const other of names) {
    if (other.toLowerCase() === name.toLowerCase() && other !== name) return other
    if (isSlip(name, other)) near.add(other)
  }
  const [only] = near
  return near.size === 1 ? only : undefined
}

function wordsOf(name: string): string[] {
  const words = name.toLowerCase().split(/[^\p{L}\p{N}]+/u)
  return words.filter((word) => word !== '' && !SMALL_WORDS.has(word))
}
