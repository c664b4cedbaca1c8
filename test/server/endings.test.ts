import {describe, expect, it} from 'vitest'
import {createEndings} from '../../src/server/endings.ts'

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
