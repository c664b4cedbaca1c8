/**
 * A review as text for a terminal: what stands on which line, the summary, the status, and what was written.
 */
import type {ReviewPlan} from '../review/plan-review.ts'
import type {Placement} from '../review/threads.ts'
import {shownLines} from './shown.ts'

export interface Reviewed {
  readonly head: string
  readonly plan: ReviewPlan
  /** Write requests made. */
  readonly writes: number
}

export function renderPlan({head, plan, writes}: Reviewed, {dryRun}: {readonly dryRun: boolean}): string {
  const threads = plan.threads.threads.flatMap(({placements}) =>
    placements[0] ? [renderThread(placements[0])] : []
  )
  const status = `status: ${plan.status.state}, ${plan.status.description}`
  const wrote = dryRun
    ? `Nothing was written. A real run would make ${plan.operations.length} changes.`
    : writes === 0
      ? 'Nothing new to say: nothing was written.'
      : `${writes} write requests.`
  const blocks = [...threads, plan.summary ?? '', status, `${wrote} Reviewed: ${head}.`]
  return shownLines(blocks.filter(Boolean).join('\n\n').concat('\n'))
}

function renderThread({position, body}: Placement): string {
  const line = position.newLine ?? position.oldLine
  const place = line === null ? position.newPath : `${position.newPath}:${line}`
  return `── ${place}\n${indented(body)}`
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '   ')
}
