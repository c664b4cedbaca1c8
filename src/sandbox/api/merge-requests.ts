/**
 * /projects/:id/merge_requests: reading, editing fields, versions, diffs (doc/api/merge_requests.md).
 */
import {z} from 'zod'
import {forbidden, invalidParameters, notFound, Refusal} from '../refusal.ts'
import {changeState, editMergeRequest, openMergeRequest} from '../review/merge-requests.ts'
import {currentVersion, findUser, isAtLeast, type MergeRequest, ROLES, roleOf} from '../state.ts'
import {
  actorOf,
  boolean,
  type Call,
  integer,
  list,
  mergeRequestOf,
  parametersOf,
  projectOf,
  type Register,
  repositoryOf,
  requireRole
} from './call.ts'
import {paginate} from './pagination.ts'
import {presentCommit, presentUser} from './present.ts'
import {
  type DiffOptions,
  MAX_FILES,
  presentDiffs,
  presentMergeRequest,
  presentVersion,
  presentWholeMergeRequest
} from './present-merge-request.ts'

const BASE = '/projects/:id/merge_requests'
/** Page size of /diffs at most, whatever is asked for. */
const DIFFS_CAP = 30

const listSchema = z.object({
  state: z.enum(['opened', 'closed', 'merged', 'locked', 'all']).default('all'),
  source_branch: z.string().optional(),
  target_branch: z.string().optional(),
  updated_after: z.iso.datetime({offset: true}).optional(),
  updated_before: z.iso.datetime({offset: true}).optional(),
  iids: z.array(integer).optional(),
  order_by: z.enum(['created_at', 'updated_at', 'title']).default('created_at'),
  sort: z.enum(['asc', 'desc']).default('desc')
})

const ids = z.union([z.array(integer), z.literal('').transform(() => []), integer.transform((id) => [id])])
const editSchema = z.object({
  title: z.string().optional(),
  description: z.string().max(1_048_576).optional(),
  target_branch: z.string().optional(),
  discussion_locked: boolean.optional(),
  labels: list.optional(),
  add_labels: list.optional(),
  remove_labels: list.optional(),
  reviewer_ids: ids.optional(),
  assignee_ids: ids.optional(),
  state_event: z.enum(['close', 'reopen']).optional()
})

const showSchema = z.object({include_diverged_commits_count: boolean.default(false)})

const createSchema = z.object({
  title: z.string().min(1),
  source_branch: z.string(),
  target_branch: z.string(),
  description: z.string().optional(),
  labels: list.optional()
})

export function registerMergeRequests(register: Register): void {
  register(
    'get',
    BASE,
    (call) => {
      const project = repositoryOf(call)
      const filter = parametersOf(listSchema, call)
      const found = [...project.mergeRequests.values()]
        .filter((one) => matches(one, filter))
        .sort(byOrder(filter))
      call.response.json(paginate(call, found).map((one) => presentMergeRequest(call.state, one)))
    },
    {anonymous: true, jobToken: true}
  )

  register('post', BASE, async (call) => {
    const project = projectOf(call)
    requireRole(project, call, 'developer')
    const given = parametersOf(createSchema, call)
    const mergeRequest = await openMergeRequest(call.state, project, actorOf(call), {
      title: given.title,
      description: given.description ?? '',
      sourceBranch: given.source_branch,
      targetBranch: given.target_branch,
      labels: given.labels ?? []
    })
    call.response.status(201).json(await presentWholeMergeRequest(call.state, mergeRequest))
  })

  register(
    'get',
    `${BASE}/:iid`,
    async (call) => {
      const mergeRequest = mergeRequestOf(call)
      const {include_diverged_commits_count: counts} = parametersOf(showSchema, call)
      const shown = await presentWholeMergeRequest(call.state, mergeRequest)
      const behind = counts ? {diverged_commits_count: await countBehind(mergeRequest)} : {}
      call.response.json({...shown, ...behind})
    },
    {anonymous: true, jobToken: true}
  )

  register('put', `${BASE}/:iid`, async (call) => {
    const mergeRequest = mergeRequestOf(call)
    const actor = actorOf(call)
    const allowed = roleOf(mergeRequest.project, actor.user) >= ROLES.developer
    if (!allowed && mergeRequest.authorId !== actor.user.id) throw forbidden()
    const given = parametersOf(editSchema, call)
    if (Object.keys(given).length === 0) throw invalidParameters(['at least one parameter must be provided'])
    await editMergeRequest(call.state, mergeRequest, actor, {
      title: given.title,
      description: given.description,
      targetBranch: given.target_branch,
      discussionLocked: given.discussion_locked,
      labels: labelsAfter(mergeRequest, given),
      reviewers: given.reviewer_ids?.filter((id) => id !== 0)
    })
    if (given.state_event) await changeState(call.state, mergeRequest, actor, given.state_event)
    call.response.json(await presentWholeMergeRequest(call.state, mergeRequest))
  })

  register('put', `${BASE}/:iid/merge`, async (call) => {
    const mergeRequest = mergeRequestOf(call)
    requireRole(mergeRequest.project, call, 'developer')
    await changeState(call.state, mergeRequest, actorOf(call), 'merge')
    call.response.json(await presentWholeMergeRequest(call.state, mergeRequest))
  })

  registerParts(register)
  registerDiffs(register)
}

