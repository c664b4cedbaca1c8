import {describe, expect, it} from 'vitest'
import {createLog} from '../../src/server/log.ts'
import {startService} from '../../src/server/serve.ts'
import {mortal} from '../chaos/mortal-database.ts'
import {openTestPostgres} from '../database/test-database.ts'
import {openSandbox} from '../sandbox/open-sandbox.ts'

describe('stopping a service', () => {
  it('comes to an end though the database has gone silent', async () => {
    const {url, token, project} = await openSandbox()
    const {database, kill, bury} = mortal(await openTestPostgres(), () => undefined)
    const service = await startService(
      {
        forge: {url, token},
        database: {kind: 'embedded', folder: ''},
        allowsUnverified: true,
        dashboardToken: undefined,
        secret: undefined,
        signingTokens: [],
        projects: [project.path],
        sweepMinutes: 0,
        markerKey: 'key',
        publicUrl: undefined,
        host: '127.0.0.1',
        port: 0,
        logLevel: 'error'
      },
      createLog('error', {write: () => undefined}),
      {opened: {database, folder: null, close: async () => undefined}, stopMs: 200}
    )
    kill()
    await expect(service.close()).rejects.toThrow('not everything had ended after 0.2 s')
    bury()
    await service.close()
  })
})
