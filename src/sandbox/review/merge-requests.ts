/**
 * The life of a merge request: opened, pushed to, edited, closed, merged; its versions and where its threads go.
 * Source: app/services/merge_requests/{create,refresh,update,merge}_service.rb.
 */
import {fireMergeRequestHook, type MergeRequestAction} from '../hooks/merge-request-hook.ts'
import {isDraft} from '../hooks/payload-parts.ts'
import {firePushHook} from '../hooks/push-hook.ts'
import {Refusal} from '../refusal.ts'
import {
  type Actor,
  currentVersion,
  type MergeRequest,
  type Project,
  type State,
  takeId,
  type Version
} from '../state.ts'
import {refsOf, sameRefs} from './discussion.ts'
import {addSystemNote, notify} from './history.ts'
import {setResolved} from './resolve-threads.ts'
import {tracePosition} from './trace-position.ts'

export interface NewMergeRequest {
  readonly title: string
  readonly description?: string
  readonly sourceBranch: string
  readonly targetBranch?: string
  /** Where the source branch is; the project itself when left out. */
  readonly sourceProject?: Project
  readonly labels?: readonly string[]
  readonly reviewers?: readonly number[]
  /** How many reads find the diff not ready yet. */
  readonly preparing?: number
}

export async function openMergeRequest(
  state: State,
  project: Project,
  actor: Actor,
  request: NewMergeRequest
): Promise<MergeRequest> {
  const now = state.now()
  const iid = Math.max(0, ...project.mergeRequests.keys()) + 1
  const mergeRequest: MergeRequest = {
    id: takeId(state),
    iid,
    project,
    sourceProject: request.sourceProject ?? project,
    authorId: actor.user.id,
    sourceBranch: request.sourceBranch,
    targetBranch: request.targetBranch ?? project.defaultBranch,
    title: request.title,
    description: request.description ?? '',
    state: 'opened',
    discussionLocked: false,
    labels: [],
    reviewers: (request.reviewers ?? []).map((userId) => ({userId, state: 'unreviewed', createdAt: now})),
    versions: [],
    discussions: [],
    draftNotes: [],
    createdAt: now,
    updatedAt: now,
    preparedAt: now,
    mergeCommit: null,
    preparing: request.preparing ?? 0
  }
  setLabels(state, mergeRequest, request.labels ?? [])
  await addVersion(state, mergeRequest)
  project.mergeRequests.set(iid, mergeRequest)
  notify(state, mergeRequest, actor.user, 'merge-request')
  state.revision += 1
  fireMergeRequestHook(state, mergeRequest, actor, 'open', {})
  return mergeRequest
}

/** Brings every merge request of a branch up to date after a push; `forced` when the old head was left behind. */
export async function refreshAfterPush(
  state: State,
  project: Project,
  actor: Actor,
  push: {
    readonly branch: string
    readonly before: string | undefined
    readonly after: string
    readonly forced: boolean
  }
): Promise<void> {
  for (const target of state.projects.values()) {
    for (const mergeRequest of target.mergeRequests.values()) {
      if (mergeRequest.state !== 'opened') continue
      const isSource = mergeRequest.sourceProject === project && mergeRequest.sourceBranch === push.branch
      const isTarget = target === project && mergeRequest.targetBranch === push.branch
      if (isSource) await refreshSource(state, mergeRequest, actor, push.before)
      else if (isTarget && (push.forced || (await targetHasCommits(mergeRequest, push.after)))) {
        await refreshVersion(state, mergeRequest, actor)
      }
    }
  }
}

function setLabels(state: State, mergeRequest: MergeRequest, titles: readonly string[]): void {
  const {labels} = mergeRequest.project
  mergeRequest.labels = [...new Set(titles)].sort()
  for (const title of mergeRequest.labels) {
    // An unknown label is created, in GitLab's default colour.
    if (!labels.has(title)) labels.set(title, {id: takeId(state), title, color: '#6699cc'})
  }
}

