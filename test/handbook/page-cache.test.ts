import {describe, expect, it} from 'vitest'
import {createPageCache} from '../../src/handbook/page-cache.ts'

describe('createPageCache', () => {
  it('makes a value once', () => {
    const {gradeTables} = createPageCache({maxEntries: 2})
    let made = 0
    const make = () => [{name: `${++made}`, rows: []}]
    expect(gradeTables.remember('a', make)).toBe(gradeTables.remember('a', make))
    expect(made).toBe(1)
  })

  it('forgets what was not used for the longest time, and holds no more than it may', () => {
    const {anchors} = createPageCache({maxEntries: 1})
    const make = () => ({ids: new Set<string>()})
    for (const key of ['a', 'b', 'c', 'd']) anchors.remember(key, make)
    const first = anchors.remember('a', make)
    anchors.remember('e', make)
    expect(anchors.size).toBe(4)
    expect(anchors.find('a')).toBe(first)
    expect(anchors.find('b')).toBeUndefined()
  })
})
