/**
 * /projects/:id/repository/files: one file as JSON, as headers, as bytes (doc/api/repository_files.md).
 */
import {createHash} from 'node:crypto'
import {z} from 'zod'
import {invalidParameters, notFound} from '../refusal.ts'
import {type Call, parametersOf, type Register, repositoryOf} from './call.ts'

const BASE = '/projects/:id/repository/files'
const FILES = {anonymous: true, scopes: ['read_repository']}

const refSchema = z.object({ref: z.string().optional()})

export function registerFiles(register: Register): void {
  // Before the reading ones, which would answer it as well.
  register(
    'head',
    `${BASE}/:path`,
    async (call) => {
      call.response.set(fileHeaders(await fileOf(call))).end()
    },
    FILES
  )

  register(
    'get',
    `${BASE}/:path/raw`,
    async (call) => {
      const file = await fileOf(call, true)
      call.response.set(fileHeaders(file))
      sendRaw(call, file.content)
    },
    {...FILES, jobToken: true}
  )

  register(
    'get',
    `${BASE}/:path`,
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
export function sendRaw({response}: Call, content: Buffer): void {
  response
    .set({'Content-Type': 'text/plain; charset=utf-8', 'X-Content-Type-Options': 'nosniff'})
    .send(content)
}
