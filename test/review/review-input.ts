/**
 * A review's input for the tests of src/review: one new page with findings, on a merge request where something is said.
 */
import type {Finding} from '../../rules/finding.ts'
import {charge} from '../../src/review/charge.ts'
import type {ReviewInput} from '../../src/review/plan-review.ts'
import {defaultThreadSettings} from '../../src/review/threads.ts'
import {describe, refs, reviewed} from './build.ts'
import {type ForgeModel, url} from './forge-model.ts'

export const KEY = 'secret'

export interface NewPage {
  readonly text: string
  readonly findings: readonly Finding[]
  readonly path?: string | undefined
}

/** @param more What a test cares about, in place of a handbook's defaults. */
export function reviewInput(
  forge: ForgeModel,
  {text, findings, path}: NewPage,
  more: Partial<ReviewInput> = {}
): ReviewInput {
  const pages = [reviewed({base: null, head: text, headFindings: findings, path})]
  return {
    identity: {project: 7, iid: 3, ownerId: forge.bot, key: KEY},
    url,
    refs,
    pages,
    charges: charge(pages, describe),
    fixes: [],
    said: forge.said,
    failing: 'error',
    threads: defaultThreadSettings,
    refused: new Set(),
    limits: [],
    approvers: null,
    ...more
  }
}
