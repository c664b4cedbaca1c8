/**
 * GitLab's webhook bodies as events. Source: GitLab docs, user/project/integrations/webhook_events.
 */
import type {z} from 'zod'
import {LadderlintError} from '../config/ladderlint-error.ts'
import type {MergeRequestRef} from '../reviewer/forge.ts'
import {administrativeHook, anyHook, mergeRequestHook, noteHook, pushHook} from './event-schemas.ts'

interface EventProject {
  /** Of the target project; stays when the project is renamed. */
  readonly id: number
  /** `group/sub/name`. */
  readonly path: string
}

interface Actor {
  readonly id: number
  readonly username: string
}

export interface MergeRequestEvent {
  readonly kind: 'merge_request'
  /**
   * `open`, `update`, `close`, `reopen`, `merge`, `approval`, `unapproval`, `approved`, `unapproved`; an open set. '' when
   * GitLab names no action.
   */
  readonly action: string
  readonly ref: MergeRequestRef
  readonly project: EventProject
  /** Who did it; null when GitLab does not say. */
  readonly actor: Actor | null
  /** `opened`, `closed`, `merged` or `locked`. */
  readonly state: string
  readonly draft: boolean
  readonly sourceBranch: string
  readonly targetBranch: string
  /** Head commit when the body was made, perhaps newer than the push; null before the first commit. */
  readonly head: string | null
  /** Head before a push; null when this is no push. */
  readonly previousHead: string | null
  readonly changes: {
    readonly draft: boolean
    readonly targetBranch: boolean
    /** Ids of the users whose review this event asks for, for the first time or again. */
    readonly requestedReviewers: readonly number[]
  }
}

/** A comment on a merge request was written or edited. */
interface NoteEvent {
  readonly kind: 'note'
  /** `create` or `update`. */
  readonly action: string
  readonly ref: MergeRequestRef
  readonly project: EventProject
  readonly actor: Actor | null
  readonly note: number
  /** Markdown as it was written. */
  readonly body: string
  /** Null on GitLab releases that do not say. */
  readonly discussion: string | null
  readonly system: boolean
  /** Seen by members only. */
  readonly internal: boolean
}

/** A branch was pushed to, made or deleted. */
export interface PushEvent {
  readonly kind: 'push'
  readonly project: EventProject
  readonly actor: Actor | null
  readonly branch: string
  /** Its head before; null when there was no such branch. */
  readonly before: string | null
  /** Its head now; null when it is gone. */
  readonly after: string | null
  /** Files that the commits added, changed or removed; null when GitLab does not name all of them. */
  readonly paths: readonly string[] | null
}

/** Well formed, and none of our business. */
interface IgnoredEvent {
  readonly kind: 'ignored'
  readonly reason: string
}

export type GitLabEvent = MergeRequestEvent | NoteEvent | PushEvent | IgnoredEvent

/** A body that no GitLab sends, unless a custom webhook template replaced it. */
export class MalformedEvent extends LadderlintError {
  override name = 'MalformedEvent'

  constructor(reason: string) {
    super(`The delivery is not an event of GitLab: ${reason}`, {
      hint: 'Leave the custom webhook template of the hook empty'
    })
  }
}

/** HTTP headers as Node gives them: names in lower case. */
export type DeliveredHeaders = Readonly<Record<string, string | readonly string[] | undefined>>

/**
 * Reads one delivery.
 * @param body The bytes of the body, JSON in UTF-8.
 * @throws MalformedEvent when the body is not an event.
 */
export function parseEvent(headers: DeliveredHeaders, body: Uint8Array): GitLabEvent {
  const json = parseJson(body)
  const header = headers['x-gitlab-event']
  const administrative = administrativeHook.safeParse(json).data
  if (administrative) return ignored(header, administrative.event_name)
  // A system hook says "System Hook" in its header, so the body decides.
  const {object_kind: kind} = check(anyHook, json)
  if (kind === 'merge_request') return mergeRequestEvent(check(mergeRequestHook, json))
  if (kind === 'note') return noteEvent(check(noteHook, json))
  if (kind === 'push') return pushEvent(check(pushHook, json))
  return ignored(header, kind)
}

function ignored(header: DeliveredHeaders[string], kind: string): IgnoredEvent {
  return {kind: 'ignored', reason: `not about a merge request: ${typeof header === 'string' ? header : kind}`}
}

