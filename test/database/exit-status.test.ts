import {execFile} from 'node:child_process'
import {describe, expect, it} from 'vitest'

describe('a program that has started the database of the tests', () => {
  it('ends with the status that it was given, so that tests that fail do not pass', async () => {
    const program = `
      import {startPostgresServer} from './test/database/postgres-server.ts'
      const server = await startPostgresServer()
      process.exitCode = 3
      await server.stop()`
    const status = await new Promise((resolve) => {
      execFile(process.execPath, ['--input-type=module', '--eval', program], (error) =>
        resolve(error?.code ?? 0)
      )
    })
    expect(status).toBe(3)
  })
})
