/**
 * Commit statuses (doc/api/commits.md).
 */
import {z} from 'zod'
import {notFound} from '../refusal.ts'
import {postStatus, statusesOf} from '../review/statuses.ts'
import type {State, Status} from '../state.ts'
import {
  actorOf,
  boolean,
  integer,
  parametersOf,
  projectOf,
  type Register,
  refuseArchived,
  repositoryOf,
  requireRole
} from './call.ts'
import {paginate} from './pagination.ts'
import {presentUserById} from './present.ts'

const postSchema = z.object({
  state: z.enum(['pending', 'running', 'success', 'failed', 'canceled', 'skipped']),
  name: z.string().optional(),
  context: z.string().optional(),
  ref: z.string().optional(),
  description: z.string().optional(),
  target_url: z.string().optional(),
  pipeline_id: integer.optional()
})

const listSchema = z.object({
  ref: z.string().optional(),
  name: z.string().optional(),
  all: boolean.default(false),
  sort: z.enum(['asc', 'desc']).default('asc')
})

export function registerStatuses(register: Register): void {
  register('post', '/projects/:id/statuses/:sha', async (call) => {
    const project = projectOf(call)
    requireRole(project, call, 'developer')
    refuseArchived(project, call)
    const given = parametersOf(postSchema, call)
    const status = await postStatus(call.state, project, actorOf(call), {
      sha: String(call.request.params.sha),
      state: given.state,
      name: given.name ?? given.context ?? 'default',
      ref: given.ref,
      description: given.description,
      targetUrl: given.target_url,
      pipelineId: given.pipeline_id
    })
    call.response.status(201).json(presentStatus(call.state, status))
  })

  register(
    'get',
    '/projects/:id/repository/commits/:sha/statuses',
    async (call) => {
      const project = repositoryOf(call)
      const {ref, name, all, sort} = parametersOf(listSchema, call)
      const sha = await project.repository.resolve(String(call.request.params.sha))
      if (!sha) throw notFound('Commit')
      const found = statusesOf(project, sha, all)
        .filter(
          (status) =>
            (ref === undefined || status.ref === ref) && (name === undefined || status.name === name)
        )
        .sort((one, other) => (sort === 'asc' ? one.id - other.id : other.id - one.id))
      call.response.json(paginate(call, found).map((status) => presentStatus(call.state, status)))
    },
    {anonymous: true}
  )
}

function presentStatus(state: State, status: Status): object {
  return {
    id: status.id,
    sha: status.sha,
    ref: status.ref,
    status: status.state,
    name: status.name,
    target_url: status.targetUrl,
    description: status.description,
    created_at: status.createdAt.toISOString(),
    started_at: status.startedAt?.toISOString() ?? null,
    finished_at: status.finishedAt?.toISOString() ?? null,
    allow_failure: false,
    coverage: null,
    pipeline_id: status.pipelineId,
    author: presentUserById(state, status.userId)
  }
}
