import pg from 'pg'
import {describe, expect, it, onTestFinished} from 'vitest'
import {openPostgresDatabase} from '../../src/database/postgres-database.ts'
import {createPostgresDatabase} from './test-database.ts'

describe('openPostgresDatabase', () => {
  it('loses one transaction, and no more, when the server cuts its connection between two queries', async () => {
    const url = await createPostgresDatabase()
    const breaks: Error[] = []
    const database = await openPostgresDatabase(url, (cause) => breaks.push(cause))
    onTestFinished(() => database.close())
    const other = new pg.Client(url)
    await other.connect()
    onTestFinished(() => other.end())

    const lost = database.transaction(async (queries) => {
      const [row] = await queries.query('SELECT pg_backend_pid() AS pid')
      await other.query('SELECT pg_terminate_backend($1)', [row?.pid])
      while ((await other.query('SELECT 1 FROM pg_stat_activity WHERE pid = $1', [row?.pid])).rowCount) {}
      await queries.query('SELECT 1')
    })
    await expect(lost).rejects.toThrow()
    expect(await database.query('SELECT 1 AS one')).toEqual([{one: 1}])
    expect(breaks).toEqual([])
  })
})
