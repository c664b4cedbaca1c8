/**
 * Redirects of a Hugo site on GitLab Pages (`_redirects`, Netlify's format): "from to [status]" a line, `*` at the end
 * of `from` matches the rest of the path and `:splat` in `to` repeats it, `:name` stands for one segment.
 * https://docs.gitlab.com/user/project/pages/redirects/
 */
import {type Redirects, withoutSlash} from './redirects.ts'

interface Line {
  readonly from: readonly string[]
  readonly to: string
}

/** Lines beyond this number are not read: the handbook has some hundreds, GitLab Pages takes 1,000. */
const MOST_LINES = 5000
/** Of those with `*` or `:name`, each of which is tried on every address. */
const MOST_PATTERNS = 1000

/** Always returns; comments, template lines and lines it cannot read redirect nothing. */
export function parseNetlifyRedirects(text: string): Redirects {
  const exact = new Map<string, string>()
  const patterns: Line[] = []
  for (const line of text.split(/\r?\n/).slice(0, MOST_LINES)) {
    const [from = '', to = '', status = '301'] = line.trim().split(/\s+/)
    if (!/^(?:\/|https?:)/.test(from) || to === '' || line.includes('{{') || !/^30\d!?$/.test(status))
      continue
    const path = from.replace(/^https?:\/\/[^/]+/, '') || '/'
    if (/\*|\/:/.test(path)) {
      if (patterns.length < MOST_PATTERNS) patterns.push({from: path.split('/'), to})
    }
    // The first line wins.
    else if (!exact.has(withoutSlash(path))) exact.set(withoutSlash(path), to)
  }

  return {
    find(address) {
      const path = withoutSlash(address)
      const found = exact.get(path)
      if (found !== undefined) return found
      const segments = path.split('/')
      for (const line of patterns) {
        const target = fill(line, segments)
        if (target !== undefined) return target
      }
      return undefined
    }
  }
}

function fill({from, to}: Line, segments: readonly string[]): string | undefined {
  const last = from.length - 1
  const isOpen = from[last] === '*'
  const fixed = isOpen ? last : from.length
  for (let index = 0; index < fixed; index++) {
    const part = from[index] ?? ''
    const segment = segments[index]
    // A slash at the end of `from` is none of the address's own.
    const isEnd = segment === undefined && part === '' && index === last
    if (!isEnd && (segment === undefined || (part !== segment && !part.startsWith(':')))) return undefined
  }
  if (!isOpen && segments.length > from.length) return undefined
  const named = from.flatMap((part, index) => (part.startsWith(':') ? [[part.slice(1), index] as const] : []))
  const values = new Map(named.map(([name, index]) => [name, segments[index] ?? '']))
  if (isOpen) values.set('splat', segments.slice(last).join('/'))
  return insert(to, values)
}

function insert(to: string, values: ReadonlyMap<string, string>): string {
  return to.replace(/:([a-z]\w*)/gi, (whole, name: string) => values.get(name) ?? whole)
}
