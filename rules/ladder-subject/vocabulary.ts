/**
 * The words that a family goes by: those of its title, its levels, its specialties and its file's name.
 */
import type {Page} from '../../src/page/page.ts'
import {nameInPath} from '../family-name.ts'

export interface Vocabulary {
  /** Whether the word at `index` of a subject's words belongs to the family, in any form, as an acronym or spelt out. */
  knows(words: readonly string[], index: number): boolean
}

/** Words that name no family: grammar, the policy's own terms, and the rungs of an individual's ladder. */
const SAY_NOTHING = new Set(
  `a an and any at by each for from in into of on or our that the their this to with within your you who
  candidate candidates career gitlab ideal right successful employee employees family families job jobs ladder ladders level levels member members
  next person position positions role roles someone step steps team teams
  associate distinguished fellow intermediate intern junior lead principal senior sr jr staff`.split(/\s+/)
)

/** Endings of one word as a person, an activity and a field: analyst, analytics; sourcer, sourcing. */
const ENDINGS = new Set(
  `s e es y ies ed al ic ics ical ing ings er ers or ors r rs st sts tic tics sis ist ists ant ants ance ment ments ship
  ion ions ional ive ian ians`.split(/\s+/)
)
const SHORTEST_STEM = 4
/** A letter alone is in every name; longer acronyms nobody writes. */
const ACRONYM = /^[a-z]{2,6}$/

/** The words of a name in lower case, without those that name no family. */
export function wordsOf(name: string): string[] {
  return allWordsOf(name).filter((word) => !SAY_NOTHING.has(word))
}

export function createVocabulary(page: Page): Vocabulary {
  const names = namesOf(page).map(allWordsOf)
  const words = new Set(names.flat())
  const byBeginning = Map.groupBy(words, beginningOf)
  const initials = new Set(names.map(initialsOf))
  return {
    knows(subject, index) {
      const word = subject[index] ?? ''
      if (words.has(word)) return true
      if (byBeginning.get(beginningOf(word))?.some((own) => isSameWord(own, word))) return true
      if (ACRONYM.test(word) && [...initials].some((letters) => letters.includes(word))) return true
      return acronymsAround(initialsOf(subject), index).some((acronym) => words.has(acronym))
    }
  }
}

function namesOf({path, family}: Page): string[] {
  const {title, levels, sections} = family
  const specialties = sections.filter(({parent}) => {
    const kind = parent === null ? null : sections[parent]?.kind
    return kind === 'specialties' || kind === 'segment'
  })
  // The address often keeps the name that a family had before.
  return [
    title ?? '',
    nameInPath(path),
    ...levels.flatMap(({name, heading}) => [name, heading?.text ?? '']),
    ...specialties.map(({heading}) => heading.text)
  ]
}

function allWordsOf(name: string): string[] {
  const plain = name
    .toLowerCase()
    .replace(/\bvice[- ]presidents?\b/g, 'vp')
    .replace(/\bfull[- ]stack\b/g, 'fullstack')
    .replace(/['’]s\b/g, '')
    .replace(/(?<=\p{L})&(?=\p{L})/gu, '')
  return plain.match(/[\p{L}\p{N}]+/gu) ?? []
}

function beginningOf(word: string): string {
  return word.slice(0, SHORTEST_STEM)
}

/** Whether two words have one stem and differ in their endings only. */
function isSameWord(a: string, b: string): boolean {
  let length = 0
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1
  if (length < SHORTEST_STEM) return false
  return [a, b].every((word) => length === word.length || ENDINGS.has(word.slice(length)))
}

function initialsOf(words: readonly string[]): string {
  return words
    .filter((word) => word !== 'and' && word !== 'of')
    .map((word) => word[0] ?? '')
    .join('')
}

/** All runs of two to six letters that hold the letter at `index`. */
function acronymsAround(letters: string, index: number): string[] {
  const acronyms: string[] = []
  for (let start = Math.max(0, index - 5); start <= index; start += 1) {
    for (let end = Math.max(index + 1, start + 2); end <= Math.min(letters.length, start + 6); end += 1)
      acronyms.push(letters.slice(start, end))
  }
  return acronyms
}
