import {describe, expect, it} from 'vitest'
import {forgetOld} from '../../src/server/forget-old.ts'
import {createLog} from '../../src/server/log.ts'

function logged() {
  const lines: string[] = []
  return {lines, log: createLog('info', {write: (line) => lines.push(line)})}
}

describe('forgetOld', () => {
  it('forgets reviews and deliveries, then has the database give their room back', async () => {
    const forgotten: string[] = []
    await forgetOld({
      account: {forget: async () => void forgotten.push('reviews')},
      queue: {forgetDeliveries: async () => void forgotten.push('deliveries')},
      database: {tidy: async () => void forgotten.push('room')},
      log: logged().log
    })
    expect(forgotten).toEqual(['reviews', 'deliveries', 'room'])
  })

  it('outlasts a database that is away, and says so', async () => {
    const {lines, log} = logged()
    const refuse = async () => {
      throw new Error('connect ECONNREFUSED')
    }
    await forgetOld({
      account: {forget: async () => undefined},
      queue: {forgetDeliveries: refuse},
      database: {tidy: refuse},
      log
    })
    expect(lines.join('')).toContain('old deliveries could not be forgotten')
    expect(lines.join('')).toContain('the database could not be tidied')
  })
})
