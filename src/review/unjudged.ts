/**
 * Threads of which a review cannot tell whether their finding still stands, because GitLab refused to answer.
 */
import {normaliseKey, shortHash} from './fingerprint.ts'
import type {ReviewedPage} from './reviewed-page.ts'
import type {OwnThread} from './said.ts'

/** Those that stay as they are, resolved ones among them. */
export function unjudgedThreads(
  threads: readonly OwnThread[],
  pages: readonly ReviewedPage[]
): readonly OwnThread[] {
  const unknown = new Set(
    pages.flatMap(({pageId, notChecked}) =>
      notChecked.flatMap(({rule, key}) =>
        key === undefined ? [] : [nameOf(rule, shortHash(pageId), shortHash(normaliseKey(key)))]
      )
    )
  )
  return threads.filter(({marker: {rule, page, parts}}) =>
    parts.some((part) => unknown.has(nameOf(rule, page, part)))
  )
}

function nameOf(rule: string, page: string, part: string): string {
  return JSON.stringify([rule, page, part])
}
