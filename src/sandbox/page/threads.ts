/**
 * Sorts what was said on a merge request by where the page shows it.
 */
import {type Discussion, isResolved, refsOf, sameRefs} from '../review/discussion.ts'
import {currentVersion, type MergeRequest} from '../state.ts'

export interface Threads {
  /** Comments, general threads and the merge request's history, in the order written. */
  readonly overview: readonly Discussion[]
  /** On lines and files of the newest diff. */
  readonly onDiff: readonly Discussion[]
  /** On lines that a push changed. */
  readonly outdated: readonly Discussion[]
}

export function sortThreads(mergeRequest: MergeRequest): Threads {
  const newest = currentVersion(mergeRequest)
  const withPosition = mergeRequest.discussions.filter(({notes}) => notes[0]?.position)
  const onDiff = withPosition.filter(({notes}) => {
    const position = notes[0]?.position
    return position !== null && position !== undefined && sameRefs(refsOf(position), newest)
  })
  return {
    overview: mergeRequest.discussions.filter((discussion) => !withPosition.includes(discussion)),
    onDiff,
    outdated: withPosition.filter((discussion) => !onDiff.includes(discussion))
  }
}

/** Threads of people and bots that can be resolved, with how many are. */
export function countThreads(mergeRequest: MergeRequest): {readonly open: number; readonly resolved: number} {
  const threads = mergeRequest.discussions.filter(({individual}) => !individual)
  const resolved = threads.filter(isResolved).length
  return {open: threads.length - resolved, resolved}
}

/** "content/page.md:12", or the path alone for a whole file. */
export function placeOf({notes}: Discussion): string {
  const position = notes[0]?.position
  if (!position) return ''
  const line = position.new_line ?? position.old_line
  const path = position.new_path ?? position.old_path ?? ''
  return line === null ? path : `${path}:${line}`
}
