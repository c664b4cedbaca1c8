import {describe, expect, it} from 'vitest'
import {openMemorySnapshot, withFile} from '../../src/handbook/memory-snapshot.ts'
import {describeSnapshot, type TreeContent} from '../contract/snapshot.ts'

describeSnapshot('openMemorySnapshot', {
  links: false,
  complete: true,
  open: async (tree) => openMemorySnapshot(textsOf(tree))
})

describeSnapshot('withFile', {
  links: false,
  complete: true,
  async open(tree) {
    const [first, ...rest] = Object.entries(textsOf(tree))
    const snapshot = openMemorySnapshot(Object.fromEntries(rest))
    return first ? withFile(snapshot, ...first) : snapshot
  }
})

describe('withFile', () => {
  const before = openMemorySnapshot({'content/cook.md': 'old /x/', 'content/chef.md': 'chef'})

  it('replaces a text and leaves the first snapshot alone', async () => {
    const after = withFile(before, 'content/cook.md', 'new')
    expect((await after.read('content/cook.md'))?.text).toBe('new')
    expect((await before.read('content/cook.md'))?.text).toBe('old /x/')
    expect((await after.entries('content'))?.map(({name}) => name).toSorted()).toEqual(['chef.md', 'cook.md'])
  })

  it('adds a page together with its folders', async () => {
    const after = withFile(before, 'content/kitchen/cold/baker.md', 'new')
    expect((await after.read('content/kitchen/cold/baker.md'))?.text).toBe('new')
    expect(await after.entries('content/kitchen')).toEqual([{name: 'cold', kind: 'folder', id: null}])
    expect(await after.entries('content/kitchens')).toBeUndefined()
  })

  it('searches the text that stands there now', async () => {
    const after = withFile(before, 'content/cook.md', 'new /y/')
    expect(await after.filesContaining?.('/x/', '')).toEqual([])
    expect(await after.filesContaining?.('/y/', 'content')).toEqual(['content/cook.md'])
  })

  it('refuses a path outside of the tree', () => {
    expect(() => withFile(before, '../x.md', 'new')).toThrow(RangeError)
  })
})

/** Bytes as text; enough for the contract's files. */
function textsOf(tree: TreeContent): Record<string, string | Uint8Array> {
  const texts: Record<string, string | Uint8Array> = {}
  for (const [path, content] of Object.entries(tree)) {
    if (typeof content === 'string' || content instanceof Uint8Array) texts[path] = content
  }
  return texts
}