/**
 * Whether a review would now see something that it did not see before: commits, another target branch, the end of the
 * draft state, or a request for this user's review. Labels, approvals, edited texts and reviews of others do not count.
 * @param bot User id of the reviewer; without it, requests for a review do not count.
 */
export function callsForReview(event: MergeRequestEvent, bot?: number): boolean {
  if (event.state !== 'opened') return false
  if (event.action === 'open' || event.action === 'reopen') return true
  if (event.action !== 'update') return false
  const {draft, targetBranch, requestedReviewers} = event.changes
  const asked = bot !== undefined && requestedReviewers.includes(bot) && event.actor?.id !== bot
  return event.previousHead !== null || draft || targetBranch || asked
}

function mergeRequestEvent({
  user,
  project,
  object_attributes,
  changes
}: z.infer<typeof mergeRequestHook>): MergeRequestEvent {
  const attributes = object_attributes
  return {
    kind: 'merge_request',
    action: attributes.action ?? '',
    ref: {project: attributes.target_project_id ?? project.id, iid: attributes.iid},
    project: {id: project.id, path: project.path_with_namespace},
    actor: user ?? null,
    state: attributes.state ?? 'opened',
    draft: attributes.draft ?? attributes.work_in_progress ?? false,
    sourceBranch: attributes.source_branch,
    targetBranch: attributes.target_branch,
    head: attributes.last_commit?.id ?? null,
    previousHead: attributes.oldrev ?? null,
    changes: {
      draft: Boolean(changes?.draft ?? changes?.work_in_progress),
      targetBranch: Boolean(changes?.target_branch),
      requestedReviewers: requestedReviewers(changes?.reviewers)
    }
  }
}

type ReviewerChange = NonNullable<z.infer<typeof mergeRequestHook>['changes']>['reviewers']

/** `re_requested` is true among the current ones only (18.5); before that, a new name is all there is to see. */
function requestedReviewers(change: ReviewerChange): number[] {
  const before = new Set(change?.previous?.map(({id}) => id))
  return (change?.current ?? [])
    .filter(({id, re_requested}) => re_requested === true || !before.has(id))
    .map(({id}) => id)
}

function noteEvent({
  user,
  project,
  event_type,
  object_attributes,
  merge_request
}: z.infer<typeof noteHook>): NoteEvent | IgnoredEvent {
  if (!merge_request) {
    return {kind: 'ignored', reason: `a comment on ${object_attributes.noteable_type ?? 'something else'}`}
  }
  return {
    kind: 'note',
    action: object_attributes.action ?? 'create', // releases before 16.11 sent nothing but new notes
    ref: {project: merge_request.target_project_id ?? project.id, iid: merge_request.iid},
    project: {id: project.id, path: project.path_with_namespace},
    actor: user ?? null,
    note: object_attributes.id,
    body: object_attributes.note,
    discussion: object_attributes.discussion_id ?? null,
    system: object_attributes.system ?? false,
    internal: object_attributes.internal ?? event_type === 'confidential_note'
  }
}

/** git's name for "no commit", in repositories of either hash. */
const NO_COMMIT = /^0+$/

function pushEvent({
  user_id,
  user_username,
  project,
  ref,
  before,
  after,
  commits,
  total_commits_count
}: z.infer<typeof pushHook>): PushEvent | IgnoredEvent {
  const branch = /^refs\/heads\/(.+)$/s.exec(ref)?.[1]
  if (branch === undefined) return {kind: 'ignored', reason: 'a push to something else than a branch'}
  const listed = commits ?? []
  const isWhole = total_commits_count === listed.length && commits != null
  const paths = listed.flatMap(({added, modified, removed}) => [
    ...(added ?? []),
    ...(modified ?? []),
    ...(removed ?? [])
  ])
  return {
    kind: 'push',
    project: {id: project.id, path: project.path_with_namespace},
    actor: user_id == null ? null : {id: user_id, username: user_username ?? ''},
    branch,
    before: NO_COMMIT.test(before) ? null : before,
    after: NO_COMMIT.test(after) ? null : after,
    paths: isWhole ? [...new Set(paths)] : null
  }
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', {fatal: true}).decode(body))
  } catch {
    throw new MalformedEvent('the body is not JSON')
  }
}

function check<Schema extends z.ZodType>(schema: Schema, json: unknown): z.infer<Schema> {
  const result = schema.safeParse(json)
  if (result.success) return result.data
  const where = result.error.issues[0]?.path.join('.')
  throw new MalformedEvent(
    where ? `"${where}" is missing or of the wrong kind` : 'the body is no JSON object'
  )
}
