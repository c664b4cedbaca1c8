/**
 * What ladderlint does with GitLab's events: queue a review when the merge request's content or state calls for one.
 */
import {callsForReview} from '../gitlab/events.ts'
import type {App} from './app.ts'
import type {KnownBot} from './bot-user.ts'

/**
 * Resolves once the job is stored; only then is the delivery answered with 2xx, because GitLab does not repeat an
 * acknowledged delivery by itself.
 */
export function registerReviews(app: App, bot: KnownBot): void {
  app.on(
    ['merge_request.open', 'merge_request.reopen', 'merge_request.update'],
    async ({event, delivery, request, queue}) => {
      const known = bot()
      // While nobody knows who we are, whoever is asked for a review might be us.
      const mayBeAsked = known === undefined && event.changes.requestedReviewers.length > 0
      if (!callsForReview(event, known?.id) && !(mayBeAsked && event.state === 'opened')) {
        return {status: 'ignored', reason: 'nothing that a review depends on has changed'}
      }
      const enqueued = await queue.enqueue({kind: 'review', ref: event.ref, delivery, request})
      switch (enqueued) {
        case 'queued':
          return {status: 'queued', reason: 'review queued'}
        case 'coalesced':
          return {status: 'queued', reason: 'a review was waiting already and will see this push'}
        case 'repeated':
          return {status: 'ignored', reason: 'this delivery was reviewed before'}
      }
    }
  )
}
