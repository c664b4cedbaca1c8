/**
 * A regular expression from the tree under review to a test in bounded time. Whoever opens a merge request can write
 * such a pattern, so only what cannot backtrack without end is run.
 */

/** Addresses are cut off here: one unbounded repeat costs the square of it, 65,000 steps. */
const MOST_CHARACTERS = 256
const LONGEST_PATTERN = 300
const MOST_CHOICES = 3
/** A dot is taken for a dot: nobody writes it for "any sign" in an address. */
const PLAIN = /^[\w/.,:@%&~=-]*$/

/** Whether a pattern is a text to begin with, which costs nothing to try. */
export function isPlain(source: string): boolean {
  return PLAIN.test(source)
}

/** @returns Whether an address begins with a match; undefined for a pattern that is not run. */
export function toBoundedPattern(source: string): ((address: string) => boolean) | undefined {
  if (source.length === 0 || source.length > LONGEST_PATTERN) return undefined
  if (isPlain(source)) return (address) => address.startsWith(source)
  // A group that repeats, a look-around, a back reference or a second unbounded repeat can take for ever.
  const dangerous = /\)[*+?{]|\(\?(?!:)|\\[1-9k]|\{\d*,?\d*\}/.test(source)
  const marks = source.replace(/\\./g, '')
  const repeats = marks.match(/[*+]/g)?.length ?? 0
  // Each choice can double the ways to read an address, without any repeat: "a?a?a?…", "(?:a|a)(?:a|a)…".
  const choices = marks.match(/[?|{]/g)?.length ?? 0
  if (dangerous || repeats > 1 || choices > MOST_CHOICES) return undefined
  try {
    const pattern = new RegExp(`^(?:${source})`)
    return (address) => pattern.test(address.slice(0, MOST_CHARACTERS))
  } catch {
    return undefined
  }
}
