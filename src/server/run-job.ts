/**
 * Does what waits in the queue, and tells it in one line of the log: what it was about, what came of it, what it cost.
 */
import type {Logger} from 'pino'
import type {GitLabForge} from '../gitlab/forge.ts'
import type {ReviewJob} from '../queue/queue.ts'
import {attendMergeRequest} from '../reviewer/attend-merge-request.ts'
import type {ReviewSettings} from '../reviewer/review-settings.ts'

/** @returns The head that was looked at. */
export async function runReview(
  forge: GitLabForge,
  {ref, delivery}: ReviewJob,
  settings: ReviewSettings,
  log: Logger,
  signal: AbortSignal
): Promise<string> {
  const started = performance.now()
  const {outcome, answers} = await attendMergeRequest(forge, ref, settings, signal)
  const cost = {...forge.counts, ms: Math.round(performance.now() - started)}
  const facts = {...ref, delivery, ...cost, answered: answers.answered}
  for (const reason of answers.refused) log.warn({...ref, delivery}, `a comment got no answer: ${reason}`)
  if (outcome.kind === 'skipped') {
    log.info({...facts, outcome: 'skipped'}, `nothing to review: ${outcome.reason}`)
    return outcome.mergeRequest.diffRefs.head
  }
  const {head, plan} = outcome
  log.info({...facts, head, outcome: plan.status.state}, `reviewed: ${plan.status.description}`)
  return head
}
