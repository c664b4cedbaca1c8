/**
 * /projects/:id/repository: tree, files, blobs, commits, branches, compare (doc/api/repositories.md, repository_files.md).
 */
import {createHash} from 'node:crypto'
import {z} from 'zod'
import {badRequest, invalidParameters, notFound} from '../refusal.ts'
import {isAtLeast, type Project} from '../state.ts'
import {boolean, type Call, parametersOf, type Register, repositoryOf} from './call.ts'
import {paginate, paginateByKey} from './pagination.ts'
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
const refSchema = z.object({ref: z.string().optional()})
const compareSchema = z.object({
  from: z.string(),
  to: z.string(),
  straight: boolean.default(false),
  unidiff: boolean.default(false)
})
const mergeBaseSchema = z.object({refs: z.array(z.string()).min(2)})

export function registerRepository(register: Register): void {
  registerFiles(register)
  registerCommits(register)

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
      call.response.json({
        commit: newest ? presentCommit(call.state, project, newest) : null,
        commits: commits.map((commit) => presentCommit(call.state, project, commit)),
        diffs: presentDiffs(await repository.diff(base, end), {unidiff, expanded: true}).diffs,
        compare_timeout: false,
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

function registerFiles(register: Register): void {
  // Before the reading ones, which would answer it as well.
  register(
    'head',
    `${BASE}/files/:path`,
    async (call) => {
      call.response.set(fileHeaders(await fileOf(call))).end()
    },
    FILES
  )

  register(
    'get',
    `${BASE}/files/:path/raw`,
    async (call) => {
      const file = await fileOf(call, true)
      call.response.set(fileHeaders(file))
      sendRaw(call, file.content)
    },
    {...FILES, jobToken: true}
  )

  register(
    'get',
    `${BASE}/files/:path`,
    async (call) => {
      const file = await fileOf(call)
      call.response.json({
        file_name: file.name,
        file_path: file.path,
        size: file.content.length,
        encoding: 'base64',
        content_sha256: file.sha256,
        ref: file.ref,
        blob_id: file.blob,
        commit_id: file.commit,
        last_commit_id: file.lastCommit,
        execute_filemode: file.executable,
        content: file.content.toString('base64')
      })
    },
    FILES
  )
}

function registerCommits(register: Register): void {
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
      call.response.json(paginate(call, presentDiffs(changes, {unidiff: false, expanded: true}).diffs))
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

async function blobOf(call: Call): Promise<{readonly id: string; readonly content: Buffer}> {
  const id = String(call.request.params.sha)
  const content = await repositoryOf(call).repository.blob(id)
  if (!content) throw notFound('Blob')
  return {id, content}
}

interface RepositoryFile {
  readonly name: string
  readonly path: string
  readonly ref: string
  readonly blob: string
  readonly commit: string
  readonly lastCommit: string
  readonly executable: boolean
  readonly content: Buffer
  readonly sha256: string
}

async function fileOf(call: Call, refOptional = false): Promise<RepositoryFile> {
  const {repository, defaultBranch} = repositoryOf(call)
  const {ref = refOptional ? 'HEAD' : undefined} = parametersOf(refSchema, call)
  if (ref === undefined) throw invalidParameters(['ref is missing'])
  const path = String(call.request.params.path)
  const commit = await repository.resolve(ref === 'HEAD' ? defaultBranch : ref)
  if (!commit) throw notFound('Commit')
  const entry = await repository.entry(commit, path)
  const content = entry?.type === 'blob' ? await repository.blob(entry.id) : undefined
  if (!entry || !content) throw notFound('File')
  const [last] = await repository.log(commit, {path, limit: 1})
  return {
    name: path.split('/').at(-1) ?? path,
    path,
    ref,
    blob: entry.id,
    commit,
    lastCommit: last?.id ?? commit,
    executable: entry.mode === '100755',
    content,
    sha256: createHash('sha256').update(content).digest('hex')
  }
}

function fileHeaders(file: RepositoryFile): Record<string, string> {
  return {
    'X-Gitlab-Blob-Id': file.blob,
    'X-Gitlab-Commit-Id': file.commit,
    'X-Gitlab-Content-Sha256': file.sha256,
    'X-Gitlab-Encoding': 'base64',
    'X-Gitlab-Execute-Filemode': String(file.executable),
    'X-Gitlab-File-Name': encodeURIComponent(file.name),
    'X-Gitlab-File-Path': encodeURIComponent(file.path),
    'X-Gitlab-Last-Commit-Id': file.lastCommit,
    'X-Gitlab-Ref': encodeURIComponent(file.ref),
    'X-Gitlab-Size': String(file.content.length)
  }
}

/** Always as plain text: a page of the handbook must not run in a browser on the sandbox's own address. */
function sendRaw({response}: Call, content: Buffer): void {
  response
    .set({'Content-Type': 'text/plain; charset=utf-8', 'X-Content-Type-Options': 'nosniff'})
    .send(content)
}
