import {describe, expect, it} from 'vitest'
import {openTestEmbedded} from '../database/test-database.ts'
import {mortal} from './mortal-database.ts'

describe('mortal', () => {
  it('undoes a transaction that its process dies in, and holds up nobody', async () => {
    const database = await openTestEmbedded()
    await database.query('CREATE TABLE rows (id integer)')
    const process = mortal(database, (when) => when === 'after' && process.kill())
    let isAnswered = false
    const dying = process.database
      .transaction(({query}) => query('INSERT INTO rows VALUES (1)'))
      .finally(() => {
        isAnswered = true
      })
    dying.catch(() => undefined)
    expect(await database.query('SELECT id FROM rows')).toEqual([])
    expect(isAnswered).toBe(false)
    process.bury()
    await expect(dying).rejects.toThrow('the process is dead')
  })
})
