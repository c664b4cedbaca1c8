/**
 * One page of a merge request with what is known of it at base and at head: the input of everything in this folder.
 */
import type {NotChecked} from '../../rules/define-rule.ts'
import type {Finding} from '../../rules/finding.ts'
import type {SilencedFinding} from '../../rules/run-rules.ts'
import type {Page} from '../page/page.ts'
import type {FileDiff} from './diff.ts'

export interface ReviewedPage {
  /** What stays the same when the page is renamed: its path at base, or at head for a new page. */
  readonly pageId: string
  /** Its entry in the diff (with `diff` computed when the server held it back); null when it is not in the diff. */
  readonly file: FileDiff | null
  /** Null when the page is new. */
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
}
