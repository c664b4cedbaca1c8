import {describe, expect, it} from 'vitest'
import {createForgeCache} from '../../src/gitlab/forge-cache.ts'
import {openGitLabSnapshot} from '../../src/gitlab/snapshot.ts'
import {MAX_FILE_BYTES, type Snapshot} from '../../src/handbook/snapshot.ts'
import {blobId} from '../../src/handbook/source-file.ts'
import {describeSnapshot} from '../contract/snapshot.ts'
import {
  type Content,
  type FakeRepository,
  type FakeRepositoryOptions,
  serveRepository
} from './fake-repository.ts'
import {client, gitlab, HEAD, rejection, useGitLab} from './gitlab-api.ts'

useGitLab()

function open(
  files: Readonly<Record<string, Content>>,
  {
    cache = createForgeCache(),
    ...options
  }: Partial<FakeRepositoryOptions> & {cache?: ReturnType<typeof createForgeCache>} = {}
): {snapshot: Snapshot; repository: FakeRepository} {
  const repository = serveRepository(files, {commit: HEAD, ...options})
  return {repository, snapshot: openGitLabSnapshot(client(), {project: 7, commit: HEAD, cache})}
}

const id = (text: string) => blobId(Buffer.from(text))

describeSnapshot('openGitLabSnapshot', {
  links: true,
  complete: true,
  open: async (tree) => open(tree).snapshot
})

