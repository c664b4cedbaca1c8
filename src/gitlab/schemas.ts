/**
 * What of GitLab's answers is read. Fields that some release, tier or state leaves out are optional: only what cannot be
 * done without is required, and whatever else GitLab sends is ignored. Source: GitLab docs, api/*; lib/api/entities.
 */
import {z} from 'zod'

const id = z.int()

export const userSchema = z.object({id, username: z.string()})

/** Of GET /users/:id: whether it is a token's user, a service account or one of GitLab's own. */
export const userKindSchema = z.object({id, bot: z.boolean().nullish()})

/** GitLab's number of the role: 30 is Developer. */
export const memberSchema = z.object({id, access_level: z.int()})

export const tokenSchema = z.object({
  scopes: z.array(z.string()),
  expires_at: z.string().nullish(),
  /** Since 19.2. */
  granular_scopes: z.array(z.unknown()).nullish()
})

/** Fields that came with a release are missing before it. */
export const hookSchema = z.object({
  id,
  url: z.string(),
  merge_requests_events: z.boolean().nullish(),
  note_events: z.boolean().nullish(),
  push_events: z.boolean().nullish(),
  enable_ssl_verification: z.boolean().nullish(),
  alert_status: z.string().nullish(),
  token_present: z.boolean().nullish(),
  signing_token_present: z.boolean().nullish(),
  custom_webhook_template: z.string().nullish()
})

/** `response_status`: of HTTP, as text; "internal error" when no answer came. Source: GitLab docs, api/project_webhooks. */
export const hookEventSchema = z.object({response_status: z.string().nullish()})

export const versionSchema = z.object({version: z.string()})

export const reviewerSchema = z.object({user: z.object({id}), state: z.string()})

const access = z.object({access_level: z.int()}).nullish()

export const projectSchema = z.object({
  id,
  path_with_namespace: z.string(),
  /** Null where the repository is empty. */
  default_branch: z.string().nullish(),
  archived: z.boolean().nullish(),
  /** What the token's user is by the project and by its group; roles that come by other ways are not in it. */
  permissions: z.object({project_access: access, group_access: access}).nullish()
})

/** Of a list: a single merge request has more. */
export const listedMergeRequestSchema = z.object({
  iid: id,
  sha: z.string().nullish(),
  source_project_id: id.nullish(),
  target_branch: z.string(),
  updated_at: z.string()
})

/** Null while GitLab computes the diff, and each of the three may be. */
const diffRefs = z
  .object({base_sha: z.string().nullish(), start_sha: z.string().nullish(), head_sha: z.string().nullish()})
  .nullish()

const pipeline = z.object({
  id,
  sha: z.string(),
  project_id: id.nullish(),
  ref: z.string().nullish(),
  source: z.string().nullish()
})

export const mergeRequestSchema = z.object({
  iid: id,
  title: z.string(),
  state: z.enum(['opened', 'closed', 'merged', 'locked']),
  draft: z.boolean().nullish(),
  work_in_progress: z.boolean().nullish(),
  source_branch: z.string(),
  target_branch: z.string(),
  source_project_id: id.nullish(),
  author: z.object({username: z.string()}).nullish(),
  labels: z.array(z.string()).nullish(),
  reviewers: z.array(z.object({id})).nullish(),
  web_url: z.string(),
  references: z.object({full: z.string().nullish()}).nullish(),
  sha: z.string().nullish(),
  diff_refs: diffRefs,
  /** A string; "1000+" when GitLab stopped counting. */
  changes_count: z.string().nullish(),
  prepared_at: z.string().nullish(),
  /** Commits of the target branch that the source branch lacks; only where it was asked for. */
  diverged_commits_count: z.int().nullish(),
  head_pipeline: pipeline.nullish()
})

export const diffSchema = z.object({
  old_path: z.string(),
  new_path: z.string(),
  a_mode: z.string().nullish(),
  b_mode: z.string().nullish(),
  diff: z.string().nullish(),
  new_file: z.boolean().nullish(),
  renamed_file: z.boolean().nullish(),
  deleted_file: z.boolean().nullish(),
  collapsed: z.boolean().nullish(),
  too_large: z.boolean().nullish()
})

const author = z.object({id, username: z.string().nullish()}).nullish()

export const noteSchema = z.object({
  id,
  body: z.string(),
  author,
  created_at: z.string().nullish(),
  system: z.boolean().nullish(),
  /** Since 15.x; `confidential` is the older name of the same. */
  internal: z.boolean().nullish(),
  confidential: z.boolean().nullish(),
  resolvable: z.boolean().nullish(),
  resolved: z.boolean().nullish(),
  resolved_by: author,
  resolved_at: z.string().nullish()
})

export const discussionSchema = z.object({
  id: z.string(),
  individual_note: z.boolean().nullish(),
  notes: z.array(noteSchema)
})

export const createdNoteSchema = z.object({id})

export const draftNoteSchema = z.object({id, note: z.string(), line_code: z.string().nullish()})

export const statusSchema = z.object({
  id,
  name: z.string(),
  status: z.string(),
  description: z.string().nullish(),
  target_url: z.string().nullish(),
  /** Since 16.4. */
  pipeline_id: id.nullish(),
  created_at: z.string().nullish(),
  finished_at: z.string().nullish()
})

export const branchSchema = z.object({
  commit: z.object({id: z.string(), committed_date: z.string().nullish()})
})

/** One place that a search found; `data` is the lines around it. */
export const foundBlobSchema = z.object({path: z.string(), data: z.string()})

export const treeEntrySchema = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  mode: z.string()
})
