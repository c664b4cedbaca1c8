import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {openFolderSnapshot} from '../../src/handbook/folder-snapshot.ts'
import {describeSnapshot} from '../contract/snapshot.ts'
import {temporaryFolder, writeTree} from './trees.ts'

describeSnapshot('openFolderSnapshot', {
  links: true,
  complete: false,
  async open(tree) {
    const root = temporaryFolder()
    writeTree(root, {'.git/HEAD': 'ref: refs/heads/main\n', ...tree})
    return openFolderSnapshot(root)
  }
})

describe('openFolderSnapshot', () => {
  it('reads a folder that is not there as one without files', async () => {
    const snapshot = openFolderSnapshot(join(temporaryFolder(), 'missing'))
    expect(await snapshot.entries('')).toBeUndefined()
    expect(await snapshot.read('content/cook.md')).toBeUndefined()
  })

  it('follows a link that is the root itself, since a person named it', async () => {
    const folder = temporaryFolder()
    writeTree(folder, {'real/content/cook.md': 'text', handbook: {linkTo: 'real'}})
    const snapshot = openFolderSnapshot(join(folder, 'handbook'))
    expect((await snapshot.read('content/cook.md'))?.text).toBe('text')
  })

  it('leaves installed packages out', async () => {
    const root = temporaryFolder()
    writeTree(root, {'node_modules/x/README.md': 'found', 'content/cook.md': 'found'})
    const snapshot = openFolderSnapshot(root)
    expect(await snapshot.filesContaining?.('found', '')).toEqual(['content/cook.md'])
  })

  it('has no commit', () => {
    expect(openFolderSnapshot('.').commit).toBeNull()
  })
})
