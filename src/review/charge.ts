/**
 * Tells what a merge request brings in from what was there before and what it ends: findings at base and head are compared
 * by rule, page and key, as multisets; line numbers play no part.
 */
import type {Finding, Part} from '../../rules/finding.ts'
import type {ReviewedPage} from './reviewed-page.ts'

/** The reason of a once-a-page rule for some of its parts (`Rule.describe`). */
export type Describe = (rule: string, parts: readonly Part[]) => string

export interface NewFinding {
  readonly pageId: string
  /** Of a once-a-page finding only the new parts, its reason described anew. */
  readonly finding: Finding
  readonly fingerprint: string
}

export interface PreExistingFinding {
  readonly pageId: string
  readonly finding: Finding
  /** The same finding at base: the proof. */
  readonly base: Finding
}

export interface FixedFinding {
  readonly pageId: string
  /** As it stood at base. */
  readonly finding: Finding
}

export interface Charges {
  readonly new: readonly NewFinding[]
  readonly preExisting: readonly PreExistingFinding[]
  readonly fixed: readonly FixedFinding[]
}

/**
 * Compares the findings of each page. Of equal findings those on lines that the diff adds count as the new ones. A
 * finding that became more severe is new; one that became less severe was there before. Deleted pages count nothing.
 */
export declare function charge(pages: readonly ReviewedPage[], describe: Describe): Charges
