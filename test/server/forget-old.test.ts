import {describe, expect, it} from 'vitest'
import {forgetOld} from '../../src/server/forget-old.ts'
import {createLog} from '../../src/server/log.ts'

function logged() {
  const lines: string[] = []
  return {lines, log: createLog('info', {write: (line) => lines.push(line)})}
}

describe('forgetOld', () => {
  it('forgets reviews and deliveries', async () => {
    const forgotten: string[] = []
    await forgetOld({
      account: {forget: async () => void forgotten.push('reviews')},
      queue: {forgetDeliveries: async () => void forgotten.push('deliveries')},
      log: logged().log
    })
    expect(forgotten).toEqual(['reviews', 'deliveries'])
  })

  it('outlasts a database that is away, and says so', async () => {
    const {lines, log} = logged()
    const forgetDeliveries = async () => {
      throw new Error('connect ECONNREFUSED')
    }
    await forgetOld({account: {forget: async () => undefined}, queue: {forgetDeliveries}, log})
    expect(lines.join('')).toContain('old deliveries could not be forgotten')
  })
})
