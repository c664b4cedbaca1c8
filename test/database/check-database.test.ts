import {describe, expect, it} from 'vitest'
import {checkDatabase} from '../../src/server/checks/check-database.ts'
import {createClosedDatabase, createPostgresDatabase} from './test-database.ts'

describe('checkDatabase', () => {
  it('is content with a server in which tables can be made', async () => {
    expect(await checkDatabase({kind: 'server', url: await createPostgresDatabase()})).toMatchObject({
      verdict: 'ok',
      says: 'DATABASE_URL leads to a database that answers (postgres)'
    })
  })

  it('says that the user of a server may make no tables, before the service does', async () => {
    expect(await checkDatabase({kind: 'server', url: await createClosedDatabase()})).toMatchObject({
      verdict: 'failed',
      says: expect.stringContaining('its user may make no tables there'),
      hint: expect.stringContaining('GRANT CREATE')
    })
  })
})
