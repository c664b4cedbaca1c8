/**
 * /projects/:id/repository: commits and branches (doc/api/commits.md, branches.md).
 */
import {z} from 'zod'
import {notFound} from '../refusal.ts'
import {isAtLeast, type Project} from '../state.ts'
import {type Call, parametersOf, type Register, repositoryOf} from './call.ts'
import {paginate} from './pagination.ts'
import {presentCommit} from './present.ts'
import {presentDiffs} from './present-merge-request.ts'

const BASE = '/projects/:id/repository'
const READ = {anonymous: true}

export function registerCommits(register: Register): void {
  register(
    'get',
    `${BASE}/commits`,
    async (call) => {
      const project = repositoryOf(call)
      const schema = z.object({ref_name: z.string().optional(), path: z.string().optional()})
      const {ref_name: name = project.defaultBranch, path} = parametersOf(schema, call)
      const to = await project.repository.resolve(name)
      if (!to) throw notFound('Commit')
      const commits = await project.repository.log(to, path === undefined ? {} : {path})
      call.response.json(paginate(call, commits).map((commit) => presentCommit(call.state, project, commit)))
    },
    READ
  )

  register(
    'get',
    `${BASE}/commits/:sha`,
    async (call) => {
      const project = repositoryOf(call)
      const [commit] = await project.repository.log(await commitOf(call, project), {limit: 1})
      if (!commit) throw notFound('Commit')
      call.response.json(presentCommit(call.state, project, commit))
    },
    {...READ, jobToken: true}
  )

  register(
    'get',
    `${BASE}/commits/:sha/diff`,
    async (call) => {
      const project = repositoryOf(call)
      const [commit] = await project.repository.log(await commitOf(call, project), {limit: 1})
      const [parent] = commit?.parents ?? []
      const changes = commit && parent ? await project.repository.diff(parent, commit.id) : []
      call.response.json(
        paginate(
          call,
          presentDiffs(changes, {unidiff: false, expanded: true, flags: isAtLeast(call.state, 18, 4)}).diffs
        )
      )
    },
    READ
  )

  register(
    'get',
    `${BASE}/branches`,
    async (call) => {
      const project = repositoryOf(call)
      const branches = await project.repository.branches()
      const shown = paginate(call, branches).map(({name, commit}) =>
        presentBranch(call, project, name, commit)
      )
      call.response.json(await Promise.all(shown))
    },
    {...READ, jobToken: true}
  )

  register(
    'get',
    `${BASE}/branches/:branch`,
    async (call) => {
      const project = repositoryOf(call)
      const {branch} = call.request.params
      const commit = await project.repository.branch(String(branch))
      if (!commit) throw notFound('Branch')
      call.response.json(await presentBranch(call, project, String(branch), commit))
    },
    {...READ, jobToken: true}
  )
}

async function presentBranch(call: Call, project: Project, name: string, id: string): Promise<object> {
  const [commit] = await project.repository.log(id, {limit: 1})
  return {
    name,
    commit: commit ? presentCommit(call.state, project, commit) : null,
    merged: false,
    protected: name === project.defaultBranch,
    default: name === project.defaultBranch,
    web_url: `${call.state.url}/${project.path}/-/tree/${name}`
  }
}

async function commitOf({request}: Call, {repository}: Project): Promise<string> {
  const commit = await repository.resolve(String(request.params.sha))
  if (!commit) throw notFound('Commit')
  return commit
}
