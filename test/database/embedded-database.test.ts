import {existsSync} from 'node:fs'
import {truncate, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {describe, expect, it, onTestFinished} from 'vitest'
import {openEmbeddedDatabase} from '../../src/database/embedded-database.ts'
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
})
