import {Webhook} from 'standardwebhooks'
import {describe, expect, it} from 'vitest'
import {openHooked, receiver, SIGNING_TOKEN} from './open-hooked.ts'
import {change, openSandbox, page} from './open-sandbox.ts'

describe('a delivery', () => {
  it('carries the headers that GitLab sends', async () => {
    const sandbox = await openHooked()
    await change(sandbox, {'page.md': page({1: 'x'})})
    await sandbox.api.settled()
    const headers = sandbox.received[0]?.headers ?? {}
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'user-agent': 'GitLab/19.6.0',
      'x-gitlab-event': 'Merge Request Hook',
      'x-gitlab-instance': sandbox.url,
      'x-gitlab-token': 'secret'
    })
    for (const name of ['x-gitlab-webhook-uuid', 'x-gitlab-event-uuid', 'idempotency-key']) {
      expect(headers[name]).toMatch(/^[0-9a-f-]{36}$/)
    }
    expect(headers['webhook-id']).toBe(headers['idempotency-key'])
  })

  it('is signed so that the Standard Webhooks library verifies it', async () => {
    const sandbox = await openHooked()
    await change(sandbox, {'page.md': page({1: 'ü'})})
    await sandbox.api.settled()
    const {headers = {}, text = ''} = sandbox.received[0] ?? {}
    const sent = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
    const webhook = new Webhook(SIGNING_TOKEN)
    expect(webhook.verify(text, sent)).toMatchObject({object_kind: 'merge_request'})
    expect(() => webhook.verify(`${text} `, sent)).toThrow()
  })

  it('has no signature before 19.0, and none without a signing token', async () => {
    const older = await openHooked({version: '18.11.1'})
    await change(older, {'page.md': page({1: 'x'})})
    await older.api.settled()
    expect(
      Object.keys(older.received[0]?.headers ?? {}).filter((name) => name.startsWith('webhook-'))
    ).toEqual([])

    const {url, received} = await receiver()
    const plain = await openSandbox()
    plain.api.createHook(plain.project, url)
    await change(plain, {'page.md': page({1: 'x'})})
    await plain.api.settled()
    expect(received[0]?.headers).not.toHaveProperty('webhook-signature')
    expect(received[0]?.headers).not.toHaveProperty('x-gitlab-token')
  })

  it('is logged with what was answered, and resent under the same key', async () => {
    const sandbox = await openHooked()
    const {api, project, author, received, as, hook} = sandbox
    await change(sandbox, {'page.md': page({1: 'x'})})
    await api.settled()
    api.setRole(project, author, 'maintainer')
    const maintainer = as(author)
    const events = await maintainer('GET', `:project/hooks/${hook}/events`)
    expect(events.body).toMatchObject([
      {
        trigger: 'merge_request_hooks',
        response_status: '200',
        response_body: 'Thanks.',
        response_headers: {'x-answered': 'yes'},
        request_headers: {'X-Gitlab-Token': '[REDACTED]'},
        request_data: {object_kind: 'merge_request'}
      }
    ])
    expect(
      (await maintainer('POST', `:project/hooks/${hook}/events/${events.body[0].id}/resend`)).status
    ).toBe(201)
    await api.settled()
    expect(received).toHaveLength(2)
    expect(received[1]?.headers['idempotency-key']).toBe(received[0]?.headers['idempotency-key'])
    expect(received[1]?.text).toBe(received[0]?.text)
  })

  it('is given up after the time limit and never repeated by itself', async () => {
    const sandbox = await openHooked({hookTimeout: 50}, () => 0)
    await change(sandbox, {'page.md': page({1: 'x'})})
    await sandbox.api.settled()
    expect(sandbox.api.deliveries(sandbox.project)).toMatchObject([
      {status: null, failure: 'Net::ReadTimeout'}
    ])
  })

  it('to nobody is logged as a failure', async () => {
    const sandbox = await openSandbox()
    sandbox.api.createHook(sandbox.project, 'http://127.0.0.1:9/hook')
    await change(sandbox, {'page.md': page({1: 'x'})})
    await sandbox.api.settled()
    const [delivery] = sandbox.api.deliveries(sandbox.project)
    expect(delivery?.status).toBeNull()
    expect(delivery?.failure).not.toBeNull()
  })

  it('waits while deliveries are held, and can come in another order', async () => {
    const sandbox = await openHooked()
    const {api, project, received} = sandbox
    api.holdDeliveries()
    await change(sandbox, {'page.md': page({1: 'x'})})
    await api.push({project, branch: 'change-1', files: {'page.md': page({2: 'x'})}})
    await api.settled()
    expect(received).toEqual([])
    api.releaseDeliveries('reversed')
    await api.settled()
    expect(received.map(({body}) => body.object_attributes.action).sort()).toEqual(['open', 'update'])
  })
})

describe('a hook that keeps failing', () => {
  it('is switched off for a minute after the fourth time, and on again by a success', async () => {
    let now = new Date('2026-11-21T10:00:00Z')
    let status = 500
    const sandbox = await openHooked({autoDisableHooks: true, now: () => now}, () => status)
    const {api, project, received, author, as, hook} = sandbox
    const mergeRequest = await change(sandbox, {'page.md': page({1: 'x'})})
    await api.settled()
    for (let count = 2; count <= 5; count++) {
      await api.edit(mergeRequest, {title: `Title ${count}`})
      await api.settled()
    }
    expect(received).toHaveLength(4)
    api.setRole(project, author, 'maintainer')
    const read = async () => (await as(author)('GET', `:project/hooks/${hook}`)).body
    expect(await read()).toMatchObject({alert_status: 'temporarily_disabled', signing_token_present: true})
    now = new Date('2026-11-21T10:01:01Z')
    status = 302
    await api.edit(mergeRequest, {title: 'Title 6'})
    await api.settled()
    expect(await read()).toMatchObject({alert_status: 'executable', disabled_until: null})
  })
})

describe('hooks over the API', () => {
  it('are for maintainers, and never show their tokens', async () => {
    const sandbox = await openSandbox()
    const request = {
      url: 'http://127.0.0.1:9/',
      token: 'secret',
      signing_token: SIGNING_TOKEN,
      note_events: true
    }
    expect((await sandbox.call('POST', ':project/hooks', request)).status).toBe(403)
    sandbox.api.setRole(sandbox.project, sandbox.bot, 'maintainer')
    const {status, body, text} = await sandbox.call('POST', ':project/hooks', request)
    expect(status).toBe(201)
    expect(body).toMatchObject({note_events: true, merge_requests_events: false, push_events: true})
    expect(text).not.toContain('secret')
    expect(text).not.toContain(SIGNING_TOKEN)
    expect(
      (await sandbox.call('PUT', `:project/hooks/${body.id}`, {merge_requests_events: true})).body
    ).toMatchObject({
      merge_requests_events: true
    })
    expect((await sandbox.call('DELETE', `:project/hooks/${body.id}`)).status).toBe(204)
  })

  it('refuse a signing token of another form', async () => {
    const sandbox = await openSandbox()
    sandbox.api.setRole(sandbox.project, sandbox.bot, 'maintainer')
    const request = {url: 'http://127.0.0.1:9/', signing_token: 'plain'}
    expect((await sandbox.call('POST', ':project/hooks', request)).status).toBe(400)
  })
})
