/**
 * Does what waits in the queue, and tells it in one line of the log: what it was about, what came of it, what it cost.
 */
import type {Logger} from 'pino'
import type {GitLabForge} from '../gitlab/forge.ts'
import type {ReviewJob} from '../queue/queue.ts'
import {attendMergeRequest} from '../reviewer/attend-merge-request.ts'
import type {ReviewSettings} from '../reviewer/review-settings.ts'
import type {Account, Cost} from './account.ts'

/**
 * @returns The head that was looked at.
 * @throws What the forge throws, once it is told.
 */
export async function runReview(
  forge: GitLabForge,
  {ref, delivery, request}: ReviewJob,
  {
    settings,
    account,
    log
  }: {readonly settings: ReviewSettings; readonly account: Account; readonly log: Logger},
  signal: AbortSignal
): Promise<string> {
  const started = performance.now()
  const cost = (): Cost => ({...forge.counts, ms: Math.round(performance.now() - started)})
  const known = {...ref, delivery, request}
  const attended = await attendMergeRequest(forge, ref, settings, signal).catch(async (error: unknown) => {
    // Handed back at shutdown, or taken by another process: whoever has it tells how it ends.
    if (signal.aborted) throw error
    log.warn({...known, ...cost(), outcome: 'could-not-review', err: error}, 'this try of a review failed')
    await account.failed(ref, error, cost())
    throw error
  })
  const entry = await account.ended(attended, cost())
  const {outcome, answers} = attended
  const {head, reads, writes, ms, findings} = entry
  const facts = {
    ...known,
    head,
    findings,
    reads,
    writes,
    ms,
    answered: answers.answered,
    outcome: entry.outcome
  }
  for (const reason of answers.refused) log.warn(known, `a comment got no answer: ${reason}`)
  const what = outcome.kind === 'skipped' ? 'nothing to review' : 'reviewed'
  log.info(facts, `${what}: ${entry.reason}`)
  return outcome.mergeRequest.diffRefs.head
}
