import {describe, expect, it} from 'vitest'
import {inBatches} from '../../src/queue/in-batches.ts'

/** Gives a number in each of the next turns of the event loop, as sockets do that become readable one after another. */
function arrive(count: number, take: (item: number) => Promise<number>): Promise<number[]> {
  return new Promise((resolve) => {
    const taken: Promise<number>[] = []
    const next = () => {
      if (taken.length === count) return resolve(Promise.all(taken))
      setImmediate(next)
      taken.push(take(taken.length))
    }
    next()
  })
}

describe('inBatches', () => {
  it('stores a burst together, even when storing never lets the event loop turn', async () => {
    const batches: number[] = []
    const {store: take} = inBatches(async (items: readonly number[]) => {
      batches.push(items.length)
      return items
    }, 100)
    expect(await arrive(20, take)).toEqual(Array.from({length: 20}, (_, index) => index))
    expect(batches).toEqual([20])
  })

  it('stores no more at once than it may', async () => {
    const batches: number[] = []
    const {store: take} = inBatches(async (items: readonly number[]) => {
      batches.push(items.length)
      return items
    }, 8)
    await arrive(20, take)
    expect(Math.max(...batches)).toBe(8)
    expect(batches.reduce((sum, size) => sum + size, 0)).toBe(20)
  })

  it('tells all of a batch that could not be stored, and goes on with the next', async () => {
    let isBroken = true
    const {store: take} = inBatches(async (items: readonly string[]) => {
      if (isBroken) throw new Error('the disk is full')
      return items
    }, 10)
    await expect(Promise.allSettled([take('a'), take('b')])).resolves.toMatchObject([
      {status: 'rejected'},
      {status: 'rejected'}
    ])
    isBroken = false
    expect(await take('c')).toBe('c')
  })

  it('is calm when nothing is being stored, and lets others wait for that', async () => {
    const events: string[] = []
    const {store, calm} = inBatches(async (items: readonly string[]) => {
      events.push('stored')
      return items
    }, 10)
    await calm(60_000)
    const stored = store('a')
    await calm(60_000)
    events.push('calm')
    await stored
    expect(events).toEqual(['stored', 'calm'])
  })

  it('keeps nobody waiting for long when storing does not end', async () => {
    const {store, calm} = inBatches(() => new Promise<readonly string[]>(() => undefined), 10)
    void store('a')
    await expect(calm(1)).resolves.toBeUndefined()
  })
})
