/**
 * What a review's ruling is made from, as plain data: a check that runs in another thread makes its own from it.
 */
import type {HandbookConfig} from '../config/handbook-config.ts'
import type {Ruling} from './check-pages.ts'
import {handbookRuling} from './handbook-ruling.ts'

export interface RulingSource {
  /** The handbook's own; undefined where it says nothing. */
  readonly config?: HandbookConfig | undefined
  /** Address below which the rules' pages stand, each under its name; undefined links to the project's own. */
  readonly rulePages?: string | undefined
  /** See `Ruling`. */
  readonly today?: string | undefined
}

export function rulingFrom({config, rulePages, today}: RulingSource): Ruling {
  const addressOf = rulePages === undefined ? undefined : (rule: string) => `${rulePages}/${rule}`
  return {...handbookRuling(config), addressOf, today}
}
