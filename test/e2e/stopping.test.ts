import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {text} from 'node:stream/consumers'
import {describe, expect, it, onTestFinished} from 'vitest'
import {createLog} from '../../src/server/log.ts'
import {startService} from '../../src/server/serve.ts'
import {mortal} from '../chaos/mortal-database.ts'
import {folderWith} from '../cli/run-cli.ts'
import {openTestPostgres} from '../database/test-database.ts'
import {openSandbox} from '../sandbox/open-sandbox.ts'

describe('stopping a service', () => {
  it('waits for no GitLab that the service was asking before it is up', async () => {
    const gitlab = createServer(() => undefined).listen(0, '127.0.0.1')
    onTestFinished(() => {
      gitlab.closeAllConnections()
      gitlab.close()
    })
    await once(gitlab, 'listening')
    const child = spawn(process.execPath, ['src/cli/main.ts', 'serve'], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        PATH: process.env.PATH,
        GITLAB_URL: `http://127.0.0.1:${(gitlab.address() as AddressInfo).port}`,
        GITLAB_TOKEN: 'glpat-token',
        GITLAB_WEBHOOK_SECRET: 'the-secret-of-the-webhook',
        LADDERLINT_DATA: folderWith({}),
        PORT: '0'
      }
    })
    onTestFinished(() => void child.kill('SIGKILL'))
    const [said, ended] = [text(child.stdout), once(child, 'exit')]
    await once(gitlab, 'request')
    child.kill('SIGTERM')
    expect(await ended).toEqual([0, null])
    expect(await said).toContain('"msg":"stopped before it was up"')
  })

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
