/**
 * Which heads of merge requests were looked at, as far as this process knows: nobody needs to ask GitLab about those.
 */
import type {MergeRequestRef} from '../reviewer/forge.ts'

export interface AttendedHeads {
  add(ref: MergeRequestRef, head: string): void
  has(ref: MergeRequestRef, head: string): boolean
}

/** Some bytes each; what is forgotten is only asked about again. */
const MOST_HEADS = 20_000

export function createAttendedHeads(limit = MOST_HEADS): AttendedHeads {
  const heads = new Set<string>()
  return {
    add(ref, head) {
      const key = keyOf(ref, head)
      heads.delete(key)
      heads.add(key)
      const [oldest] = heads
      if (heads.size > limit && oldest !== undefined) heads.delete(oldest)
    },
    has: (ref, head) => heads.has(keyOf(ref, head))
  }
}

function keyOf({project, iid}: MergeRequestRef, head: string): string {
  return `${project}!${iid}@${head}`
}
