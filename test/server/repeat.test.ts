import {describe, expect, it} from 'vitest'
import {repeat} from '../../src/server/repeat.ts'

describe('repeat', () => {
  it('begins at once, and again after each turn', async () => {
    const third = Promise.withResolvers<void>()
    let turns = 0
    const repeated = repeat(async () => {
      turns += 1
      if (turns === 3) third.resolve()
    }, 1)
    await third.promise
    await repeated.stop()
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
