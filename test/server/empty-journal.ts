import type {Journal} from '../../src/journal/journal.ts'

/** The journal of a service that has done nothing yet. */
export const emptyJournal: Journal = {
  record: async () => undefined,
  giveUp: async () => undefined,
  recent: async () => [],
  lastDay: async () => ({success: 0, failed: 0, skipped: 0, 'could-not-review': 0, 'given-up': 0}),
  hasOpenThreads: async () => false,
  rules: async () => [],
  prune: async () => undefined
}
