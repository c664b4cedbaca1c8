import {describe, expect, it, onTestFinished, vi} from 'vitest'
import {createEndings, within} from '../../src/server/endings.ts'

describe('createEndings', () => {
  it('closes in the opposite order, each once, and all of them when one fails', async () => {
    const closed: string[] = []
    const endings = createEndings()
    endings.add(() => closed.push('database'))
    endings.add(async () => {
      closed.push('queue')
      throw new Error('the queue hangs')
    })
    endings.add(() => closed.push('server'))
    await expect(endings.run()).rejects.toThrow('the queue hangs')
    expect(closed).toEqual(['server', 'queue', 'database'])
    await endings.run()
    expect(closed).toHaveLength(3)
  })
})

describe('within', () => {
  it('waits for an end, and passes on why it failed', async () => {
    let isOver = false
    const ending = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      isOver = true
    })
    await within(60_000, ending)
    expect(isOver).toBe(true)
    await expect(within(60_000, Promise.reject(new Error('the queue hangs')))).rejects.toThrow(
      'the queue hangs'
    )
  })

  it('keeps nothing waiting once the end has come, so that the process can end, too', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    await within(60_000, Promise.resolve())
    expect(vi.getTimerCount()).toBe(0)
  })

  it('gives up an end that does not come', async () => {
    await expect(within(1, new Promise(() => undefined))).rejects.toThrow(
      'not everything had ended after 0.001 s'
    )
  })
})
