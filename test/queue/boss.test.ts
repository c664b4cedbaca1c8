import {describe, expect, it, onTestFinished} from 'vitest'
import type {Database, Queries} from '../../src/database/database.ts'
import {QUEUE, SCHEMA, startBoss} from '../../src/queue/boss.ts'
import {openTestPostgres} from '../database/test-database.ts'

describe('startBoss', () => {
  it('loses no job on CockroachDB whose process dies while it is handed back', async () => {
    const database = await openTestPostgres()
    let isDying = false
    const mortal = ({query}: Queries): Queries => ({
      query: (text, values) =>
        isDying && text.includes(`INSERT INTO ${SCHEMA}.job`)
          ? Promise.reject(new Error('the process died'))
          : query(text, values)
    })
    const cockroach: Database = {
      ...database,
      ...mortal(database),
      engine: 'cockroachdb',
      transaction: (work) => database.transaction((queries) => work(mortal(queries)))
    }
    const boss = await startBoss(cockroach, {onError: () => undefined, onWarning: () => undefined})
    onTestFinished(() => boss.stop({graceful: false, close: false}))
    await boss.insert(QUEUE, [{data: {}, singletonKey: '1!1'}])
    const [job] = await boss.fetch(QUEUE)
    isDying = true
    await expect(boss.fail(QUEUE, job?.id ?? '')).rejects.toThrow('the process died')
    const present = `SELECT id::text, state::text FROM ${SCHEMA}.job WHERE name = '${QUEUE}'`
    expect(await database.query(present)).toEqual([{id: job?.id, state: 'active'}])
  })
})