export interface MergeRequestEdit {
  readonly title?: string | undefined
  readonly description?: string | undefined
  readonly targetBranch?: string | undefined
  readonly discussionLocked?: boolean | undefined
  readonly labels?: readonly string[] | undefined
  readonly reviewers?: readonly number[] | undefined
}

/** Edits fields and sends one `update` naming what changed; nothing when all stayed as it was. */
export async function editMergeRequest(
  state: State,
  mergeRequest: MergeRequest,
  actor: Actor,
  edit: MergeRequestEdit
): Promise<void> {
  const before = fieldsOf(mergeRequest)
  if (edit.title !== undefined) mergeRequest.title = edit.title
  if (edit.description !== undefined) mergeRequest.description = edit.description
  if (edit.discussionLocked !== undefined) mergeRequest.discussionLocked = edit.discussionLocked
  if (edit.labels) setLabels(state, mergeRequest, edit.labels)
  if (edit.reviewers) setReviewers(state, mergeRequest, edit.reviewers)
  if (edit.targetBranch !== undefined && edit.targetBranch !== mergeRequest.targetBranch) {
    mergeRequest.targetBranch = edit.targetBranch
    await refreshVersion(state, mergeRequest, actor)
  }
  const after = fieldsOf(mergeRequest)
  const changed = Object.entries(after).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(before[key])
  )
  if (changed.length === 0) return
  const changes = Object.fromEntries(changed.map(([key, current]) => [key, {previous: before[key], current}]))
  touch(state, mergeRequest)
  fireMergeRequestHook(state, mergeRequest, actor, 'update', {changes})
}

/** @throws Refusal 405 or 406 when GitLab would not do it in this state. */
export async function changeState(
  state: State,
  mergeRequest: MergeRequest,
  actor: Actor,
  action: Extract<MergeRequestAction, 'close' | 'reopen' | 'merge'>
): Promise<void> {
  const from = action === 'reopen' ? 'closed' : 'opened'
  if (mergeRequest.state !== from) throw new Refusal(405, {message: '405 Method Not Allowed'})
  if (action === 'merge') await merge(state, mergeRequest, actor)
  mergeRequest.state = ({close: 'closed', reopen: 'opened', merge: 'merged'} as const)[action]
  touch(state, mergeRequest)
  addSystemNote(
    state,
    mergeRequest,
    actor.user,
    {close: 'closed', reopen: 'reopened', merge: 'merged'}[action]
  )
  fireMergeRequestHook(state, mergeRequest, actor, action, {})
}

async function merge(state: State, mergeRequest: MergeRequest, actor: Actor): Promise<void> {
  const {project, targetBranch: branch} = mergeRequest
  const {repository} = project
  const {head} = currentVersion(mergeRequest)
  const target = await repository.branch(branch)
  const tree = target && (await repository.mergedTree(target, head))
  if (!target || !tree) throw new Refusal(406, {message: 'Branch cannot be merged'})
  const message = `Merge branch '${mergeRequest.sourceBranch}' into '${branch}'\n`
  mergeRequest.mergeCommit = await repository.commitTree(tree, [target, head], message)
  await repository.setRef(`refs/heads/${branch}`, mergeRequest.mergeCommit)
  firePushHook(state, project, actor, {branch, before: target, after: mergeRequest.mergeCommit})
}

async function refreshSource(
  state: State,
  mergeRequest: MergeRequest,
  actor: Actor,
  before: string | undefined
): Promise<void> {
  const previous = currentVersion(mergeRequest)
  await refreshVersion(state, mergeRequest, actor)
  const {head} = currentVersion(mergeRequest)
  if (head === previous.head) return
  const commits = await mergeRequest.project.repository.log(head, {from: previous.head})
  const list = commits.map((commit) => `<li>${commit.id.slice(0, 8)} - ${commit.message.split('\n')[0]}</li>`)
  const count = `added ${commits.length} commit${commits.length === 1 ? '' : 's'}`
  addSystemNote(state, mergeRequest, actor.user, `${count}\n\n<ul>${list.join('')}</ul>`)
  notify(state, mergeRequest, actor.user, 'push')
  // A branch that had been deleted comes back without `oldrev`.
  fireMergeRequestHook(state, mergeRequest, actor, 'update', before ? {oldrev: before} : {})
}

