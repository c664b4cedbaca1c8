/**
 * What ladderlint does when a merge request ends: it looks once more where threads were open, because GitLab tells nobody
 * when people resolve them, and how a rule's threads end is what the rule is judged by.
 */
import type {Journal} from '../journal/journal.ts'
import type {App} from './app.ts'

export function registerJournal(app: App, journal: Pick<Journal, 'hasOpenThreads'>): void {
  app.on(['merge_request.close', 'merge_request.merge'], async ({event, delivery, request, queue}) => {
    // The journal is no reason to refuse a delivery.
    const isDue = await journal.hasOpenThreads(event.ref).catch(() => false)
    if (!isDue) return {status: 'ignored', reason: 'no thread was open when the merge request ended'}
    const enqueued = await queue.enqueue({kind: 'review', ref: event.ref, delivery, request})
    return enqueued === 'repeated'
      ? {status: 'ignored', reason: 'this delivery was attended to before'}
      : {status: 'queued', reason: 'threads were open when the merge request ended'}
  })
}
