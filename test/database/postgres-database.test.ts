import pg from 'pg'
import {describe, expect, it, onTestFinished} from 'vitest'
import {openPostgresDatabase} from '../../src/database/postgres-database.ts'
import {createPostgresDatabase, cutOff} from './test-database.ts'

describe('openPostgresDatabase', () => {
  it('ends a start for good only where trying again is of no use', async () => {
    const url = await createPostgresDatabase()
    const elsewhere = (change: Partial<URL>) => Object.assign(new URL(url), change).href
    const open = (address: string) => openPostgresDatabase(address, () => undefined)
    await expect(open(elsewhere({password: 'another'}))).rejects.toMatchObject({exitCode: 2})
    await expect(open(elsewhere({pathname: '/none'}))).rejects.toMatchObject({exitCode: 2})
    await expect(open(elsewhere({port: '1'}))).rejects.toMatchObject({
      message: expect.stringContaining('ECONNREFUSED'),
      exitCode: 3
    })
    const reconnect = await cutOff(url)
    await expect(open(url)).rejects.toMatchObject({exitCode: 3})
    await reconnect()
  })

  it.each(['prefer', 'require', 'verify-ca', 'verify-full'])(
    'speaks to no server that cannot prove who it is when sslmode is %s',
    async (mode) => {
      const url = await createPostgresDatabase()
      const warnings: Error[] = []
      const onWarning = (warning: Error) => warnings.push(warning)
      process.on('warning', onWarning)
      onTestFinished(() => void process.off('warning', onWarning))
      const opening = openPostgresDatabase(`${url}?sslmode=${mode}`, () => undefined)
      await expect(opening).rejects.toThrow('does not support SSL')
      await expect(opening).rejects.toMatchObject({hint: expect.stringContaining('sslmode')})
      expect(warnings).toEqual([])
    }
  )

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

  it('leaves a server that has become a standby with the first transaction it refuses', async () => {
    const database = await openPostgresDatabase(await createPostgresDatabase(), () => undefined)
    onTestFinished(() => database.close())
    await database.query('CREATE TABLE rows (id integer)')
    const store = () => database.transaction(({query}) => query('INSERT INTO rows VALUES (1)'))
    // As a connection to it behaves after a failover.
    await database.query('SET default_transaction_read_only = on')
    await expect(store()).rejects.toMatchObject({code: '25006'})
    await store()
    expect(await database.query('SELECT id FROM rows')).toEqual([{id: 1}])
  })

  it('carries both of two transactions to their ends that lock each other out', async () => {
    const database = await openPostgresDatabase(await createPostgresDatabase(), () => undefined)
    onTestFinished(() => database.close())
    await database.query(
      'CREATE TABLE rows (id text PRIMARY KEY, times int); INSERT INTO rows VALUES ($$a$$, 0), ($$b$$, 0)'
    )
    const first = {a: Promise.withResolvers<void>(), b: Promise.withResolvers<void>()}
    let tries = 0
    const increase = (id: 'a' | 'b', next: 'a' | 'b') =>
      database.transaction(async ({query}) => {
        tries += 1
        await query('UPDATE rows SET times = times + 1 WHERE id = $1', [id])
        first[id].resolve()
        await first[next].promise
        await query('UPDATE rows SET times = times + 1 WHERE id = $1', [next])
      })
    await Promise.all([increase('a', 'b'), increase('b', 'a')])
    expect(await database.query('SELECT times FROM rows')).toEqual([{times: 2}, {times: 2}])
    expect(tries).toBe(3)
  })
})
