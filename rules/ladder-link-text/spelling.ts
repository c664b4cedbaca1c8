/**
 * Links that miss the name of the page behind them, or of one of its levels, by a slip of the pen.
 */
import {distance} from 'fastest-levenshtein'
import type {Link} from '../../src/page/job-family.ts'
import type {Page} from '../../src/page/page.ts'
import {type Named, namesOf, replaceInText} from './named.ts'

/** A shorter word with another letter is another word ("bdr", "sdr"). */
const SHORTEST_WORD = 6

/** @param text Of the page with the link. */
export function judgeSpelling(link: Link, target: Page, text: string): Named | undefined {
  const names = namesOf(target)
  const known = new Set(names.flatMap(wordsOf).map(plain))
  const written = wordsOf(link.text)
  for (const name of names) {
    const words = wordsOf(name)
    const misspelt = misspeltIn(written, words)
    // A word that the page itself uses is no slip, however its title spells it.
    if (!misspelt || known.has(plain(misspelt.written))) continue
    return {
      reason: `The career ladder's link "${link.text}" misspells "${misspelt.meant}"; the page is about "${name}"`,
      fix: replaceInText(link, text, misspelt.written, misspelt.meant)
    }
  }
  return undefined
}

/** The one word in which the two differ, if they differ in one and by a slip. */
function misspeltIn(
  written: readonly string[],
  words: readonly string[]
): {readonly written: string; readonly meant: string} | undefined {
  const [first, ...others] = written.flatMap((word, index) => {
    const meant = words[index] ?? ''
    return plain(word) === plain(meant) ? [] : [{written: word, meant}]
  })
  if (!first || others.length > 0 || written.length !== words.length) return undefined
  return isSlip(plain(first.written), plain(first.meant)) ? first : undefined
}

/** A letter too many, missing, wrong or swapped inside a word; other endings make other words ("analyst", "analysts"). */
function isSlip(a: string, b: string): boolean {
  if (Math.min(a.length, b.length) < SHORTEST_WORD || a[0] !== b[0] || a.at(-1) !== b.at(-1)) return false
  if (a.startsWith(b) || b.startsWith(a) || /\d/.test(a + b)) return false
  // "organisation" and "organization" are both right.
  if (a.replaceAll('z', 's') === b.replaceAll('z', 's')) return false
  return distance(a, b) === 1 || areSwapped(a, b)
}

function areSwapped(a: string, b: string): boolean {
  const at = Array.from(a).findIndex((letter, index) => letter !== b[index])
  return a.slice(0, at) + (a[at + 1] ?? '') + (a[at] ?? '') + a.slice(at + 2) === b
}

function wordsOf(name: string): string[] {
  return name.match(/[\p{L}\p{N}]+/gu) ?? []
}

function plain(word: string): string {
  return word.toLowerCase()
}
