/** What GitLab tells of a token and a project that are as they should be; a test says what differs. */

import type {Access, HookFacts} from '../../../src/gitlab/access.ts'
import {GitLabError} from '../../../src/gitlab/errors.ts'
import {openMemorySnapshot} from '../../../src/handbook/memory-snapshot.ts'

export const NOW = Date.parse('2026-11-21T12:00:00Z')

export const HOOK: HookFacts = {
  id: 4,
  url: 'https://ladderlint.example/webhooks/gitlab',
  events: {mergeRequests: true, notes: true, pushes: true},
  verifiesCertificate: true,
  state: 'executable',
  hasSecret: true,
  isSigned: true,
  hasTemplate: false
}

export function accessWhere(differs: Partial<Access> = {}): Access {
  return {
    version: async () => '19.6.0',
    token: async () => ({scopes: ['api'], expiresAt: '2027-05-01', isFineGrained: false}),
    self: async () => ({id: 5, username: 'project_7_bot'}),
    project: async (path) => ({id: 7, path, defaultBranch: 'main', isArchived: false, role: 30}),
    hooks: async () => [HOOK],
    newestAnswer: async () => undefined,
    branch: async (_project, _branch) =>
      openMemorySnapshot({'content/job-families/delivery/pilot.md': '# Pilot\n'}),
    ...differs
  }
}

/** GitLab's refusal; status null for no answer at all. */
export function refusal(status: number | null, detail = ''): () => Promise<never> {
  const retryable = status === null || status >= 500
  return () =>
    Promise.reject(new GitLabError(`GitLab answers ${status}`, {status, retryable, detail, hint: 'Do this'}))
}
