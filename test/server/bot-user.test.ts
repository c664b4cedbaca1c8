import {describe, expect, it} from 'vitest'
import {createKnownBot} from '../../src/server/bot-user.ts'

const BOT = {id: 5, username: 'handbook-bot'}

/** Lets what waits go on. */
const soon = () => new Promise((resolve) => setImmediate(resolve))

describe('createKnownBot', () => {
  it('answers at once, and asks in the background until it knows', async () => {
    let asked = 0
    const bot = createKnownBot(async () => {
      asked += 1
      if (asked === 1) throw new Error('GitLab is down')
      return BOT
    })
    expect(bot()).toBeUndefined()
    expect(bot()).toBeUndefined()
    await soon()
    expect(asked).toBe(1)
    expect(bot()).toBeUndefined()
    await soon()
    expect(bot()).toEqual(BOT)
    expect(bot()).toEqual(BOT)
    expect(asked).toBe(2)
  })
})
