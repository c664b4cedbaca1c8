/**
 * Counts the coded words of changed pages, where the rule about inclusive language runs.
 */
import {ruleUrl} from '../../rules/define-rule.ts'
import {countCodedWords} from '../../rules/inclusive-language/coded-words.ts'
import type {ReviewedPage} from '../review/reviewed-page.ts'
import type {WordBalance} from '../review/summary-wording.ts'
import {type Ruling, settingsFor} from './check-pages.ts'

const RULE = 'inclusive-language'
/** A mass change is told by its counts of findings. */
const MOST_PAGES = 20

export interface Wording {
  readonly balances: readonly WordBalance[]
  /** Of the rule's page. */
  readonly url: string
}

export function wordingOf(pages: readonly ReviewedPage[], ruling: Ruling): Wording {
  const {addressOf = ruleUrl} = ruling
  const balances = pages.slice(0, MOST_PAGES).flatMap(({base, head}): WordBalance[] => {
    if (!head || !settingsFor(ruling, head.path).some(({rule}) => rule.name === RULE)) return []
    return [{path: head.path, head: countCodedWords(head), base: base && countCodedWords(base)}]
  })
  return {balances, url: addressOf(RULE)}
}
