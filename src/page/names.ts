/**
 * Reads the names on one page: abbreviations that its headings define are written out, and each name is read once.
 */
import {type LevelName, levelName} from './level-name.ts'

export type ReadName = (name: string) => LevelName

/** @param defining Texts that may define abbreviations: the title and all headings. */
export function createNames(defining: readonly string[]): ReadName {
  const abbreviations = abbreviationsIn(defining)
  const read = new Map<string, LevelName>()
  return (name) => {
    const known = read.get(name)
    if (known) return known
    const fresh = levelName(
      name.replace(/\p{Lu}[\p{Lu}&]{1,7}/gu, (short) => abbreviations.get(short) ?? short)
    )
    read.set(name, fresh)
    return fresh
  }
}

/** "Customer Success Manager (CSM)": an abbreviation whose letters begin the words in front of it. */
function abbreviationsIn(texts: readonly string[]): Map<string, string> {
  const found = new Map<string, string>()
  for (const text of texts) {
    for (const match of text.matchAll(/\((\p{Lu}[\p{Lu}&]{1,7})\)/gu)) {
      const [, short = ''] = match
      const words = text.slice(0, match.index).trim().split(/\s+/).slice(-short.length)
      const initials = words.map((word) => word.charAt(0).toUpperCase()).join('')
      if (initials === short) found.set(short, words.join(' '))
    }
  }
  return found
}
