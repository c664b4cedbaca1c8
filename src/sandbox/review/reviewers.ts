/**
 * Reviewers of a merge request and what they say; each change is an `update` that names the reviewers.
 * Source: app/services/merge_requests/{update_reviewer_state,request_review}_service.rb.
 */
import {fireMergeRequestHook} from '../hooks/merge-request-hook.ts'
import {type Actor, isAtLeast, type MergeRequest, type Reviewer, type State} from '../state.ts'

/** Makes somebody a reviewer who is none; the author of a merge request does not review it. */
export function addReviewer(state: State, {reviewers, authorId}: MergeRequest, {user}: Actor): void {
  const listed = reviewers.some((reviewer) => reviewer.userId === user.id)
  if (listed || authorId === user.id) return
  reviewers.push({userId: user.id, state: 'unreviewed', createdAt: state.now()})
}

/** Says what the user thinks, where the user is a reviewer; the event came with 19.0. */
export function setReviewerState(
  state: State,
  mergeRequest: MergeRequest,
  actor: Actor,
  to: Reviewer['state']
): void {
  const reviewer = mergeRequest.reviewers.find(({userId}) => userId === actor.user.id)
  if (!reviewer || reviewer.state === to) return
  const previous = shown(mergeRequest)
  reviewer.state = to
  state.revision += 1
  if (isAtLeast(state, 19, 0)) tell(state, mergeRequest, actor, previous, shown(mergeRequest))
}

/** Asks somebody for a review, for the first time or again. */
export function requestReview(state: State, mergeRequest: MergeRequest, actor: Actor, userId: number): void {
  const previous = shown(mergeRequest)
  const reviewer = mergeRequest.reviewers.find((one) => one.userId === userId)
  if (reviewer) reviewer.state = 'unreviewed'
  else mergeRequest.reviewers.push({userId, state: 'unreviewed', createdAt: state.now()})
  state.revision += 1
  const again = reviewer ? userId : null
  tell(state, mergeRequest, actor, previous, shown(mergeRequest, again))
}

function shown({reviewers}: MergeRequest, again: number | null = null): object[] {
  return reviewers.map((one) => ({id: one.userId, state: one.state, re_requested: one.userId === again}))
}

function tell(
  state: State,
  mergeRequest: MergeRequest,
  actor: Actor,
  previous: readonly object[],
  current: readonly object[]
): void {
  fireMergeRequestHook(state, mergeRequest, actor, 'update', {changes: {reviewers: {previous, current}}})
}
