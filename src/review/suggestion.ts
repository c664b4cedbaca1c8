/**
 * Fixes as GitLab's suggestion blocks: whole lines of the new file, neighbouring fixes in one block, so that "apply all"
 * never meets two that overlap (doc/user/project/merge_requests/reviews/suggestions.md).
 */
import type {Edit} from '../../rules/finding.ts'
import type {LineRange} from './position.ts'

/** Replaces whole lines of a page. */
export interface SuggestionBlock extends LineRange {
  /** The new lines without line ends at the last one; '' deletes the lines. */
  readonly replacement: string
}

/** Applies edits (sorted or not, without overlap) to a text. */
export declare function applyEdits(text: string, edits: readonly Edit[]): string

/**
 * The whole lines that edits change as one block, or null when they lie too far apart for one.
 * @param anchor Line that the block must take in, because GitLab counts from the thread's line.
 */
export declare function blockFor(text: string, edits: readonly Edit[], anchor: number): SuggestionBlock | null

/** The page after a person applied the block, as GitLab writes it. */
export declare function applyBlock(text: string, block: SuggestionBlock): string

/** The block as Markdown for a thread whose (last) line is `anchor`. */
export declare function renderSuggestion(block: SuggestionBlock, anchor: number): string
