import {describe, expect, it} from 'vitest'
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

  it('gives up an end that does not come', async () => {
    await expect(within(1, new Promise(() => undefined))).rejects.toThrow(
      'not everything had ended after 0.001 s'
    )
  })
})
