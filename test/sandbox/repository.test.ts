import {createHash} from 'node:crypto'
import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {parseHunks} from '../../src/sandbox/git/file-change.ts'
import {change, openSandbox, page} from './open-sandbox.ts'

const author = {name: 'Ada <x>', email: 'ada@example.com'}

describe('Repository', () => {
  it('keeps contents byte for byte under any path', async () => {
    const {project} = await openSandbox()
    const {repository} = project
    const segment = fc.stringMatching(/^[^\0/]{1,12}$/).filter((name) => !/^\.{1,2}$|^\.git$/i.test(name))
    let branch = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(segment, {minLength: 1, maxLength: 3}),
        fc.uint8Array(),
        async (names, bytes) => {
          const path = names.join('/')
          fc.pre(path.isWellFormed() && !path.includes('\uFFFD'))
          branch += 1
          const commit = await repository.commit({
            branch: `b${branch}`,
            parents: [],
            files: {[path]: bytes},
            message: 'x\n',
            author,
            date: new Date()
          })
          expect(Buffer.compare((await repository.file(commit, path)) ?? Buffer.alloc(0), bytes)).toBe(0)
        }
      ),
      {numRuns: 15}
    )
  })

  it('begins with a commit of a repository that exists already', async () => {
    const {api, project} = await openSandbox({'page.md': 'old\n'})
    const {folder} = project.repository
    const id = (await project.repository.branch('main')) ?? ''
    const copy = await api.createProject({path: 'group/copy', commit: {repository: folder, id}})
    expect(await copy.repository.branch('main')).toBe(id)
    const {versions} = await api.createMergeRequest({
      project: copy,
      title: 'Change',
      files: {'page.md': 'new\n'}
    })
    const [{base, head} = {base: '', head: ''}] = versions
    expect(base).toBe(id)
    expect(String(await copy.repository.file(base, 'page.md'))).toBe('old\n')
    expect(String(await copy.repository.file(head, 'page.md'))).toBe('new\n')
    expect(await project.repository.resolve(head)).toBeUndefined()
  })

  it('is not led astray by names that look like options or ranges', async () => {
    const {project} = await openSandbox()
    const {repository} = project
    for (const name of ['--all', 'main..main', 'main@{0}', '', 'main main', 'nothing']) {
      expect([name, await repository.resolve(name)]).toEqual([name, undefined])
    }
    expect(await repository.resolve('main')).toMatch(/^[0-9a-f]{40}$/)
  })

  it('calls a file renamed from thirty per cent on, as GitLab asks git to', async () => {
    const {project, api} = await openSandbox()
    const kept = Object.fromEntries(Array.from({length: 22}, (_, index) => [index + 1, `other ${index}`]))
    const mergeRequest = await api.createMergeRequest({
      project,
      title: 'Move',
      files: {'page.md': null, 'moved.md': page(kept)}
    })
    const [version] = mergeRequest.versions
    const changes = await project.repository.diff(version?.base ?? '', version?.head ?? '')
    expect(changes).toMatchObject([{kind: 'renamed', oldPath: 'page.md', newPath: 'moved.md'}])
  })

  it('tells files apart whose lines look like the heads of a diff', async () => {
    const {project, api} = await openSandbox({'a.md': 'x\n', 'b.md': 'x\n'})
    const text = 'x\rdiff --git a/b.md b/b.md\r@@ -1 +1 @@\u2028diff --git a/c b/c\n'
    const mergeRequest = await api.createMergeRequest({
      project,
      title: 'Odd',
      files: {'a.md': text, 'b.md': 'y\n'}
    })
    const [version] = mergeRequest.versions
    const [first, second] = await project.repository.diff(version?.base ?? '', version?.head ?? '')
    expect(parseHunks(first?.patch ?? '')[0]?.lines.map(({text: line}) => `${line}\n`)).toEqual(['x\n', text])
    expect(second?.patch).toBe('@@ -1 +1 @@\n-x\n+y\n')
  })
})

