/**
 * `data/redirects.yml` of the Middleman site: `sources` (a text or a list), `target`, and `comp_op` as nginx has it:
 * `=` exact, `^~` prefix (the longest one wins), `~` regular expression at the beginning of the address. Were it tried
 * anywhere in it, `/culture/` to `/company/culture/` would come to no end.
 */
import {isPlain, toBoundedPattern} from './bounded-pattern.ts'
import {isRecord, readYaml, texts} from './read-yaml.ts'
import {type Redirects, withoutSlash} from './redirects.ts'

/** Patterns beyond this number are not tried: the handbook has 145. */
const MOST_PATTERNS = 1000
/** Of those that are more than the beginning of an address: it has none. */
const MOST_COSTLY = 50

/** Always returns; entries and files that cannot be read redirect nothing. */
export function parseMiddlemanRedirects(text: string): Redirects {
  const exact = new Map<string, string>()
  const prefixes = new Map<string, string>()
  const patterns: {readonly matches: (address: string) => boolean; readonly target: string}[] = []

  let costly = 0
  const items = readYaml(text)
  for (const item of Array.isArray(items) ? items : []) {
    const entry = readEntry(item)
    if (!entry) continue
    const {sources, target, operator} = entry
    for (const source of sources) {
      if (operator === '=') exact.set(withoutSlash(source), target)
      else if (operator === '^~') prefixes.set(source, target)
      else if (operator === '~' && patterns.length < MOST_PATTERNS) {
        if (!isPlain(source)) costly += 1
        const matches = costly > MOST_COSTLY && !isPlain(source) ? undefined : toBoundedPattern(source)
        if (matches) patterns.push({matches, target})
      }
    }
  }

  return {
    find(address) {
      const path = withoutSlash(address)
      const slashed = `${path}/`
      const found = exact.get(path) ?? longestPrefix(prefixes, slashed)
      return found ?? patterns.find(({matches}) => matches(slashed))?.target
    }
  }
}

interface Entry {
  readonly sources: readonly string[]
  readonly target: string
  readonly operator: string
}

/** By hand: a schema for these three fields would take longer to load than the whole file to read. */
function readEntry(item: unknown): Entry | undefined {
  if (!isRecord(item)) return undefined
  const {sources, target, comp_op: operator = '='} = item
  const all = texts(sources)
  return all && typeof target === 'string' && typeof operator === 'string'
    ? {sources: all, target, operator}
    : undefined
}

function longestPrefix(prefixes: ReadonlyMap<string, string>, address: string): string | undefined {
  for (let length = Math.min(address.length, 1000); length > 1; length--) {
    const target = prefixes.get(address.slice(0, length))
    if (target !== undefined) return target
  }
  return undefined
}