describe('openGitLabSnapshot, read', () => {
  it('gives text, id and size with one request', async () => {
    const {snapshot, repository} = open({'content/a b/é&=?#.md': '# Über\n'})
    expect(await snapshot.read('content/a b/é&=?#.md')).toEqual({
      path: 'content/a b/é&=?#.md',
      id: id('# Über\n'),
      text: '# Über\n',
      size: 8
    })
    expect(repository.requests).toEqual(['file content/a b/é&=?#.md'])
  })

  it('asks for the blob once its folder was listed', async () => {
    const {snapshot, repository} = open({'content/a.md': 'a\n'})
    await snapshot.entries('content')
    expect(await snapshot.read('content/a.md')).toMatchObject({text: 'a\n'})
    expect(repository.requests).toEqual(['tree content', `blob ${id('a\n')}`])
  })

  it('asks for nothing that another commit had already', async () => {
    const cache = createForgeCache()
    cache.blobs.set(id('a\n'), {id: id('a\n'), text: 'a\n', size: 2})
    const {snapshot, repository} = open({'content/a.md': 'a\n'}, {cache})
    await snapshot.entries('content')
    expect(await snapshot.read('content/a.md')).toEqual({
      path: 'content/a.md',
      id: id('a\n'),
      text: 'a\n',
      size: 2
    })
    expect(repository.requests).toEqual(['tree content'])
  })

  it('asks for nothing that an earlier review of the same commit read', async () => {
    const cache = createForgeCache()
    const {snapshot, repository} = open({'a.md': 'a\n'}, {cache})
    await snapshot.read('a.md')
    const again = openGitLabSnapshot(client(), {project: 7, commit: HEAD, cache})
    expect(await again.read('a.md')).toMatchObject({text: 'a\n'})
    expect(repository.requests).toEqual(['file a.md'])
  })

  it('shares one request among those who ask at the same time', async () => {
    const {snapshot, repository} = open({'a.md': 'a\n'})
    await Promise.all([snapshot.read('a.md'), snapshot.read('a.md'), snapshot.read('a.md')])
    expect(repository.requests).toEqual(['file a.md'])
  })

  it('gives no text for a binary file, whose bytes are not spoiled', async () => {
    const bytes = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0xff, 0xfe, 0x0a])
    const {snapshot} = open({'x.png': bytes})
    expect(await snapshot.read('x.png')).toEqual({path: 'x.png', id: blobId(bytes), text: null, size: 8})
  })

  it('leaves a byte order mark out of the text, and in the id', async () => {
    const {snapshot} = open({'a.md': '\uFEFFa\n'})
    expect(await snapshot.read('a.md')).toMatchObject({text: 'a\n', size: 5, id: id('\uFEFFa\n')})
  })

  it.each([false, true])(
    'does not read a file over 2 MB to its end (folder listed before: %s)',
    async (listed) => {
      const bytes = Buffer.alloc(MAX_FILE_BYTES + 1_000, 'x\n')
      const {snapshot} = open({'big.md': bytes})
      if (listed) await snapshot.entries('')
      expect(await snapshot.read('big.md')).toEqual({
        path: 'big.md',
        id: blobId(bytes),
        text: null,
        size: bytes.byteLength
      })
    }
  )

  it('reads a file of exactly 2 MB', async () => {
    const {snapshot} = open({'big.md': Buffer.alloc(MAX_FILE_BYTES, 'x\n')})
    expect((await snapshot.read('big.md'))?.text).toHaveLength(MAX_FILE_BYTES)
  })

  it.each([false, true])('takes a link for no file (folder listed before: %s)', async (listed) => {
    const {snapshot} = open({'docs/link.md': {linkTo: '../a.md'}, 'a.md': 'a\n'})
    if (listed) await snapshot.entries('docs')
    expect(await snapshot.read('docs/link.md')).toBeUndefined()
  })

  it('reads a file of one line without an end, which looks like a link', async () => {
    const {snapshot} = open({'docs/a.md': '# Title'})
    expect(await snapshot.read('docs/a.md')).toMatchObject({text: '# Title'})
  })

  it('reads an empty file', async () => {
    const {snapshot} = open({'a.md': ''})
    expect(await snapshot.read('a.md')).toEqual({path: 'a.md', id: id(''), text: '', size: 0})
  })

  it.each(['gone.md', 'content', 'content/a.md/deeper.md'])('finds no file at %s', async (path) => {
    const {snapshot} = open({'content/a.md': 'a\n'})
    expect(await snapshot.read(path)).toBeUndefined()
  })

  it.each([
    '',
    '/a.md',
    'a//b.md',
    '../a.md',
    './a.md',
    'a\\b.md',
    'a\0.md',
    '.git/config',
    '\ud800.md',
    'x/'.repeat(3_000)
  ])('finds no file at the impossible path %j, and asks nobody', async (path) => {
    const {snapshot, repository} = open({'a.md': 'a\n'})
    expect(await snapshot.read(path)).toBeUndefined()
    expect(await snapshot.entries(path || 'x//y')).toBeUndefined()
    expect(repository.requests).toEqual([])
  })

  it('asks for nothing below a folder that is known not to be there', async () => {
    const {snapshot, repository} = open({'content/a.md': 'a\n'})
    await snapshot.entries('content')
    expect(await snapshot.read('content/none.md')).toBeUndefined()
    expect(await snapshot.entries('content/gone')).toBeUndefined()
    expect(await snapshot.read('content/gone/deep/x.md')).toBeUndefined()
    expect(repository.requests).toEqual(['tree content'])
  })
})

