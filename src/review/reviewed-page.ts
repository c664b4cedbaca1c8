/**
 * One page of a merge request with what is known of it at base and at head: the input of everything in this folder.
 */
import type {NotChecked} from '../../rules/define-rule.ts'
import type {Finding} from '../../rules/finding.ts'
import type {SilencedFinding} from '../../rules/run-rules.ts'
import type {Page} from '../page/page.ts'
import type {FileDiff} from './diff.ts'

export interface ReviewedPage {
  /** What stays the same when the page is renamed: its path at base, or for a new page the path it was first seen at. */
  readonly pageId: string
  /** Its entry in the diff (with `diff` computed when the server held it back); null when it is not in the diff. */
  readonly file: FileDiff | null
  /** At another path when it moved. Null when it is new. */
  readonly base: Page | null
  /** Null when the page is deleted. */
  readonly head: Page | null
  readonly baseFindings: readonly Finding[]
  /** Of a deleted page what speaks against its deletion, with places on the page as it was. */
  readonly headFindings: readonly Finding[]
  /** Of rules on probation; none when left out. */
  readonly probation?: {readonly base: readonly Finding[]; readonly head: readonly Finding[]}
  /** At head by the page's own comments; none when left out. */
  readonly silenced?: readonly SilencedFinding[]
  /** At head. */
  readonly notChecked: readonly NotChecked[]
  /** Hunks from base to head where `file.diff` tells another story: git took the page for a new one. */
  readonly edits?: string | null
  /** The page, as it was at base, that this new page has most of its text from: levels that it had are not new here. */
  readonly splitFrom?: Page
  /** Whether `base` is how the target branch has the page, which the merge base does not have. */
  readonly isOnTarget?: boolean
  /** The page as the target branch has it, with what stands there, where that is not what stands at base. */
  readonly target?: {readonly page: Page; readonly findings: readonly Finding[]}
}
