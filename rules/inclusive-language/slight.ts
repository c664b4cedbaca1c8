/**
 * A word or phrase that leaves people out, as the rule's parts find it in a block of prose.
 */
import type {Edit} from '../finding.ts'

export interface Slight {
  /** Index in the prose. */
  readonly index: number
  readonly text: string
  /** What says the same of everybody. */
  readonly instead: string
  /** What makes it say so, with indexes in the prose; null where a person must choose the words. */
  readonly edits: readonly Edit[] | null
}

/** The replacement with a capital where the replaced text has one. */
export function inCaseOf(original: string, replacement: string): string {
  return /^\W?\p{Lu}/u.test(original)
    ? replacement.charAt(0).toUpperCase() + replacement.slice(1)
    : replacement
}
