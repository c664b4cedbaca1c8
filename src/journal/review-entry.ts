/**
 * A review as the journal keeps it.
 */
import type {Severity} from '../../rules/finding.ts'
import type {FindingGroup} from '../review/finding-group.ts'
import {recall} from '../review/said.ts'
import {leftThreads} from '../review/thread-states.ts'
import type {Attended} from '../reviewer/attend-merge-request.ts'
import type {MergeRequestRef} from '../reviewer/forge.ts'
import {reasonOf} from '../reviewer/report-failure.ts'
import type {Outcome} from '../reviewer/review-merge-request.ts'
import type {ReviewEntry} from './reviews.ts'

type Cost = Pick<ReviewEntry, 'reads' | 'writes' | 'ms'>

const NO_FINDINGS: Readonly<Record<Severity, number>> = {error: 0, warning: 0, info: 0}

export function entryOf(
  {outcome, heard}: Pick<Attended, 'outcome' | 'heard'>,
  {reads, writes, ms}: Cost
): ReviewEntry {
  const {ref, projectPath, title, url, diffRefs} = outcome.mergeRequest
  const known = {ref, project: projectPath, title, url, head: diffRefs.head, reads, writes, ms}
  if (outcome.kind === 'skipped') {
    const isOver = outcome.mergeRequest.state !== 'opened'
    const threads = isOver && heard ? leftThreads(recall(heard.said, heard.identity), diffRefs.head) : []
    return {...known, outcome: 'skipped', reason: outcome.reason, findings: NO_FINDINGS, threads}
  }
  const {status, states} = outcome.plan
  return {
    ...known,
    head: outcome.head,
    outcome: status.state,
    reason: status.description,
    findings: countBySeverity(chargedBy(outcome)),
    threads: states
  }
}

/** Of a review that ended in an error. */
export function failedEntry(ref: MergeRequestRef, error: unknown, {reads, writes, ms}: Cost): ReviewEntry {
  return {
    ref,
    ...{project: null, title: null, url: null, head: null},
    outcome: 'could-not-review',
    reason: reasonOf(error),
    findings: NO_FINDINGS,
    ...{reads, writes, ms},
    threads: []
  }
}

/** What a review charged the merge request with. */
export function chargedBy(outcome: Outcome): readonly FindingGroup[] {
  if (outcome.kind === 'skipped') return []
  const {threads, unthreaded} = outcome.plan.threads
  return [...threads.map(({group}) => group), ...unthreaded]
}

function countBySeverity(groups: readonly FindingGroup[]): Readonly<Record<Severity, number>> {
  const of = (wanted: Severity) => groups.filter(({severity}) => severity === wanted).length
  return {error: of('error'), warning: of('warning'), info: of('info')}
}
