/**
 * Starts a PostgreSQL server for the tests of one run and stops it after them. Tests make their own databases on it.
 */
import type {TestProject} from 'vitest/node'
import {startPostgresServer} from './postgres-server.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** `postgres://user:password@host:port`, without a database's name. */
    postgres: string
  }
}

export default async function startPostgres(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgresServer()
  project.provide('postgres', server.url)
  return () => server.stop()
}
