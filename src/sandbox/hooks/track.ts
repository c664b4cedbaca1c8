/**
 * Keeps account of hook work that nobody waits for, so that closing the sandbox leaves none of it behind.
 */
import type {State} from '../state.ts'

export function track({webhooks}: State, work: () => Promise<void>): void {
  // A repository that closing has removed already ends the work: there is nobody left to tell.
  const underway = work()
    .catch((error: unknown) => {
      if (!webhooks.stop.signal.aborted) throw error
    })
    .finally(() => webhooks.underway.delete(underway))
  webhooks.underway.add(underway)
}
