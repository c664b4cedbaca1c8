/**
 * How often a page can be checked again to prove what is offered for it.
 */
import type {ReviewedPage} from './reviewed-page.ts'

/** Characters that are read again, a check a proof: the largest real page has 57,000, most of them a tenth of that. */
const MOST_CHARACTERS = 1_000_000
/** What a finding costs such a check, in characters. */
const FINDING_COST = 100

/** None for a page whose check takes long. */
export function affordableChecks({head, headFindings}: ReviewedPage): number {
  return Math.floor(MOST_CHARACTERS / ((head?.text.length ?? 0) + FINDING_COST * headFindings.length + 1))
}
