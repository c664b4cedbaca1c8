/**
 * Merge Request Hook: `open`, `update`, `close`, `reopen`, `merge`.
 */
import type {Actor, MergeRequest, State} from '../state.ts'
import {fire} from './deliver.ts'
import {
  hookLabels,
  hookMergeRequest,
  hookProject,
  hookRepository,
  hookReviewers,
  hookUser
} from './payload-parts.ts'
import {track} from './track.ts'

export type MergeRequestAction = 'open' | 'update' | 'close' | 'reopen' | 'merge'

export interface UpdateDetails {
  /** The previous head; only when the code changed. */
  readonly oldrev?: string
  readonly changes?: Readonly<Record<string, {readonly previous: unknown; readonly current: unknown}>>
}

/** Sends the event. Its payload is built later than the change it reports, and shows the newest state. */
export function fireMergeRequestHook(
  state: State,
  mergeRequest: MergeRequest,
  actor: Actor,
  action: MergeRequestAction,
  {oldrev, changes = {}}: UpdateDetails
): void {
  track(state, async () => {
    const {project} = mergeRequest
    const reviewers = hookReviewers(state, mergeRequest)
    const payload = {
      object_kind: 'merge_request',
      event_type: 'merge_request',
      user: hookUser(actor.user),
      project: hookProject(state, project),
      object_attributes: {
        ...(await hookMergeRequest(state, mergeRequest)),
        ...(oldrev === undefined ? {} : {oldrev}),
        system: false,
        action
      },
      labels: hookLabels(mergeRequest),
      changes,
      repository: hookRepository(state, project),
      // The key is absent when there are none.
      ...(reviewers.length > 0 ? {reviewers} : {})
    }
    fire(state, project, 'merge_requests_events', payload, actor)
  })
}
