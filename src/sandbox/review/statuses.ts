/**
 * Commit statuses: one job each, moved on only by who made it and only forward.
 * Source: app/services/ci/create_commit_status_service.rb, app/models/commit_status.rb.
 */
import {notFound, Refusal} from '../refusal.ts'
import {type Actor, type Pipeline, type Project, type State, type Status, takeId} from '../state.ts'

export type RequestedState = Exclude<Status['state'], 'created'>

export interface StatusRequest {
  readonly sha: string
  readonly state: RequestedState
  readonly name: string
  readonly ref: string | undefined
  readonly description: string | undefined
  readonly targetUrl: string | undefined
  readonly pipelineId: number | undefined
}

const MAX_TEXT = 255

/** The state machine's event for each requested state, and from which states it may leave. */
const TRANSITIONS: Readonly<
  Record<RequestedState, {readonly event: string; readonly from: readonly Status['state'][]}>
> = {
  pending: {event: 'enqueue', from: ['created', 'skipped']},
  running: {event: 'run', from: ['created', 'pending']},
  success: {event: 'success', from: ['created', 'pending', 'running']},
  failed: {event: 'drop', from: ['created', 'pending', 'running']},
  canceled: {event: 'cancel', from: ['created', 'pending', 'running']},
  skipped: {event: 'skip', from: ['created', 'pending']}
}

/** @throws Refusal 404 for an unknown commit or one on no branch, 400 for a long text or a repeated transition. */
export async function postStatus(
  state: State,
  project: Project,
  {user}: Actor,
  request: StatusRequest
): Promise<Status> {
  const sha = await project.repository.resolve(request.sha)
  if (!sha) throw notFound('Commit')
  const {pipelineId} = request
  const known = project.pipelines.findLast((one) => one.sha === sha && (!pipelineId || one.id === pipelineId))
  const ref = request.ref ?? known?.ref ?? (await branchOf(project, sha))
  if (!ref) throw notFound('References for commit')
  checkTexts(request)

  const pipeline = findOrAddPipeline(state, project, sha, ref, pipelineId)
  const existing = project.statuses.findLast(
    (one) =>
      one.sha === sha &&
      one.ref === ref &&
      one.name === request.name &&
      one.userId === user.id &&
      (one.state === 'pending' || one.state === 'running')
  )
  const status =
    existing ?? newStatus(state, {sha, ref, name: request.name, userId: user.id, pipelineId: pipeline.id})
  move(state, status, request.state)
  status.description = request.description ?? status.description
  status.targetUrl = request.targetUrl ?? status.targetUrl
  if (!existing) project.statuses.push(status)
  state.revision += 1
  return status
}

/** What a commit's statuses are: the newest of each name, or all. */
export function statusesOf(project: Project, sha: string, all: boolean): Status[] {
  const found = project.statuses.filter((status) => status.sha === sha)
  if (all) return found
  const newest = new Map(found.map((status) => [`${status.ref} ${status.name}`, status]))
  return [...newest.values()]
}

/** A pipeline is as far as the last of its jobs, and as good as the worst. */
export function pipelineState({statuses}: Project, {id}: Pipeline): Status['state'] {
  const states = new Set(statuses.filter(({pipelineId}) => pipelineId === id).map(({state}) => state))
  const decisive = ['running', 'pending', 'failed', 'canceled', 'success'] as const
  return decisive.find((state) => states.has(state)) ?? 'created'
}

function move(state: State, status: Status, to: RequestedState): void {
  const {event, from} = TRANSITIONS[to]
  if (!from.includes(status.state)) {
    const reason = `Reason(s): Status cannot transition via "${event}"`
    throw new Refusal(400, {
      message: `Cannot transition status via :${event} from :${status.state} (${reason})`
    })
  }
  const now = state.now()
  status.state = to
  if (to === 'running') status.startedAt = now
  if (to !== 'pending' && to !== 'running') status.finishedAt = now
}

function newStatus(
  state: State,
  named: Pick<Status, 'sha' | 'ref' | 'name' | 'userId' | 'pipelineId'>
): Status {
  return {
    ...named,
    id: takeId(state),
    createdAt: state.now(),
    state: 'created',
    description: null,
    targetUrl: null,
    startedAt: null,
    finishedAt: null
  }
}

/** A commit without a pipeline gets one of source "external", which may become the merge request's head pipeline. */
function findOrAddPipeline(
  state: State,
  {pipelines}: Project,
  sha: string,
  ref: string,
  id: number | undefined
): Pipeline {
  const found = pipelines.findLast(
    (one) => one.sha === sha && one.ref === ref && (id === undefined || one.id === id)
  )
  if (found) return found
  if (id !== undefined) throw notFound('Pipeline for pipeline_id, sha and ref')
  const pipeline: Pipeline = {id: takeId(state), sha, ref, source: 'external'}
  pipelines.push(pipeline)
  return pipeline
}

async function branchOf({repository}: Project, sha: string): Promise<string | undefined> {
  for (const {name, commit} of await repository.branches()) {
    if (await repository.isAncestor(sha, commit)) return name
  }
  return undefined
}

function checkTexts({name, description, targetUrl}: StatusRequest): void {
  const tooLong = [`is too long (maximum is ${MAX_TEXT} characters)`]
  const errors: Record<string, string[]> = {}
  if (name.length > MAX_TEXT) errors.name = tooLong
  if ((description ?? '').length > MAX_TEXT) errors.description = tooLong
  if ((targetUrl ?? '').length > MAX_TEXT) errors.target_url = tooLong
  else if (targetUrl !== undefined && !/^https?:\/\/[^\s/]/.test(targetUrl)) {
    errors.target_url = ['is blocked: Only allowed schemes are http, https']
  }
  if (Object.keys(errors).length > 0) throw new Refusal(400, {message: errors})
}
