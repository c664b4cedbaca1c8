/**
 * /projects/:id/repository: tree, blobs, compare, merge base (doc/api/repositories.md).
 */
import {z} from 'zod'
import {badRequest, notFound} from '../refusal.ts'
import {isAtLeast} from '../state.ts'
import {boolean, type Call, parametersOf, type Register, repositoryOf} from './call.ts'
import {sendRaw} from './files.ts'
import {paginateByKey} from './pagination.ts'
import {presentCommit} from './present.ts'
import {presentDiffs} from './present-merge-request.ts'

const BASE = '/projects/:id/repository'
const FILES = {anonymous: true, scopes: ['read_repository']}
const READ = {anonymous: true}

const treeSchema = z.object({
  path: z.string().default(''),
  ref: z.string().optional(),
  recursive: boolean.default(false),
  pagination: z.enum(['keyset', 'none', 'legacy']).optional()
})
const compareSchema = z.object({
  from: z.string(),
  to: z.string(),
  straight: boolean.default(false),
  unidiff: boolean.default(false)
})
const mergeBaseSchema = z.object({refs: z.array(z.string()).min(2)})

export function registerRepository(register: Register): void {
  register(
    'get',
    `${BASE}/tree`,
    async (call) => {
      const project = repositoryOf(call)
      const {path, ref, recursive} = parametersOf(treeSchema, call)
      const commit = await project.repository.resolve(ref ?? project.defaultBranch)
      if (!commit) throw notFound('Tree')
      const items = await project.repository.tree(commit, path.replace(/\/+$/, ''), recursive)
      // Since 17.7 a path that does not exist is a 404; before, an empty list.
      if (!items && isAtLeast(call.state, 17, 7)) throw notFound('invalid revision or path')
      const shown = (items ?? [])
        .toSorted((one, other) => Number(other.type === 'tree') - Number(one.type === 'tree'))
        .map(({id, type, mode, path: itemPath}) => ({
          id,
          name: itemPath.split('/').at(-1),
          type,
          path: itemPath,
          mode
        }))
      // Page numbers are not supported here: without a token one gets the first page only.
      call.response.json(paginateByKey(call, shown, (item) => Buffer.from(item.path).toString('base64url')))
    },
    FILES
  )

  register(
    'get',
    `${BASE}/blobs/:sha`,
    async (call) => {
      const {id, content} = await blobOf(call)
      call.response.json({
        size: content.length,
        encoding: 'base64',
        content: content.toString('base64'),
        sha: id
      })
    },
    FILES
  )

  register(
    'get',
    `${BASE}/blobs/:sha/raw`,
    async (call) => {
      sendRaw(call, (await blobOf(call)).content)
    },
    FILES
  )

  register(
    'get',
    `${BASE}/compare`,
    async (call) => {
      const project = repositoryOf(call)
      const {repository} = project
      const {from, to, straight, unidiff} = parametersOf(compareSchema, call)
      const [start, end] = await Promise.all([repository.resolve(from), repository.resolve(to)])
      if (!start || !end) throw notFound('Ref')
      const base = straight ? start : ((await repository.mergeBase(start, end)) ?? start)
      const commits = (await repository.log(end, {from: start})).toReversed()
      const [newest] = commits.slice(-1)
      const {diffs, overflow} = presentDiffs(await repository.diff(base, end), {
        unidiff,
        expanded: true,
        flags: isAtLeast(call.state, 18, 4)
      })
      call.response.json({
        commit: newest ? presentCommit(call.state, project, newest) : null,
        commits: commits.map((commit) => presentCommit(call.state, project, commit)),
        diffs,
        // Its name is older than what it tells: that files are missing (lib/api/entities/compare.rb).
        compare_timeout: overflow,
        compare_same_ref: start === end,
        web_url: `${call.state.url}/${project.path}/-/compare/${start}...${end}`
      })
    },
    READ
  )

  register(
    'get',
    `${BASE}/merge_base`,
    async (call) => {
      const project = repositoryOf(call)
      const {refs} = parametersOf(mergeBaseSchema, call)
      const commits = await Promise.all(refs.map((ref) => project.repository.resolve(ref)))
      const missing = refs.filter((_, index) => commits[index] === undefined)
      if (missing.length > 0) throw badRequest(`Could not find ref: ${missing.join(', ')}`)
      const [one = '', other = ''] = commits
      const base = await project.repository.mergeBase(one, other)
      if (!base) throw notFound('Merge Base')
      const [commit] = await project.repository.log(base, {limit: 1})
      call.response.json(commit ? presentCommit(call.state, project, commit) : null)
    },
    READ
  )
}

async function blobOf(call: Call): Promise<{readonly id: string; readonly content: Buffer}> {
  const id = String(call.request.params.sha)
  const content = await repositoryOf(call).repository.blob(id)
  if (!content) throw notFound('Blob')
  return {id, content}
}
