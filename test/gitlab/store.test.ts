import {describe, expect, it} from 'vitest'
import {createForgeCache} from '../../src/gitlab/forge-cache.ts'
import {createStore} from '../../src/gitlab/store.ts'

describe('createStore', () => {
  it('forgets what was unused for longest when it is full', () => {
    const store = createStore<number>(2)
    store.set('a', 1)
    store.set('b', 2)
    store.get('a')
    store.set('c', 3)
    expect([store.get('a'), store.get('b'), store.get('c')]).toEqual([1, undefined, 3])
  })

  it('goes by weight, and does not count a replaced value twice', () => {
    const store = createStore<string>(10, (text) => text.length)
    store.set('a', 'xxxx')
    store.set('a', 'yyyy')
    store.set('b', 'zzzzzz')
    expect([store.get('a'), store.get('b')]).toEqual(['yyyy', 'zzzzzz'])
    store.set('c', '!')
    expect([store.get('a'), store.get('b'), store.get('c')]).toEqual([undefined, 'zzzzzz', '!'])
  })

  it('keeps nothing that is heavier than all it may hold', () => {
    const store = createStore<string>(3, (text) => text.length)
    store.set('a', 'xxxx')
    expect(store.get('a')).toBeUndefined()
  })
})

describe('createForgeCache', () => {
  it('bounds the texts it keeps', () => {
    const {blobs} = createForgeCache({textLength: 1_000})
    for (const id of ['a', 'b', 'c']) blobs.set(id, {id, text: 'x'.repeat(300), size: 300})
    expect([blobs.get('a'), blobs.get('b')?.id, blobs.get('c')?.id]).toEqual([undefined, 'b', 'c'])
  })
})
