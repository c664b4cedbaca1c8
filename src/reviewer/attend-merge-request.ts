/**
 * Everything that one event asks for: the review of the newest head, and an answer to each comment with commands. What
 * comments set aside is heeded in the same review.
 */
import {type Answers, answerCommands} from './answer-commands.ts'
import type {Forge, MergeRequestRef} from './forge.ts'
import {type Heard, hear} from './hear.ts'
import {type Outcome, reviewMergeRequest} from './review-merge-request.ts'
import type {ReviewSettings} from './review-settings.ts'

export interface Attended {
  readonly outcome: Outcome
  readonly answers: Answers
  /** What stood on it; null when nobody looked. */
  readonly heard: Heard | null
}

/** @throws What the forge throws; nothing is lost by running it again. */
export async function attendMergeRequest(
  forge: Forge,
  ref: MergeRequestRef,
  ofProcess: ReviewSettings,
  signal?: AbortSignal
): Promise<Attended> {
  const outcome = await reviewMergeRequest(forge, ref, ofProcess, signal)
  const {mergeRequest, settings} = outcome
  if (!settings.answersCommands) return {outcome, answers: {answered: 0, refused: []}, heard: outcome.heard}
  // Nobody looked at a merge request that is closed, and people may ask there all the same.
  const heard = outcome.heard ?? (await hear(forge, mergeRequest, settings))
  signal?.throwIfAborted()
  const answers = await answerCommands(forge, mergeRequest, heard, contextOf(outcome), settings)
  return {outcome, answers, heard}
}

function contextOf(outcome: Outcome): Parameters<typeof answerCommands>[3] {
  if (outcome.kind === 'skipped') return {result: outcome, pages: []}
  const {head, plan, pages} = outcome
  return {
    result: {kind: 'reviewed', head, description: plan.status.description},
    pages: pages.flatMap((page) => page.head ?? [])
  }
}
