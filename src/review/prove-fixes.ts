/**
 * Proves fixes before they are offered: applied in memory, re-read and re-checked, the findings gone, none new, and the
 * handbook's own link rules content.
 */
import type {Finding} from '../../rules/finding.ts'
import type {NewFinding} from './charge.ts'
import type {PositionRefs} from './position.ts'
import type {ReviewedPage} from './reviewed-page.ts'
import type {SuggestionBlock} from './suggestion.ts'

/** A block that was proven to end these findings. Blocks of a page neither overlap nor touch. */
export interface ProvenFix {
  readonly pageId: string
  readonly block: SuggestionBlock
  /** Fingerprints of the findings it ends; the first one's thread carries it. */
  readonly fingerprints: readonly string[]
}

/** Checks a page's text as if it stood at head; all its findings, as in `ReviewedPage.headFindings`. */
export type Recheck = (text: string) => Promise<readonly Finding[]>

/**
 * @param findings Those that will be threads; findings of other pages are passed over.
 * @param refs Of the diff: only lines that a thread can sit on get a block.
 */
export declare function proveFixes(
  page: ReviewedPage,
  findings: readonly NewFinding[],
  refs: PositionRefs,
  recheck: Recheck
): Promise<ProvenFix[]>
