/**
 * What a service that has been at work for some weeks shows on its dashboard.
 */
import type {RecordedReview} from '../../../src/journal/reviews.ts'
import type {QueuedJob} from '../../../src/queue/queue.ts'
import type {HttpOptions} from '../../../src/server/http.ts'
import {emptyJournal} from '../empty-journal.ts'
import {recordedQueue} from '../recorded-queue.ts'

const NOW = Date.UTC(2026, 10, 21, 12)
const MINUTE = 60_000
const PROJECT = 'https://gitlab.example.com/people/handbook/-/merge_requests'

export type SampleSources = Omit<
  HttpOptions,
  'app' | 'log' | 'metrics' | 'credentials' | 'projects' | 'dashboardToken' | 'folderToken'
>

function review(iid: number, title: string, fields: Partial<RecordedReview>): RecordedReview {
  return {
    at: NOW - iid * MINUTE,
    ref: {project: 7, iid},
    project: 'people/handbook',
    title,
    url: `${PROJECT}/${iid}`,
    head: '4f1c9a7d'.padEnd(40, '0'),
    outcome: 'success',
    reason: 'Nothing to do',
    findings: {error: 0, warning: 0, info: 0},
    reads: 6,
    writes: 4,
    ms: 412,
    ...fields
  }
}

const REVIEWS = [
  review(2, 'Add the Staff Data Engineer', {
    outcome: 'failed',
    reason: '2 errors to fix; 1 warning',
    findings: {error: 2, warning: 1, info: 3}
  }),
  review(9, 'Correct the grade of the Senior Support Engineer', {}),
  review(31, 'Draft: Rework the Field Platform ladder, and say in each level who its manager is', {
    reason: 'Nothing must be fixed; 4 hints',
    findings: {error: 0, warning: 0, info: 4},
    ms: 1830
  }),
  review(47, 'Move the migration pages below delivery', {
    outcome: 'could-not-review',
    reason: 'GitLab at https://gitlab.example.com does not answer: ECONNREFUSED',
    head: null,
    ms: 30_020
  }),
  review(190, 'Import job families from the old site', {
    outcome: 'given-up',
    reason: 'the pages of this merge request could not be checked: a page took more than 10 s',
    ms: 62_000
  })
]

const job = (id: string, iid: number, fields: Partial<QueuedJob>): QueuedJob => ({
  id,
  job: {kind: 'review', ref: {project: 7, iid}, delivery: null},
  state: 'waiting',
  attempt: 1,
  since: NOW - 20_000,
  notBefore: null,
  reason: null,
  ...fields
})

const JOBS: readonly QueuedJob[] = [
  job('5f0c7c1e-0b0f-4c7d-9a3b-111111111111', 2, {state: 'running', since: NOW - 1200}),
  job('5f0c7c1e-0b0f-4c7d-9a3b-222222222222', 51, {}),
  job('5f0c7c1e-0b0f-4c7d-9a3b-333333333333', 47, {
    attempt: 3,
    notBefore: NOW + 64_000,
    reason: 'GitLab at https://gitlab.example.com does not answer: ECONNREFUSED'
  }),
  {
    ...job('5f0c7c1e-0b0f-4c7d-9a3b-444444444444', 0, {}),
    job: {kind: 'ripple', project: 7, branch: 'main', before: 'a', after: 'b', delivery: null}
  },
  job('5f0c7c1e-0b0f-4c7d-9a3b-555555555555', 190, {
    state: 'dead',
    attempt: 1,
    since: NOW - 190 * MINUTE,
    reason: 'the pages of this merge request could not be checked: a page took more than 10 s'
  })
]

const rule = (name: string, byChange: number, byPerson: number, byIgnore: number, open: number) => ({
  rule: name,
  opened: byChange + byPerson + byIgnore + open,
  ...{byChange, byPerson, byIgnore, open}
})

const RULES = [
  rule('grade-consistent', 21, 0, 0, 1),
  rule('ladder-target', 44, 2, 0, 3),
  rule('level-order', 9, 2, 1, 0),
  rule('vacancy-language', 3, 6, 4, 2),
  rule('years-of-experience', 5, 3, 1, 0),
  rule('page-path', 0, 0, 0, 1)
]

export function sampleSources(fields: Partial<SampleSources> = {}): SampleSources {
  return {
    version: '0.1.0',
    startedAt: NOW - 3 * 86_400_000,
    now: () => NOW,
    health: async () => ({database: null, gitlab: null}),
    journal: {
      ...emptyJournal,
      recent: async () => REVIEWS,
      lastDay: async () => ({success: 41, failed: 12, skipped: 8, 'could-not-review': 1, 'given-up': 1}),
      rules: async () => RULES
    },
    queue: {
      ...recordedQueue(),
      depth: async () => ({waiting: 3, running: 1, dead: 1, oldestSeconds: 20}),
      list: async () => JOBS
    },
    gitlabUrl: 'https://gitlab.example.com',
    webhookUrl: 'https://ladderlint.example.com/webhooks/gitlab',
    ...fields
  }
}

/** Of a service that has just been installed. */
export function freshSources(fields: Partial<SampleSources> = {}): SampleSources {
  return sampleSources({startedAt: NOW - 50_000, journal: emptyJournal, queue: recordedQueue(), ...fields})
}
