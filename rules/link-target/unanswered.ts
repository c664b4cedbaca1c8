/**
 * Links that the tree knows nothing of, told in as few words as possible: a page can have dozens of them.
 */
import type {LinkTarget} from '../link-targets.ts'

interface Unanswered {
  readonly what: string
  readonly reason: string
}

/** One entry a reason. */
export function unansweredIn(targets: readonly LinkTarget[]): Unanswered[] {
  const byReason = Map.groupBy(
    targets.filter((target) => reasonFor(target) !== undefined),
    (target) => reasonFor(target) ?? ''
  )
  return Array.from(byReason, ([reason, [first, ...others]]) => {
    const url = first?.links[0].url ?? ''
    const more = others.length === 0 ? '' : ` and ${others.length} more link${others.length === 1 ? '' : 's'}`
    return {what: url + more, reason}
  })
}

function reasonFor({resolution}: LinkTarget): string | undefined {
  if (resolution.kind === 'not-checked') return resolution.reason
  const unknown = resolution.kind === 'page' && resolution.anchor?.state === 'not-checked'
  return unknown ? 'headings of that page are brought in from elsewhere' : undefined
}
