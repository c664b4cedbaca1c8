/**
 * A regular expression from the tree under review to a test in bounded time. Whoever opens a merge request can write
 * such a pattern, so only what cannot backtrack without end is run.
 */

/** Addresses are cut off here: one unbounded repeat costs the square of it, 65,000 steps. */
const MOST_CHARACTERS = 256
const LONGEST_PATTERN = 300
/** A dot is taken for a dot: nobody writes it for "any sign" in an address. */
const PLAIN = /^[\w/.,:@%&~=-]*$/

/** @returns Whether an address begins with a match; undefined for a pattern that is not run. */
export function toBoundedPattern(source: string): ((address: string) => boolean) | undefined {
  if (source.length === 0 || source.length > LONGEST_PATTERN) return undefined
  if (PLAIN.test(source)) return (address) => address.startsWith(source)
  // A group that repeats, a look-around, a back reference or a second unbounded repeat can take for ever.
  const dangerous = /\)[*+?{]|\(\?(?!:)|\\[1-9k]|\{\d*,?\d*\}/.test(source)
  const repeats = source.replace(/\\./g, '').match(/[*+]/g)?.length ?? 0
  if (dangerous || repeats > 1) return undefined
  try {
    const pattern = new RegExp(`^(?:${source})`)
    return (address) => pattern.test(address.slice(0, MOST_CHARACTERS))
  } catch {
    return undefined
  }
}