function registerParts(register: Register): void {
  register('get', `${BASE}/:iid/reviewers`, (call) => {
    const {reviewers} = mergeRequestOf(call)
    call.response.json(
      reviewers.map(({userId, state, createdAt}) => ({
        user: presentUser(call.state, findUser(call.state, userId)),
        state,
        created_at: createdAt.toISOString()
      }))
    )
  })

  register('get', `${BASE}/:iid/participants`, (call) => {
    const {authorId, discussions} = mergeRequestOf(call)
    const authors = new Set([
      authorId,
      ...discussions.flatMap(({notes}) => notes.map((note) => note.authorId))
    ])
    call.response.json(
      paginate(call, [...authors]).map((id) => presentUser(call.state, findUser(call.state, id)))
    )
  })

  register(
    'get',
    `${BASE}/:iid/commits`,
    async (call) => {
      const mergeRequest = mergeRequestOf(call)
      const {head, base} = currentVersion(mergeRequest)
      const commits = await mergeRequest.project.repository.log(head, {from: base})
      call.response.json(
        paginate(call, commits).map((one) => presentCommit(call.state, mergeRequest.project, one))
      )
    },
    {anonymous: true}
  )
}

function registerDiffs(register: Register): void {
  register('get', `${BASE}/:iid/versions`, async (call) => {
    const mergeRequest = mergeRequestOf(call)
    const {repository} = mergeRequest.project
    const newestFirst = mergeRequest.preparing > 0 ? [] : mergeRequest.versions.toReversed()
    const shown = paginate(call, newestFirst).map(async (version) => {
      const files = await repository.diff(version.base, version.head)
      return presentVersion(mergeRequest, version, files.length)
    })
    call.response.json(await Promise.all(shown))
  })

  register('get', `${BASE}/:iid/versions/:version`, async (call) => {
    const mergeRequest = mergeRequestOf(call)
    const {repository} = mergeRequest.project
    const version = mergeRequest.versions.find(({id}) => id === Number(call.request.params.version))
    if (!version) throw notFound()
    const changes = await repository.diff(version.base, version.head)
    const commits = await repository.log(version.head, {from: version.base})
    call.response.json({
      ...presentVersion(mergeRequest, version, changes.length),
      commits: commits.map((commit) => presentCommit(call.state, mergeRequest.project, commit)),
      diffs: presentDiffs(changes, diffOptions(call)).diffs
    })
  })

  register(
    'get',
    `${BASE}/:iid/diffs`,
    async (call) => {
      const {diffs} = presentDiffs(await changesOf(mergeRequestOf(call)), diffOptions(call))
      call.response.json(paginate(call, diffs, DIFFS_CAP))
    },
    {anonymous: true}
  )

  register(
    'get',
    `${BASE}/:iid/changes`,
    async (call) => {
      const mergeRequest = mergeRequestOf(call)
      const {diffs, overflow} = presentDiffs(await changesOf(mergeRequest), diffOptions(call))
      const whole = await presentWholeMergeRequest(call.state, mergeRequest)
      call.response.json({...whole, changes: diffs, overflow: overflow || diffs.length > MAX_FILES})
    },
    {anonymous: true}
  )
}

/** Commits that the target branch has by now and the source branch has not; 0 where the fork was deleted. */
async function countBehind(mergeRequest: MergeRequest): Promise<number> {
  const {project, sourceProject, targetBranch} = mergeRequest
  const target = await project.repository.branch(targetBranch)
  if (!sourceProject || !target) return 0
  return (await project.repository.log(target, {from: currentVersion(mergeRequest).head})).length
}

async function changesOf(
  mergeRequest: MergeRequest
): ReturnType<MergeRequest['project']['repository']['diff']> {
  if (mergeRequest.preparing > 0) return []
  const {base, head} = currentVersion(mergeRequest)
  return mergeRequest.project.repository.diff(base, head)
}

const diffSchema = z.object({unidiff: boolean.default(false), access_raw_diffs: boolean.default(false)})

/** Collapsed files come with their text from 19 on, or when read past the database's limits. */
function diffOptions(call: Call): DiffOptions {
  const {unidiff, access_raw_diffs} = parametersOf(diffSchema, call)
  const {state} = call
  return {unidiff, expanded: access_raw_diffs || isAtLeast(state, 19, 0), flags: isAtLeast(state, 18, 4)}
}

function matches(one: MergeRequest, filter: z.infer<typeof listSchema>): boolean {
  return (
    (filter.state === 'all' || one.state === filter.state) &&
    (filter.source_branch === undefined || one.sourceBranch === filter.source_branch) &&
    (filter.target_branch === undefined || one.targetBranch === filter.target_branch) &&
    (filter.updated_after === undefined || one.updatedAt > new Date(filter.updated_after)) &&
    (filter.updated_before === undefined || one.updatedAt < new Date(filter.updated_before)) &&
    (filter.iids === undefined || filter.iids.includes(one.iid))
  )
}

function byOrder({
  order_by,
  sort
}: z.infer<typeof listSchema>): (one: MergeRequest, other: MergeRequest) => number {
  const sign = sort === 'asc' ? 1 : -1
  const key = order_by === 'updated_at' ? 'updatedAt' : 'createdAt'
  if (order_by === 'title') return (one, other) => sign * one.title.localeCompare(other.title)
  return (one, other) => sign * (one[key].getTime() - other[key].getTime() || one.id - other.id)
}

function labelsAfter(
  mergeRequest: MergeRequest,
  given: z.infer<typeof editSchema>
): readonly string[] | undefined {
  const {labels, add_labels: add = [], remove_labels: remove = []} = given
  if (labels && (add.length > 0 || remove.length > 0)) {
    throw new Refusal(400, {error: 'labels, add_labels, remove_labels are mutually exclusive'})
  }
  if (labels) return labels
  if (add.length + remove.length === 0) return undefined
  return [...mergeRequest.labels, ...add].filter((title) => !remove.includes(title))
}
