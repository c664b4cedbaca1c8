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

/** Always returns; comments, template lines and lines it cannot read redirect nothing. */
export function parseNetlifyRedirects(text: string): Redirects {
  const exact = new Map<string, string>()
  const patterns: Line[] = []
  for (const line of text.split(/\r?\n/).slice(0, MOST_LINES)) {
    const [from = '', to = '', status = '301'] = line.trim().split(/\s+/)
    if (!/^(?:\/|https?:)/.test(from) || to === '' || line.includes('{{') || !/^30\d!?$/.test(status))
      continue
    const path = from.replace(/^https?:\/\/[^/]+/, '') || '/'
    if (/\*|\/:/.test(path)) patterns.push({from: path.split('/'), to})
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
  const values = new Map<string, string>()
  for (const [index, part] of from.entries()) {
    if (part === '*' && index === from.length - 1) {
      values.set('splat', segments.slice(index).join('/'))
      return insert(to, values)
    }
    const segment = segments[index]
    if (segment === undefined)
      return part === '' && index === from.length - 1 ? insert(to, values) : undefined
    if (part.startsWith(':')) values.set(part.slice(1), segment)
    else if (part !== segment) return undefined
  }
  return from.length === segments.length ? insert(to, values) : undefined
}

function insert(to: string, values: ReadonlyMap<string, string>): string {
  return to.replace(/:([a-z]\w*)/gi, (whole, name: string) => values.get(name) ?? whole)
}
