import {describe, expect, it} from 'vitest'
import {demoHandbook} from '../../src/sandbox/demo-files.ts'
import {cutOff} from '../database/test-database.ts'
import {install} from './installation.ts'

describe('a service whose database is away', () => {
  it('acknowledges nothing that it could not store, says so, and goes on when it is back', async () => {
    const installation = await install(demoHandbook())
    const {api, project, serviceUrl, log} = installation
    const reconnect = await cutOff(installation.database)
    const mergeRequest = await installation.open()
    await api.settled()
    const refused = api.deliveries(project).find(({status}) => status === 503)
    expect(refused).toBeDefined()
    expect(log.some((line) => line.includes('could not be stored'))).toBe(true)
    const ready = await fetch(`${serviceUrl}/readyz`)
    expect(ready.status).toBe(503)
    expect(await ready.json()).toMatchObject({reason: 'the database does not answer'})
    expect((await fetch(`${serviceUrl}/healthz`)).status).toBe(200)

    await reconnect()
    if (refused) api.resend(project, refused)
    await installation.idle()
    expect(api.deliveries(project).some(({status}) => status === 202)).toBe(true)
    expect(installation.threads(mergeRequest).length).toBeGreaterThan(3)
  })
})
