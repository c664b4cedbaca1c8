/**
 * Level words with a slip of the pen in them: "Senoir", "Manger", "Directer".
 * Only slips that cannot be another English word in a level's name: two letters swapped, one left out, one doubled, one
 * vowel for another.
 */
const WORDS = [
  'junior',
  'associate',
  'intermediate',
  'senior',
  'staff',
  'principal',
  'distinguished',
  'manager',
  'director',
  'president'
] as const
const VOWELS = ['a', 'e', 'i', 'o', 'u']
/** Words that a slip would make, or that are written in earnest. */
const IN_EARNEST: ReadonlySet<string> = new Set(['manage', 'stuff', 'stiff'])

const SLIPS: ReadonlyMap<string, string> = new Map([
  ...WORDS.flatMap((word) => slipsOf(word).map((slip): [string, string] => [slip, word])),
  // Said alike, and what a spelling checker lets pass.
  ['principle', 'principal']
])
const WORD = /\p{L}{4,14}/gu

/** The name with its level words spelled right, their case kept; the same text when none is misspelt. */
export function spellLevelWords(name: string): string {
  return name.replaceAll(WORD, (written) => {
    const right = SLIPS.get(written.toLowerCase())
    if (right === undefined) return written
    if (written === written.toUpperCase()) return right.toUpperCase()
    const first = right.charAt(0)
    return (/^\p{Lu}/u.test(written) ? first.toUpperCase() : first) + right.slice(1)
  })
}

/** Whether a word is one of those, spelled right. */
export function isLevelWord(word: string): boolean {
  return WORDS.some((each) => each === word)
}

/** All begin with the word's own first letter, and none is a level word. */
function slipsOf(word: string): string[] {
  const slips: string[] = []
  for (let at = 1; at < word.length; at++) {
    const before = word.slice(0, at)
    const letter = word.charAt(at)
    const after = word.slice(at + 1)
    slips.push(before + after, before + letter + letter + after)
    slips.push(before + after.charAt(0) + letter + after.slice(1))
    if (VOWELS.includes(letter)) slips.push(...VOWELS.map((vowel) => before + vowel + after))
  }
  return slips.filter((slip) => !IN_EARNEST.has(slip) && !isLevelWord(slip))
}
