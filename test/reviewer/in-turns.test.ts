import {describe, expect, it} from 'vitest'
import {firstInLine} from '../../src/reviewer/in-turns.ts'

describe('firstInLine', () => {
  it('does what comes first one by one, then the rest, and gives all results in their order', async () => {
    const began: number[] = []
    let running = 0
    let most = 0
    const work = async (n: number) => {
      began.push(n)
      running += 1
      if (n % 2 === 0) most = Math.max(most, running)
      await new Promise(setImmediate)
      running -= 1
      return n * 10
    }
    const isEven = (n: number) => n % 2 === 0
    expect(await firstInLine([1, 2, 3, 4, 5, 6], isEven, String, work, {})).toEqual([10, 20, 30, 40, 50, 60])
    expect(began).toEqual([2, 4, 6, 1, 3, 5])
    expect(most).toBe(1)
  })
})