describe('the repository API', () => {
  it('reads a file as JSON, as headers and as bytes', async () => {
    const {call} = await openSandbox({'docs/ä page.md': 'text\n'})
    const path = `:project/repository/files/${encodeURIComponent('docs/ä page.md')}`
    const {body} = await call('GET', `${path}?ref=main`)
    const blob = createHash('sha1').update('blob 5\0text\n').digest('hex')
    expect(body).toMatchObject({
      file_name: 'ä page.md',
      size: 5,
      encoding: 'base64',
      content: Buffer.from('text\n').toString('base64'),
      blob_id: blob,
      execute_filemode: false
    })
    expect((await call('HEAD', `${path}?ref=main`)).headers.get('x-gitlab-blob-id')).toBe(blob)
    const raw = await call('GET', `${path}/raw?ref=main`)
    expect(raw.text).toBe('text\n')
    expect(raw.headers.get('x-gitlab-size')).toBe('5')
    expect((await call('GET', `:project/repository/blobs/${blob}/raw`)).text).toBe('text\n')
    expect((await call('GET', `:project/repository/blobs/${blob}`)).body).toMatchObject({sha: blob, size: 5})
  })

  it('wants a ref for the file, and the path encoded', async () => {
    const {call} = await openSandbox({'docs/page.md': 'x\n'})
    const path = ':project/repository/files/docs%2Fpage.md'
    expect(await call('GET', path)).toMatchObject({status: 400, body: {error: 'ref is missing'}})
    expect((await call('GET', `${path}/raw`)).text).toBe('x\n')
    expect((await call('GET', `${path}?ref=HEAD`)).status).toBe(200)
    expect((await call('GET', ':project/repository/files/docs/page.md?ref=main')).status).toBe(404)
    expect((await call('GET', `${path}?ref=nothing`)).body).toEqual({message: '404 Commit Not Found'})
    expect((await call('GET', ':project/repository/files/Docs%2Fpage.md?ref=main')).body).toEqual({
      message: '404 File Not Found'
    })
  })

  it('reads the head of a merge request by its sha and by its ref', async () => {
    const sandbox = await openSandbox()
    await change(sandbox, {'page.md': page({1: 'changed'})})
    const {sha} = (await sandbox.call('GET', ':mr')).body
    for (const ref of [sha, 'refs/merge-requests/1/head', 'change-1']) {
      const {text} = await sandbox.call(
        'GET',
        `:project/repository/files/page.md/raw?ref=${encodeURIComponent(ref)}`
      )
      expect(text.split('\n')[0]).toBe('changed')
    }
  })

  it('lists folders first, and answers 404 for one that is not there (an empty list before 17.7)', async () => {
    const files = {'b.md': 'x\n', 'z/a.md': 'x\n'}
    const {call} = await openSandbox(files)
    const {body} = await call('GET', ':project/repository/tree')
    expect(body).toMatchObject([
      {name: 'z', type: 'tree', mode: '040000'},
      {name: 'b.md', type: 'blob', mode: '100644'}
    ])
    const all = (await call('GET', ':project/repository/tree?recursive=true')).body
    expect(all.map(({path}: {path: string}) => path)).toEqual(['z', 'b.md', 'z/a.md'])
    expect((await call('GET', ':project/repository/tree?path=none')).status).toBe(404)
    const older = await openSandbox(files, {version: '17.6.0'})
    expect((await older.call('GET', ':project/repository/tree?path=none')).body).toEqual([])
  })

  it('says of a comparison that files are missing in it', async () => {
    const many = Object.fromEntries(Array.from({length: 1_001}, (_, index) => [`f/${index}.md`, 'x\n']))
    const sandbox = await openSandbox()
    await change(sandbox, many)
    const {body} = await sandbox.call('GET', ':project/repository/compare?from=main&to=change-1')
    expect(body.diffs).toHaveLength(1_000)
    expect(body.compare_timeout).toBe(true)
  })

  it('compares, from the merge base unless told straight', async () => {
    const sandbox = await openSandbox()
    await change(sandbox, {'page.md': page({1: 'changed'})})
    await sandbox.api.push({project: sandbox.project, branch: 'main', files: {'other.md': 'x\n'}})
    const paths = async (query: string) =>
      (await sandbox.call('GET', `:project/repository/compare?from=main&to=change-1${query}`)).body.diffs.map(
        (diff: {new_path: string}) => diff.new_path
      )
    expect(await paths('')).toEqual(['page.md'])
    expect(await paths('&straight=true')).toEqual(['other.md', 'page.md'])
    const base = await sandbox.call('GET', ':project/repository/merge_base?refs[]=main&refs[]=change-1')
    expect(base.body.title).toBe('Initial commit')
  })
})