describe('openGitLabSnapshot, entries', () => {
  it('lists files, folders and links with their ids, and leaves sub-modules out', async () => {
    const {snapshot} = open({
      'a.md': 'a\n',
      'content/b.md': 'b\n',
      link: {linkTo: 'a.md'},
      theme: {submodule: 'f'.repeat(40)}
    })
    expect(await snapshot.entries('')).toEqual([
      {name: 'a.md', kind: 'file', id: id('a\n')},
      {name: 'content', kind: 'folder', id: expect.stringMatching(/^[0-9a-f]{40}$/)},
      {name: 'link', kind: 'link', id: id('a.md')}
    ])
  })

  it('follows the pages of a large folder', async () => {
    const files = Object.fromEntries(
      Array.from({length: 25}, (_, index) => [`many/${index}.md`, `${index}\n`])
    )
    const {snapshot, repository} = open(files, {pageSize: 10})
    expect(await snapshot.entries('many')).toHaveLength(25)
    expect(repository.requests).toEqual(['tree many', 'tree many', 'tree many'])
  })

  it('lists a folder once', async () => {
    const {snapshot, repository} = open({'content/a.md': 'a\n'})
    await Promise.all([snapshot.entries('content'), snapshot.entries('content')])
    await snapshot.entries('content')
    expect(repository.requests).toEqual(['tree content'])
  })

  it.each([false, true])(
    'finds no folder where there is none (GitLab before 17.7: %s)',
    async (emptyForMissing) => {
      const {snapshot} = open({'content/a.md': 'a\n'}, {emptyForMissing})
      expect(await snapshot.entries('gone')).toBeUndefined()
      expect(await snapshot.entries('content')).toHaveLength(1)
    }
  )

  it('finds no folder at a file', async () => {
    const {snapshot} = open({'content/a.md': 'a\n'})
    await snapshot.entries('content')
    expect(await snapshot.entries('content/a.md')).toBeUndefined()
  })

  it('knows a folder of another commit again by its tree', async () => {
    const cache = createForgeCache()
    const {snapshot, repository} = open({'content/a.md': 'a\n'}, {cache})
    const [content] = (await snapshot.entries('')) ?? []
    cache.listings.set(content?.id ?? '', [{name: 'seen.md', kind: 'file', id: id('seen')}])
    expect(await snapshot.entries('content')).toEqual([{name: 'seen.md', kind: 'file', id: id('seen')}])
    expect(repository.requests).toEqual(['tree '])
  })
})

describe('openGitLabSnapshot, a project that cannot be seen', () => {
  it('is an error and not an empty handbook', async () => {
    const {snapshot, repository} = open({'a.md': 'a\n'}, {hidden: true})
    const error = await rejection(snapshot.read('a.md'))
    expect(error).toMatchObject({
      status: 404,
      message: `GitLab has no projects/7/repository/commits/${HEAD}, or hides it from this token (404 for GET projects/7/repository/commits/${HEAD})`
    })
    expect(repository.requests).toEqual(['file a.md', 'commit'])
    expect(await rejection(snapshot.entries(''))).toMatchObject({status: 404})
  })

  it('is looked for once: an absence is believed as soon as the commit was seen', async () => {
    const {snapshot, repository} = open({'a.md': 'a\n'})
    await snapshot.read('gone.md')
    await snapshot.read('gone-too.md')
    expect(repository.requests).toEqual(['file gone.md', 'commit', 'file gone-too.md'])
  })

  it('is remembered for later reviews of the same commit, of a file and of a folder apart', async () => {
    const cache = createForgeCache()
    const {snapshot, repository} = open({'content/a.md': 'a\n'}, {cache})
    expect(await snapshot.read('content')).toBeUndefined()
    expect(await snapshot.entries('gone')).toBeUndefined()
    const again = openGitLabSnapshot(client(), {project: 7, commit: HEAD, cache})
    expect(await again.read('content')).toBeUndefined()
    expect(await again.entries('gone')).toBeUndefined()
    expect(repository.requests).toEqual(['file content', 'commit', 'tree gone'])
    expect(await again.entries('content')).toHaveLength(1)
  })

  it('is asked for again after a failure', async () => {
    gitlab().get('/projects/7/repository/tree').query(true).times(4).reply(500, '')
    const {snapshot} = open({'content/a.md': 'a\n'})
    expect(await rejection(snapshot.entries('content'))).toMatchObject({status: 500})
    expect(await snapshot.entries('content')).toHaveLength(1)
  })
})

describe('openGitLabSnapshot', () => {
  it('speaks for the whole handbook at its commit', () => {
    const {snapshot} = open({})
    expect(snapshot).toMatchObject({commit: HEAD, complete: true})
  })

  it.each(['main', '', HEAD.slice(1), HEAD.toUpperCase()])('does not open %j, which may change', (commit) => {
    expect(() => openGitLabSnapshot(client(), {project: 7, commit, cache: createForgeCache()})).toThrow(
      RangeError
    )
  })
})