/** Makes a new version if the diff's commits moved, and takes the threads along. */
async function refreshVersion(state: State, mergeRequest: MergeRequest, actor: Actor): Promise<void> {
  const previous = currentVersion(mergeRequest)
  const version = await addVersion(state, mergeRequest)
  if (!version) return
  touch(state, mergeRequest)
  for (const discussion of [...mergeRequest.discussions]) {
    const position = discussion.notes[0]?.position
    // A thread that was outdated before stays at the last place it could be followed to.
    if (!position || !sameRefs(refsOf(position), previous)) continue
    const traced = await tracePosition(mergeRequest.project.repository, position, version)
    if (traced) {
      for (const note of discussion.notes) note.position = traced
      continue
    }
    const what = position.position_type === 'text' ? 'this line' : 'this file'
    const number = mergeRequest.versions.length
    addSystemNote(
      state,
      mergeRequest,
      actor.user,
      `changed ${what} in version ${number} of the diff`,
      discussion
    )
    if (mergeRequest.project.resolveOutdated)
      setResolved(state, mergeRequest, actor, discussion.notes, true, true)
  }
}

async function addVersion(state: State, mergeRequest: MergeRequest): Promise<Version | undefined> {
  const {project, sourceProject, sourceBranch, targetBranch, iid} = mergeRequest
  const {repository} = project
  const ref = `refs/merge-requests/${iid}/head`
  if (sourceProject && sourceProject !== project) {
    await repository.fetch(sourceProject.repository, sourceBranch, ref)
  }
  const head = await (sourceProject === project ? repository.branch(sourceBranch) : repository.resolve(ref))
  const start = await repository.branch(targetBranch)
  if (!head) throw new Refusal(400, {message: [`Source branch "${sourceBranch}" does not exist`]})
  if (!start) throw new Refusal(400, {message: [`Target branch "${targetBranch}" does not exist`]})
  await repository.setRef(ref, head)
  const base = (await repository.mergeBase(start, head)) ?? start
  const latest = mergeRequest.versions.at(-1)
  const refs = {base, start, head}
  if (latest && sameRefs(latest, refs)) return undefined
  const version: Version = {id: takeId(state), ...refs, createdAt: state.now()}
  mergeRequest.versions.push(version)
  return version
}

async function targetHasCommits(mergeRequest: MergeRequest, target: string): Promise<boolean> {
  const {head, base} = currentVersion(mergeRequest)
  const {repository} = mergeRequest.project
  const own = await repository.log(head, {from: base})
  for (const commit of own) if (await repository.isAncestor(commit.id, target)) return true
  return false
}

function setReviewers(state: State, {reviewers}: MergeRequest, ids: readonly number[]): void {
  const kept = reviewers.filter((reviewer) => ids.includes(reviewer.userId))
  const known = new Set(kept.map((reviewer) => reviewer.userId))
  const added = ids.filter((id) => state.users.has(id) && !known.has(id))
  reviewers.splice(
    0,
    reviewers.length,
    ...kept,
    ...added.map((userId) => ({userId, state: 'unreviewed' as const, createdAt: state.now()}))
  )
}

function fieldsOf(mergeRequest: MergeRequest): Record<string, unknown> {
  return {
    title: mergeRequest.title,
    description: mergeRequest.description,
    draft: isDraft(mergeRequest),
    target_branch: mergeRequest.targetBranch,
    discussion_locked: mergeRequest.discussionLocked,
    labels: mergeRequest.labels.map((title) => ({title})),
    reviewers: mergeRequest.reviewers.map(({userId}) => ({id: userId, re_requested: false}))
  }
}

function touch(state: State, mergeRequest: MergeRequest): void {
  mergeRequest.updatedAt = state.now()
  state.revision += 1
}
