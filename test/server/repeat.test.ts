import {describe, expect, it} from 'vitest'
import {repeat} from '../../src/server/repeat.ts'

describe('repeat', () => {
  it('begins at once, and waits before the next turn', async () => {
    let turns = 0
    const repeated = repeat(async () => {
      turns += 1
    }, 60_000)
    expect(turns).toBe(1)
    await repeated.stop()
    expect(turns).toBe(1)
  })

  it('goes on turn after turn until it is told to end', async () => {
    const third = Promise.withResolvers<void>()
    let turns = 0
    const repeated = repeat(async () => {
      turns += 1
      if (turns === 3) third.resolve()
    }, 1)
    await third.promise
    await repeated.stop()
    expect(turns).toBeGreaterThanOrEqual(3)
  })

  it('ends a turn that runs, and waits for its end', async () => {
    let ended = false
    const repeated = repeat(async (signal) => {
      await new Promise((resolve) => signal.addEventListener('abort', resolve))
      ended = true
      signal.throwIfAborted()
    }, 60_000)
    await repeated.stop()
    expect(ended).toBe(true)
  })
})