describe('openGitLabSnapshot, filesContaining', () => {
  const files = {'content/a.md': 'see /x/y/\n', 'content/X.md': 'SEE /X/Y/\n', 'data/x/y/.yml': 'nothing\n'}

  it('tells upper from lower case, and text from the names of files, which GitLab does not', async () => {
    const {snapshot, repository} = open(files)
    expect(await snapshot.filesContaining?.('/x/y/', '')).toEqual(['content/a.md'])
    expect(repository.requests).toEqual(['search /x/y/'])
  })

  it('asks GitLab once for what another review of the same commit asked', async () => {
    const cache = createForgeCache()
    const {snapshot, repository} = open(files, {cache})
    await snapshot.filesContaining?.('/x/y/', '')
    const again = openGitLabSnapshot(client(), {project: 7, commit: HEAD, cache})
    expect(await again.filesContaining?.('/x/y/', 'data')).toEqual([])
    expect(repository.requests).toHaveLength(1)
  })

  it('asks for all addresses of a folder at once when there are several', async () => {
    const linked = {
      'a.md': 'see [x](/port/pilot/#senior)\n',
      'b.md': '/port/cook/, /port/cooking/\n',
      'c.md': '/Port/Mate/ and /port/pilots/\n'
    }
    const {snapshot, repository} = open(linked)
    const found = []
    for (const text of ['/port/pilot', '/port/pilot/#', '/port/cook', '/port/mate', '/port/none'])
      found.push(await snapshot.filesContaining?.(text, ''))
    expect(found).toEqual([['a.md', 'c.md'], ['a.md'], ['b.md'], [], []])
    expect(repository.requests).toEqual(['search /port/pilot', 'search /port/'])
  })

  it('asks for each address where a folder has too many places to tell them all', async () => {
    const many = Object.fromEntries(Array.from({length: 100}, (_, n) => [`n${n}.md`, `/port/x${n}\n`]))
    const {snapshot, repository} = open({...many, 'a.md': '/port/pilot/\n', 'b.md': '/port/cook/\n'})
    expect(await snapshot.filesContaining?.('/port/pilot', '')).toEqual(['a.md'])
    expect(await snapshot.filesContaining?.('/port/cook', '')).toEqual(['b.md'])
    expect(repository.requests).toEqual(['search /port/pilot', 'search /port/', 'search /port/cook'])
  })

  it('searches five times at the most, and then says that it cannot', async () => {
    const {snapshot, repository} = open(files)
    const answers = []
    for (const text of ['a', 'b', 'c', 'd', 'e', 'f', 'a'])
      answers.push(await snapshot.filesContaining?.(text, ''))
    expect(answers.map((found) => found !== undefined)).toEqual([true, true, true, true, true, false, true])
    expect(repository.requests).toHaveLength(5)
  })

  it('tells no more than a first look where it knows what that one found', async () => {
    const cache = createForgeCache()
    const look = async () => {
      const {snapshot, repository} = open(files, {cache})
      const answers = []
      for (const text of ['a', 'b', 'c', 'd', 'e', 'f'])
        answers.push(await snapshot.filesContaining?.(text, ''))
      return {answers, requests: repository.requests.length}
    }
    const first = await look()
    expect(await look()).toEqual({answers: first.answers, requests: 0})
  })

  it.each([400, 403, 404, 429])(
    'cannot search where GitLab answers %i, and does not insist',
    async (status) => {
      gitlab()
        .get('/projects/7/search')
        .query(true)
        .reply(status, {message: {error: 'no'}})
      const snapshot = openGitLabSnapshot(client(), {project: 7, commit: HEAD, cache: createForgeCache()})
      expect(await snapshot.filesContaining?.('/x/y/', '')).toBeUndefined()
    }
  )

  it('fails when the token is not accepted', async () => {
    gitlab().get('/projects/7/search').query(true).reply(401, {message: '401 Unauthorized'})
    const snapshot = openGitLabSnapshot(client(), {project: 7, commit: HEAD, cache: createForgeCache()})
    expect(await rejection(snapshot.filesContaining?.('/x/y/', '') ?? Promise.resolve())).toMatchObject({
      status: 401
    })
  })
})
