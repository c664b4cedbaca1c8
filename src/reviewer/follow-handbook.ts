/**
 * What the handbook's own configuration makes of a review. It is read from the target branch, as it was when the diff was
 * made, so that a merge request cannot loosen its own review.
 */
import {dayOf} from '../../rules/silencing.ts'
import {mistakeLine} from '../config/config-mistake.ts'
import {CONFIG_FILE, type HandbookConfig} from '../config/handbook-config.ts'
import type {Snapshot} from '../handbook/snapshot.ts'
import {defaultThreadSettings} from '../review/threads.ts'
import {counted} from '../review/words.ts'
import {type ReadConfig, readConfig} from './read-config.ts'
import type {ReviewSettings} from './review-settings.ts'

export interface Followed {
  readonly settings: ReviewSettings
  /** Why the file is not followed; empty when it is, or when there is none. */
  readonly remarks: readonly string[]
}

/**
 * @param target The target branch.
 * @param settings Those of the process; they hold where the file says nothing.
 */
export async function followHandbook(target: Snapshot, settings: ReviewSettings): Promise<Followed> {
  const {now = Date.now} = settings
  const {config, mistakes} = await readConfig(target)
  const today = dayOf(new Date(now()))
  const ruling = {...settings.ruling, ...(config ? {config} : {}), today}
  return {
    settings: {...settings, ...(config ? reviewSettings(config) : {}), ruling},
    remarks: inWords(mistakes)
  }
}

function reviewSettings({failOn, review, labels, approvals}: HandbookConfig): Partial<ReviewSettings> {
  const {threadsFrom, mostThreads, drafts, reviewer, authorMayIgnore} = review
  return {
    ...(failOn === undefined ? {} : {failing: failOn}),
    threads: {
      from: threadsFrom ?? defaultThreadSettings.from,
      limit: mostThreads ?? defaultThreadSettings.limit
    },
    ...(drafts === undefined ? {} : {drafts}),
    ...(reviewer === undefined ? {} : {reviewer}),
    ...(authorMayIgnore === undefined ? {} : {authorMayIgnore}),
    ...(labels === undefined ? {} : {labels}),
    ...(approvals === undefined ? {} : {approvals})
  }
}

function inWords(mistakes: ReadConfig['mistakes']): string[] {
  const [first] = mistakes
  if (!first) return []
  const count =
    mistakes.length === 1 ? 'a mistake' : `${counted(mistakes.length, 'mistake')}, the first one here`
  return [
    `The configuration of the target branch has ${count}, so this review follows the defaults: ${mistakeLine(CONFIG_FILE, first)}`
  ]
}
