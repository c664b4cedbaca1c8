/**
 * Links that the tree knows nothing of, told in as few words as possible: a page can have dozens of them.
 */
import type {LinkTarget} from '../link-targets.ts'

interface Unanswered {
  readonly what: string
  readonly reason: string
}

/** One entry a kind of reason. */
export function unansweredIn(targets: readonly LinkTarget[]): Unanswered[] {
  const unanswered = targets.flatMap((target) => {
    const reason = reasonFor(target)
    return reason === undefined ? [] : [{what: target.links[0].url, reason}]
  })
  // What a reason quotes is one link's own: a folder, a name.
  const byKind = Map.groupBy(unanswered, ({reason}) => reason.replace(/"[^"]*"/g, ''))
  return Array.from(byKind.values()).flatMap(([first, ...others]) => {
    if (!first) return []
    const more = others.length === 0 ? '' : ` and ${others.length} more link${others.length === 1 ? '' : 's'}`
    return [{what: first.what + more, reason: first.reason}]
  })
}

function reasonFor({resolution}: LinkTarget): string | undefined {
  if (resolution.kind === 'not-checked') return resolution.reason
  const unknown = resolution.kind === 'page' && resolution.anchor?.state === 'not-checked'
  return unknown ? 'headings of that page are brought in from elsewhere' : undefined
}
