/**
 * Tells on the merge request that its review could not be done, so that silence is never taken for "nothing found".
 */
import {LadderlintError} from '../config/ladderlint-error.ts'
import {planFailure} from '../review/plan-review.ts'
import {answerCommands} from './answer-commands.ts'
import {applyOperations} from './apply-operations.ts'
import type {Forge, MergeRequestRef} from './forge.ts'
import {hear} from './hear.ts'
import type {ReviewSettings} from './review-settings.ts'

/** @throws What the forge throws: where GitLab itself is the reason, there is nobody to tell. */
export async function reportFailure(
  forge: Forge,
  ref: MergeRequestRef,
  settings: ReviewSettings,
  error: unknown
): Promise<void> {
  const mergeRequest = await forge.mergeRequest(ref)
  const heard = await hear(forge, mergeRequest, settings)
  const reason = reasonOf(error)
  if (mergeRequest.state === 'opened') {
    const {identity, said} = heard
    const {answersCommands = false} = settings
    const {operations} = planFailure({identity, url: mergeRequest.url, said, answersCommands}, reason)
    await applyOperations(forge, mergeRequest, operations)
  }
  await answerCommands(forge, mergeRequest, heard, {result: {kind: 'failed', reason}, pages: []}, settings)
}

/** Only sentences written for people: the text of any other error may hold anything. */
export function reasonOf(error: unknown): string {
  return error instanceof LadderlintError
    ? error.message
    : 'ladderlint met a defect of its own; its log says more.'
}
