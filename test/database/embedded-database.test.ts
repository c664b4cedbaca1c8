import {existsSync} from 'node:fs'
import {mkdir, readdir, rename, truncate, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {describe, expect, it, onTestFinished, vi} from 'vitest'
import {openEmbeddedDatabase} from '../../src/database/embedded-database.ts'
import {migrate} from '../../src/database/migrate.ts'
import {createDataFolder} from './test-database.ts'

async function open(folder: string) {
  const aside: string[] = []
  const database = await openEmbeddedDatabase(folder, (path) => aside.push(path))
  return {database, aside}
}

describe('openEmbeddedDatabase', () => {
  it('keeps what was stored when it was closed', async () => {
    const folder = await createDataFolder()
    const first = await open(folder)
    await first.database.query("CREATE TABLE kept (what text); INSERT INTO kept VALUES ('a job')")
    await first.database.close()
    const {database, aside} = await open(folder)
    onTestFinished(() => database.close())
    expect(await database.query('SELECT what FROM kept')).toEqual([{what: 'a job'}])
    expect(aside).toEqual([])
  })

  it('puts a damaged one aside, untouched, and begins with a new one', async () => {
    const folder = await createDataFolder()
    await truncate(join(folder, 'database', 'global', 'pg_control'), 0)
    await writeFile(join(folder, 'database', 'evidence'), '')
    const {database, aside} = await open(folder)
    onTestFinished(() => database.close())
    expect(aside).toHaveLength(1)
    expect(aside[0]).toMatch(/\/database-unreadable-[\dTZ-]+$/)
    expect(existsSync(join(aside[0] ?? '', 'evidence'))).toBe(true)
    expect(await database.query('SELECT 1 AS one')).toEqual([{one: 1}])
  })

  it('leaves one that it cannot open where it is as long as there is no room for another', async () => {
    const folder = await createDataFolder()
    await truncate(join(folder, 'database', 'global', 'pg_control'), 0)
    await writeFile(join(folder, 'database', 'evidence'), '')
    // Keeps the program that creates one from doing so, as a full disk does.
    vi.stubEnv('NODE_OPTIONS', '--no-such-option')
    onTestFinished(() => void vi.unstubAllEnvs())
    await expect(open(folder)).rejects.toThrow('no database could be created')
    expect(existsSync(join(folder, 'database', 'evidence'))).toBe(true)
    expect(await readdir(folder)).toEqual(['database'])
  })

  it('takes no half of a database for one, and leaves nothing of it', async () => {
    const folder = await createDataFolder()
    const cluster = join(folder, 'database')
    await rename(cluster, `${cluster}-new-of-a-service-that-was-killed`)
    await mkdir(join(cluster, 'base'), {recursive: true})
    const {database, aside} = await open(folder)
    onTestFinished(() => database.close())
    expect(await database.query('SELECT 1 AS one')).toEqual([{one: 1}])
    expect(aside).toEqual([])
    expect(await readdir(folder)).toEqual(['database'])
  })

  it('tells when it can be asked nothing more until it is opened anew', async () => {
    const folder = await createDataFolder()
    const {database} = await open(folder)
    const wal = join(folder, 'database', 'pg_wal')
    await database.query('CREATE TABLE kept (what text)')
    await rename(wal, `${wal}-away`)
    const more = `SELECT pg_logical_emit_message(false, '', repeat('x', 1000000))`
    const fill = async () => {
      for (;;) await database.query(more)
    }
    await expect(fill()).rejects.toMatchObject({severity: 'PANIC'})
    expect(await database.broken).toMatchObject({severity: 'PANIC'})
    await database.close()
    await rename(`${wal}-away`, wal)
    const again = await open(folder)
    onTestFinished(() => again.database.close())
    expect(await again.database.query('SELECT what FROM kept')).toEqual([])
    expect(again.aside).toEqual([])
  })

  it('grows by what is in it, not by what ever was', async () => {
    const {database} = await open(await createDataFolder())
    onTestFinished(() => database.close())
    await migrate(database)
    const size = async () => {
      const [row] = await database.query(`SELECT pg_relation_size('ladderlint.delivery')::integer AS bytes`)
      return row?.bytes
    }
    const useUp = async () => {
      await database.query(
        `INSERT INTO ladderlint.delivery SELECT 'delivery-' || i FROM generate_series(1, 3000) AS i`
      )
      await database.query('DELETE FROM ladderlint.delivery')
      await database.tidy?.()
    }
    await useUp()
    const first = await size()
    await useUp()
    expect(await size()).toBe(first)
  })

  it('answers on when one of several statements in a transaction fails', async () => {
    const {database} = await open(await createDataFolder())
    onTestFinished(() => database.close())
    const failing = database.query('BEGIN; CREATE TABLE half (id integer); SELECT 1 / 0; COMMIT')
    const meanwhile = [
      database.query('SELECT 1 AS one'),
      database.transaction(({query}) => query('SELECT 2 AS two'))
    ]
    await expect(failing).rejects.toThrow('division by zero')
    expect(await Promise.all(meanwhile)).toEqual([[{one: 1}], [{two: 2}]])
    expect(await database.query("SELECT to_regclass('half') AS half")).toEqual([{half: null}])
  })

  it('keeps what several statements in a transaction store, and gives all their rows', async () => {
    const {database} = await open(await createDataFolder())
    onTestFinished(() => database.close())
    const rows = await database.query(
      'BEGIN; CREATE TABLE kept (id integer); INSERT INTO kept VALUES (1) RETURNING id; COMMIT'
    )
    expect(rows).toEqual([{id: 1}])
    expect(await database.query('SELECT id FROM kept')).toEqual([{id: 1}])
  })
})
