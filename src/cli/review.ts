/**
 * `ladderlint review`: one review of one merge request, for a CI job or by hand.
 */
import {reviewConfig} from '../config/environment.ts'
import {openForge} from '../gitlab/forge.ts'
import {renderPlan} from '../report/plan-text.ts'
import type {Check} from '../reviewer/check.ts'
import {planOnly, reviewMergeRequest} from '../reviewer/review-merge-request.ts'
import type {ReviewSettings} from '../reviewer/review-settings.ts'
import {openCheckPool} from '../workers/check-pool.ts'

export interface ReviewOptions {
  readonly project?: string
  readonly mr?: string
  readonly dryRun?: boolean
}

/** @returns 1 when the status is failed, else 0. */
export async function review(options: ReviewOptions): Promise<number> {
  // As in the service: what a page holds may keep a check busy for long, and a CI job must not hang on it.
  const pool = openCheckPool({most: 1})
  try {
    return await reviewWith(pool.check, options)
  } finally {
    await pool.close()
  }
}

async function reviewWith(check: Check, options: ReviewOptions): Promise<number> {
  const config = reviewConfig(options)
  const forge = openForge({...config.forge})
  const settings: ReviewSettings = {
    ruling: {},
    check,
    markerKey: config.markerKey
  }
  const ref = {project: await forge.projectId(config.project), iid: config.iid}
  const outcome = options.dryRun
    ? await planOnly(forge, ref, settings)
    : await reviewMergeRequest(forge, ref, settings)
  if (outcome.kind === 'skipped') {
    process.stdout.write(`Nothing to review: ${outcome.reason}.\n`)
    return 0
  }
  process.stdout.write(renderPlan(outcome, {dryRun: options.dryRun === true}))
  return outcome.plan.status.state === 'failed' ? 1 : 0
}
