import {describe, expect, it, onTestFinished} from 'vitest'
import {makingTables} from '../../src/database/making-tables.ts'
import {migrate} from '../../src/database/migrate.ts'
import {openPostgresDatabase} from '../../src/database/postgres-database.ts'
import {openBossQueue} from '../../src/queue/boss-queue.ts'
import {createClosedDatabase, createPostgresDatabase, openTestPostgres} from './test-database.ts'

describe('makingTables', () => {
  it('says what a user lacks who may make none', async () => {
    const database = await openPostgresDatabase(await createClosedDatabase(), () => undefined)
    onTestFinished(() => database.close())
    await expect(makingTables(() => migrate(database))).rejects.toMatchObject({
      message: expect.stringMatching(
        /^the service's tables could not be made in its database: permission denied for database test_/
      ),
      hint: expect.stringContaining('GRANT CREATE ON DATABASE'),
      exitCode: 2
    })
  })

  it('says that a server only reads', async () => {
    const database = await openTestPostgres()
    const reading = () =>
      database.transaction(async ({query}) => {
        await query('SET TRANSACTION READ ONLY')
        await query('CREATE SCHEMA ladderlint')
      })
    await expect(makingTables(reading)).rejects.toMatchObject({
      hint: expect.stringContaining('standby'),
      exitCode: 2
    })
  })

  it('goes on where another replica was faster', async () => {
    const faster = ['23505', '42P07', '42710']
    const make = async () => {
      const code = faster.shift()
      if (code !== undefined) throw Object.assign(new Error('exists already'), {code})
      return 'made'
    }
    expect(await makingTables(make)).toBe('made')
  })

  it('lets several replicas begin on an empty database at the same moment', async () => {
    const url = await createPostgresDatabase()
    const begin = async () => {
      const database = await openPostgresDatabase(url, () => undefined)
      onTestFinished(() => database.close())
      const queue = await openBossQueue({
        database,
        concurrency: 1,
        attempts: 1,
        delay: () => 0,
        onFailure: () => undefined,
        onError: () => undefined,
        onWarning: () => undefined
      })
      onTestFinished(() => queue.stop(0))
      return queue.depth()
    }
    const depths = await Promise.all(Array.from({length: 5}, begin))
    expect(depths).toEqual(depths.map(() => ({waiting: 0, running: 0, dead: 0, oldestSeconds: 0})))
  })

  it('takes what else a database says for something that may pass', async () => {
    const full = Object.assign(new Error('could not extend file: No space left on device'), {code: '53100'})
    await expect(makingTables(() => Promise.reject(full))).rejects.toMatchObject({exitCode: 3, cause: full})
  })

  it('leaves a defect of ours one', async () => {
    const defect = new TypeError('undefined is not a function')
    await expect(makingTables(() => Promise.reject(defect))).rejects.toBe(defect)
  })
})
