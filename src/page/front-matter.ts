/**
 * The YAML block at the top of a page. YAML only: no other engine of gray-matter is ever called.
 */
import type {Place} from './job-family.ts'

export interface FrontMatterProblem {
  /** `unopened` and `unclosed`: the first or the last line of "---" is missing; the keys are read all the same. */
  readonly kind: 'unreadable' | 'duplicate-key' | 'not-yaml' | 'unopened' | 'unclosed' | 'too-deep'
  /** In words for a person, e.g. "line 3: a text in quotes is not closed". */
  readonly detail: string
  readonly place: Place
}

export interface FrontMatter {
  /** The block with its fences; null when the page has none. */
  readonly place: Place | null
  /** Keys in the order written; a key written twice is listed twice. */
  readonly keys: readonly {readonly name: string; readonly place: Place}[]
  /** Parsed values; empty when the block could not be read. */
  readonly data: Readonly<Record<string, unknown>>
  readonly problems: readonly FrontMatterProblem[]
}
