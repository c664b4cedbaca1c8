/**
 * Databases of a test's own, gone when it ends.
 */
import {randomBytes} from 'node:crypto'
import {rmSync} from 'node:fs'
import {cp, mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import pg from 'pg'
import {inject, onTestFinished} from 'vitest'
import type {Database} from '../../src/database/database.ts'
import {openEmbeddedDatabase} from '../../src/database/embedded-database.ts'
import {openPostgresDatabase} from '../../src/database/postgres-database.ts'

/** @returns The address of a new, empty database on the PostgreSQL of this run. */
export async function createPostgresDatabase(): Promise<string> {
  const name = `test_${randomBytes(6).toString('hex')}`
  await onServer(`CREATE DATABASE ${name}`)
  onTestFinished(() => onServer(`DROP DATABASE ${name} WITH (FORCE)`))
  return `${inject('postgres')}/${name}`
}

/** @returns The address of a new, empty database, for a user who may make no tables in it. */
export async function createClosedDatabase(): Promise<string> {
  const url = new URL(await createPostgresDatabase())
  const user = `reader_${randomBytes(6).toString('hex')}`
  await onServer(`CREATE ROLE ${user} LOGIN PASSWORD '${user}'`)
  onTestFinished(() => onServer(`DROP ROLE ${user}`))
  return Object.assign(url, {username: user, password: user}).href
}

/**
 * Ends all connections to a database and lets nobody in.
 * @returns Lets them in again.
 */
export async function cutOff(url: string): Promise<() => Promise<void>> {
  const name = new URL(url).pathname.slice(1)
  await onServer(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`)
  await onServer(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`)
  return () => onServer(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`)
}

export async function openTestPostgres(): Promise<Database> {
  const database = await openPostgresDatabase(await createPostgresDatabase(), () => undefined)
  onTestFinished(() => database.close())
  return database
}

export async function openTestEmbedded(): Promise<Database> {
  const folder = await createDataFolder()
  const database = await openEmbeddedDatabase(folder, (path) => {
    throw new Error(`the database was put aside as ${path}`)
  })
  onTestFinished(() => database.close())
  return database
}

/** @returns A folder with an embedded database that is empty and closed. */
export async function createDataFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ladderlint-data-'))
  onTestFinished(() => rm(folder, {recursive: true, force: true}))
  template ??= createTemplate()
  await cp(await template, folder, {recursive: true})
  return folder
}

/** Creating a cluster takes seconds; a test file does it once. */
let template: Promise<string> | undefined

async function createTemplate(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ladderlint-template-'))
  process.once('exit', () => rmSync(folder, {recursive: true, force: true}))
  const database = await openEmbeddedDatabase(folder, () => undefined)
  await database.close()
  return folder
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client(`${inject('postgres')}/postgres`)
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
