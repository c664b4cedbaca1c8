import {spawnSync} from 'node:child_process'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {LadderlintError} from '../../src/config/ladderlint-error.ts'
import {openGitSnapshot} from '../../src/handbook/git-snapshot.ts'
import {describeSnapshot} from '../contract/snapshot.ts'
import {commitTree, git, temporaryFolder, writeTree} from './trees.ts'

describeSnapshot('openGitSnapshot', {
  links: true,
  complete: true,
  async open(tree) {
    const repository = temporaryFolder()
    return openGitSnapshot(repository, commitTree(repository, tree))
  }
})

describe('openGitSnapshot', () => {
  it('names the commit by its id, whatever it was asked for', async () => {
    const repository = temporaryFolder()
    const commit = commitTree(repository, {'cook.md': 'text'})
    git(repository, 'tag', 'v1')
    for (const name of ['HEAD', 'main', 'v1', commit, commit.slice(0, 10)]) {
      expect((await openGitSnapshot(repository, name)).commit).toBe(commit)
    }
  })

  it('reads the commit, never the working tree', async () => {
    const repository = temporaryFolder()
    commitTree(repository, {'cook.md': 'committed'})
    writeTree(repository, {'cook.md': 'changed', 'new.md': 'new'})
    const snapshot = await openGitSnapshot(repository, 'HEAD')
    expect((await snapshot.read('cook.md'))?.text).toBe('committed')
    expect(await snapshot.read('new.md')).toBeUndefined()
  })

  it('opens a repository from a folder inside it, with paths from its top', async () => {
    const repository = temporaryFolder()
    commitTree(repository, {'content/cook.md': 'text'})
    const snapshot = await openGitSnapshot(join(repository, 'content'), 'HEAD')
    expect((await snapshot.read('content/cook.md'))?.text).toBe('text')
    expect(await snapshot.filesContaining?.('text', '')).toEqual(['content/cook.md'])
  })

  it('says of a partial clone that absence proves nothing, and fetches nothing', async () => {
    const repository = temporaryFolder()
    commitTree(repository, {'cook.md': 'text'})
    git(repository, 'config', 'uploadpack.allowFilter', 'true')
    const clone = join(temporaryFolder(), 'clone')
    git(repository, 'clone', '--quiet', '--no-checkout', '--filter=blob:none', `file://${repository}`, clone)
    const snapshot = await openGitSnapshot(clone, 'HEAD')
    expect(snapshot.complete).toBe(false)
    expect((await snapshot.entries(''))?.map(({name}) => name)).toEqual(['cook.md'])
    expect(await snapshot.read('cook.md')).toBeUndefined()
  })

  it('says of a shallow clone that its commit is complete', async () => {
    const repository = temporaryFolder()
    commitTree(repository, {'cook.md': 'text'})
    const clone = join(temporaryFolder(), 'clone')
    git(repository, 'clone', '--quiet', '--depth=1', `file://${repository}`, clone)
    expect((await openGitSnapshot(clone, 'HEAD')).complete).toBe(true)
  })

  it('leaves sub-modules out', async () => {
    const repository = temporaryFolder()
    const commit = commitTree(repository, {'cook.md': 'text'})
    git(repository, 'update-index', '--add', '--cacheinfo', `160000,${commit},module`)
    git(repository, 'commit', '--quiet', '--message', 'Module')
    const snapshot = await openGitSnapshot(repository, 'HEAD')
    expect((await snapshot.entries(''))?.map(({name}) => name)).toEqual(['cook.md'])
    expect(await snapshot.entries('module')).toBeUndefined()
  })

  it.each([
    'no-such-branch',
    '--help',
    '-h',
    '--output=/tmp/x',
    'HEAD^{tree}',
    '',
    'HEAD\nHEAD',
    'a\0b',
    '.'
  ])('says that %j names no commit', async (name) => {
    const repository = temporaryFolder()
    commitTree(repository, {'cook.md': 'text'})
    const error = await openGitSnapshot(repository, name).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(LadderlintError)
    expect(String(error)).toContain('names no commit in the repository')
  })

  it('says that a folder is no repository', async () => {
    const error = await openGitSnapshot(temporaryFolder(), 'HEAD').catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(LadderlintError)
    expect(String(error)).toContain('is not inside a git repository')
  })

  it('goes on after it was closed', async () => {
    const repository = temporaryFolder()
    commitTree(repository, {'cook.md': 'text', 'chef.md': 'more'})
    const snapshot = await openGitSnapshot(repository, 'HEAD')
    expect((await snapshot.read('cook.md'))?.text).toBe('text')
    snapshot.close()
    expect((await snapshot.read('chef.md'))?.text).toBe('more')
    snapshot.close()
  })

  it('does not keep a program from ending', () => {
    const repository = temporaryFolder()
    commitTree(repository, {'cook.md': 'text'})
    const module = new URL('../../src/handbook/git-snapshot.ts', import.meta.url).href
    const program = `const {openGitSnapshot} = await import(${JSON.stringify(module)})
      const snapshot = await openGitSnapshot(${JSON.stringify(repository)}, 'HEAD')
      console.log((await snapshot.read('cook.md')).text)`
    const run = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
      encoding: 'utf8',
      timeout: 30_000
    })
    expect(run).toMatchObject({status: 0, stdout: 'text\n', stderr: ''})
  })
})
