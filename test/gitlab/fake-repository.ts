/**
 * The repository endpoints of one project at one commit, answering as GitLab does: keyset pages, 404 for what is not
 * there, raw files as text/plain whatever they hold.
 */
import {blobId} from '../../src/handbook/source-file.ts'
import {gitlab} from './gitlab-api.ts'

export type Content = string | Uint8Array | {readonly linkTo: string} | {readonly submodule: string}

export interface FakeRepository {
  /** `tree <folder>`, `file <path>`, `blob <id>`, `commit`, `search <text>`: what was asked, in order. */
  readonly requests: string[]
}

interface Entry {
  readonly id: string
  readonly name: string
  readonly type: 'blob' | 'tree' | 'commit'
  readonly path: string
  readonly mode: string
}

export interface FakeRepositoryOptions {
  readonly commit: string
  readonly pageSize?: number
  /** As before 17.7: a folder that is not there is an empty list. */
  readonly emptyForMissing?: boolean
  /** The whole project answers 404. */
  readonly hidden?: boolean
}

/** Serves until nock is cleaned; `project` is 7. */
export function serveRepository(
  files: Readonly<Record<string, Content>>,
  options: FakeRepositoryOptions
): FakeRepository {
  const {commit, pageSize = 100, emptyForMissing = false, hidden = false} = options
  const requests: string[] = []
  const contents = new Map(Object.entries(files).map(([path, content]) => [path, bytesOf(content)]))
  const entries = entriesOf(files)
  const missing = (what: string) => [404, JSON.stringify({message: `404 ${what} Not Found`})] as const
  const known = (ref: string | null) => !hidden && ref === commit

  /** As git searches for GitLab: lines in any case, with lines around them, and names of files. */
  function search(url: string): readonly [number, string] {
    const {searchParams} = new URL(url)
    const text = searchParams.get('search') ?? ''
    requests.push(`search ${text}`)
    if (hidden || searchParams.get('scope') !== 'blobs') return missing('Project')
    const places = [...contents].flatMap(([path, bytes]) => {
      if (!bytes || bytes.includes(0) || !known(searchParams.get('ref'))) return []
      const lines = bytes.toString().split('\n')
      const at = lines.findIndex((line) => line.toLowerCase().includes(text.toLowerCase()))
      if (at === -1 && !path.includes(text)) return []
      return [
        {path, filename: path, data: lines.slice(Math.max(0, at - 2), at + 3).join('\n'), startline: at + 1}
      ]
    })
    return [200, JSON.stringify(places.slice(0, Number(searchParams.get('per_page'))))]
  }

  function answer(url: string): readonly [number, string | Buffer, Record<string, string>?] {
    const {pathname, searchParams} = new URL(url)
    const path = pathname.replace('/api/v4/projects/7/repository/', '')
    const [kind, name = '', end] = path.split('/').map(decodeURIComponent)
    if (kind === 'commits') {
      requests.push('commit')
      return known(name) ? [200, JSON.stringify({id: commit})] : missing('Commit')
    }
    if (kind === 'tree') {
      const folder = searchParams.get('path') ?? ''
      requests.push(`tree ${folder}`)
      if (!known(searchParams.get('ref'))) return missing('Tree')
      const own = entries.filter(
        (entry) => entry.path === (folder === '' ? entry.name : `${folder}/${entry.name}`)
      )
      if (own.length === 0) return emptyForMissing ? [200, '[]'] : missing('invalid revision or path')
      const from = own.findIndex(({id}) => id === searchParams.get('page_token')) + 1
      const page = own.slice(from, from + pageSize)
      const last = page.at(-1)?.id ?? ''
      const next = from + pageSize < own.length
      const query = new URLSearchParams({...Object.fromEntries(searchParams), page_token: last})
      return [
        200,
        JSON.stringify(page),
        next ? {link: `<https://gitlab.example${pathname}?${query}>; rel="next"`} : {}
      ]
    }
    const raw = {'content-type': 'text/plain'}
    if (kind === 'blobs' && end === 'raw') {
      requests.push(`blob ${name}`)
      const bytes = contents.values().find((candidate) => candidate && blobId(candidate) === name)
      return bytes && !hidden
        ? [200, bytes, {...raw, 'content-length': String(bytes.byteLength)}]
        : missing('Blob')
    }
    requests.push(`file ${name}`)
    const bytes = contents.get(name)
    if (kind !== 'files' || end !== 'raw' || !bytes || !known(searchParams.get('ref'))) return missing('File')
    return [
      200,
      bytes,
      {...raw, 'x-gitlab-blob-id': blobId(bytes), 'x-gitlab-size': String(bytes.byteLength)}
    ]
  }

  gitlab()
    .persist()
    .get(/^\/api\/v4\/projects\/7\/repository\//)
    .query(true)
    .optionally()
    .reply(({url}: Request) => [...answer(url)])
  gitlab()
    .persist()
    .get('/projects/7/search')
    .query(true)
    .optionally()
    .reply(({url}: Request) => [...search(url)])
  return {requests}
}

function bytesOf(content: Content): Buffer | undefined {
  if (typeof content === 'string' || content instanceof Uint8Array) return Buffer.from(content)
  return 'linkTo' in content ? Buffer.from(content.linkTo) : undefined
}

function entriesOf(files: Readonly<Record<string, Content>>): Entry[] {
  const entries = new Map<string, Entry>()
  for (const [path, content] of Object.entries(files)) {
    const names = path.split('/')
    names.forEach((name, depth) => {
      const own = names.slice(0, depth + 1).join('/')
      if (depth < names.length - 1) {
        // Any id will do that differs when something below differs.
        const below = Object.entries(files).filter(([other]) => other.startsWith(`${own}/`))
        entries.set(own, {
          id: blobId(Buffer.from(JSON.stringify(below))),
          name,
          type: 'tree',
          path: own,
          mode: '040000'
        })
        return
      }
      if (typeof content === 'object' && 'submodule' in content) {
        entries.set(own, {id: content.submodule, name, type: 'commit', path: own, mode: '160000'})
        return
      }
      const mode = typeof content === 'object' && 'linkTo' in content ? '120000' : '100644'
      entries.set(own, {id: blobId(bytesOf(content) ?? Buffer.alloc(0)), name, type: 'blob', path: own, mode})
    })
  }
  return [...entries.values()]
}
