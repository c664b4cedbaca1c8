import {describe, expect, it} from 'vitest'
import {createAttendedHeads} from '../../src/server/attended-heads.ts'

const ref = (iid: number) => ({project: 7, iid})

describe('createAttendedHeads', () => {
  it('knows each head that was looked at, of its own merge request and project', () => {
    const heads = createAttendedHeads()
    heads.add(ref(1), 'a')
    heads.add(ref(1), 'b')
    expect([heads.has(ref(1), 'a'), heads.has(ref(1), 'b')]).toEqual([true, true])
    expect([heads.has(ref(2), 'a'), heads.has({project: 8, iid: 1}, 'a')]).toEqual([false, false])
  })

  it('forgets the oldest beyond its limit', () => {
    const heads = createAttendedHeads(2)
    for (const iid of [1, 2, 3]) heads.add(ref(iid), 'a')
    expect([1, 2, 3].map((iid) => heads.has(ref(iid), 'a'))).toEqual([false, true, true])
  })
})
