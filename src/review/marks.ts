/**
 * What a review leaves on the merge request besides words: labels, and the bot's state as a reviewer. Only what differs
 * is written, and nothing that is not configured or asked for is touched.
 */
import {type Change, describeChange} from './change.ts'
import type {Operation} from './reconcile.ts'
import type {ReviewedPage} from './reviewed-page.ts'
import type {WantedStatus} from './status.ts'

/** GitLab's words. */
export type ReviewerState = 'reviewed' | 'requested_changes'

/** Labels for what a merge request changes; a kind without a name gets no label. */
export interface LabelNames {
  /** It changes a job-family page. */
  readonly jobFamily?: string | undefined
  /** It adds, removes, renames or moves levels, or changes where a career ladder leads. */
  readonly ladderChange?: string | undefined
  /** It changes the grade of a level that was there before. */
  readonly gradeChange?: string | undefined
}

/**
 * What the bot's state as a reviewer follows. `reviewed` never holds up a merge. `request-changes` does so on GitLab
 * Premium while the status fails, also when nobody is there to set it back.
 */
export type ReviewerSetting = 'off' | 'reviewed' | 'request-changes'

export interface Marks {
  readonly labels: LabelNames
  readonly reviewer: ReviewerSetting
  /** Labels of the merge request. */
  readonly presentLabels: readonly string[]
  /** Null where the bot is no reviewer of the merge request, or its state cannot be set. */
  readonly presentState: string | null
}

const LADDER: ReadonlySet<Change['kind']> = new Set([
  'page-new',
  'page-deleted',
  'level-added',
  'level-removed',
  'level-renamed',
  'level-moved',
  'ladder'
])

export function labelOperations(
  pages: readonly ReviewedPage[],
  {labels, presentLabels}: Pick<Marks, 'labels' | 'presentLabels'>
): Operation[] {
  const {jobFamily, ladderChange, gradeChange} = labels
  const ours = new Set([jobFamily, ladderChange, gradeChange].filter((name) => name !== undefined))
  if (ours.size === 0) return []
  const kinds = new Set(pages.flatMap((page) => describeChange(page).map(({kind}) => kind)))
  const wanted = new Set<string | undefined>([
    ...(pages.length > 0 ? [jobFamily] : []),
    ...([...LADDER].some((kind) => kinds.has(kind)) ? [ladderChange] : []),
    ...(kinds.has('grade') ? [gradeChange] : [])
  ])
  const add = [...ours].filter((name) => wanted.has(name) && !presentLabels.includes(name))
  const remove = [...ours].filter((name) => !wanted.has(name) && presentLabels.includes(name))
  return add.length + remove.length === 0 ? [] : [{kind: 'set-labels', add, remove}]
}

/** The marks once the operations are carried out; what the role does not allow is not tried again in the same review. */
export function marksAfter(marks: Marks, operations: readonly Operation[]): Marks {
  let {presentLabels, presentState} = marks
  for (const operation of operations) {
    if (operation.kind === 'set-reviewer-state') presentState = operation.state
    if (operation.kind === 'publish-drafts') presentState = operation.reviewerState ?? presentState
    if (operation.kind === 'set-labels') {
      const {add, remove} = operation
      presentLabels = [...presentLabels.filter((name) => !remove.includes(name)), ...add]
    }
  }
  return {...marks, presentLabels, presentState}
}

/** The operations with the reviewer's state in them: where drafts are published it goes along, in the same request. */
export function withReviewerState(
  operations: readonly Operation[],
  {reviewer, presentState}: Pick<Marks, 'reviewer' | 'presentState'>,
  status: WantedStatus
): Operation[] {
  if (reviewer === 'off' || presentState === null) return [...operations]
  const isFailed = reviewer === 'request-changes' && status.state === 'failed'
  const state: ReviewerState = isFailed ? 'requested_changes' : 'reviewed'
  // GitLab sets "reviewed" with every published review, so a state that stands already goes along, too.
  const isPublishing = operations.some(({kind}) => kind === 'publish-drafts')
  if (!isPublishing)
    return presentState === state ? [...operations] : [...operations, {kind: 'set-reviewer-state', state}]
  return operations.map((operation) =>
    operation.kind === 'publish-drafts' ? {...operation, reviewerState: state} : operation
  )
}
