/**
 * What of GitLab's webhook bodies is read. Source: GitLab docs, user/project/integrations/webhook_events; the builders in
 * lib/gitlab/hook_data. Keys are missing rather than empty, and differ between releases: only what an event cannot do
 * without is required.
 */
import {z} from 'zod'

const id = z.int().positive()

const user = z.object({id, username: z.string()})

const project = z.object({id, path_with_namespace: z.string()})

const commit = z.object({id: z.string()})

const reviewers = z.array(z.object({id, re_requested: z.boolean().nullish()})).nullish()

/** Both spellings: `work_in_progress` is the older name. */
const draft = {draft: z.boolean().nullish(), work_in_progress: z.boolean().nullish()}

/** The attributes that both hooks have. `last_commit` is null before the first commit. */
const mergeRequest = z.object({
  iid: id,
  target_project_id: id.nullish(),
  state: z.string().nullish(),
  source_branch: z.string(),
  target_branch: z.string(),
  last_commit: commit.nullish(),
  ...draft
})

export const anyHook = z.object({object_kind: z.string()})

/** About groups, members and projects, from group and system hooks: named by `event_name` alone. */
export const administrativeHook = z.object({object_kind: z.undefined().optional(), event_name: z.string()})

export const mergeRequestHook = z.object({
  user: user.nullish(),
  project,
  object_attributes: mergeRequest.extend({action: z.string().nullish(), oldrev: z.string().nullish()}),
  changes: z
    .object({
      draft: z.object({previous: z.unknown(), current: z.unknown()}).nullish(),
      work_in_progress: z.object({previous: z.unknown(), current: z.unknown()}).nullish(),
      target_branch: z.object({previous: z.unknown(), current: z.unknown()}).nullish(),
      reviewers: z.object({previous: reviewers, current: reviewers}).nullish()
    })
    .nullish()
})

/** Checked as one, since a list of zod's would tell of each of a million things that are no text. */
const paths = z
  .custom<readonly string[]>(
    (value) => Array.isArray(value) && value.every((path) => typeof path === 'string')
  )
  .nullish()

/** GitLab sends 20; beyond this they are not looked at one by one. */
const MOST_COMMITS = 1000
const commits = z
  .custom<readonly unknown[]>((value) => Array.isArray(value) && value.length <= MOST_COMMITS)
  .pipe(z.array(z.object({added: paths, modified: paths, removed: paths})))

/** Of either hash. */
const commitId = z.string().regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/)

export const pushHook = z.object({
  user_id: id.nullish(),
  user_username: z.string().nullish(),
  project,
  /** `refs/heads/main`; git allows no control characters in it, and the queue's database could not store some. */
  ref: z.string().regex(/^[^\p{Cc}\p{Cs}]*$/u),
  /** Forty zeros for a branch that was not there before, and for one that is no more. */
  before: commitId,
  after: commitId,
  /** At most the 20 newest; merged ones are among them. */
  commits: commits.nullish(),
  total_commits_count: z.int().nullish()
})

export const noteHook = z.object({
  user: user.nullish(),
  project,
  object_attributes: z.object({
    id,
    note: z.string(),
    noteable_type: z.string().nullish(),
    action: z.string().nullish(),
    discussion_id: z.string().nullish(),
    system: z.boolean().nullish(),
    internal: z.boolean().nullish()
  }),
  /** `confidential_note` for an internal one. */
  event_type: z.string().nullish(),
  merge_request: mergeRequest.nullish()
})
