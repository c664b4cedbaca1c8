import {createServer, type IncomingHttpHeaders} from 'node:http'
import {Webhook} from 'standardwebhooks'
import {describe, expect, it, onTestFinished} from 'vitest'
import {change, openSandbox, page, position} from './open-sandbox.ts'

const SIGNING_TOKEN = 'whsec_c2lnbmluZyBrZXkgb2YgdGhlIHRlc3Q='

interface Received {
  readonly headers: IncomingHttpHeaders
  readonly text: string
  // biome-ignore lint/suspicious/noExplicitAny: payloads of every event
  readonly body: any
}

/** Something that takes deliveries, answering with `status`; 0 never answers. */
async function receiver(status: () => number = () => 200) {
  const received: Received[] = []
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    received.push({headers: request.headers, text, body: JSON.parse(text)})
    const code = status()
    if (code !== 0) response.writeHead(code, {'x-answered': 'yes'}).end('Thanks.')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {url: `http://127.0.0.1:${address.port}/hook`, received}
}

async function opened(options: Parameters<typeof openSandbox>[1] = {}, status?: () => number) {
  const {url, received} = await receiver(status)
  const sandbox = await openSandbox(undefined, options)
  const hook = sandbox.api.createHook(sandbox.project, url, {token: 'secret\n', signingToken: SIGNING_TOKEN})
  return {...sandbox, received, hook, hookUrl: url}
}

describe('a push', () => {
  it('is told to hooks that want pushes, with its commits and their files', async () => {
    const {url, received} = await receiver()
    const sandbox = await openSandbox({'page.md': page(), 'old.md': 'x\n'})
    const {api, project, author} = sandbox
    api.createHook(project, url, {token: 'secret', signingToken: SIGNING_TOKEN, events: ['push_events']})
    const before = await project.repository.branch('main')
    const files = {'page.md': page({1: 'x'}), 'new.md': 'y\n', 'old.md': null}
    const after = await api.push({project, branch: 'main', files, author})
    await api.settled()
    expect(received).toHaveLength(1)
    const [{headers, body, text} = {headers: {}, body: {}, text: ''}] = received
    expect(headers['x-gitlab-event']).toBe('Push Hook')
    const sent = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
    expect(new Webhook(SIGNING_TOKEN).verify(text, sent)).toMatchObject({object_kind: 'push'})
    expect(body).toMatchObject({
      ref: 'refs/heads/main',
      before,
      after,
      user_username: 'ada',
      project: {id: project.id, path_with_namespace: 'group/handbook'},
      commits: [{id: after, added: ['new.md'], modified: ['page.md'], removed: ['old.md']}],
      total_commits_count: 1
    })
  })

  it('names a new branch by forty zeros, and a merge as a push to the target branch', async () => {
    const {url, received} = await receiver()
    const sandbox = await openSandbox()
    sandbox.api.createHook(sandbox.project, url, {events: ['push_events']})
    const mergeRequest = await change(sandbox, {'page.md': page({1: 'x'})})
    await sandbox.api.changeState(mergeRequest, 'merge')
    await sandbox.api.settled()
    expect(received.map(({body}) => [body.ref, body.before === '0'.repeat(40)])).toEqual([
      ['refs/heads/change-1', true],
      ['refs/heads/main', false]
    ])
    expect(received[1]?.body).toMatchObject({after: mergeRequest.mergeCommit, total_commits_count: 2})
  })
})

describe('a delivery', () => {
  it('carries the headers that GitLab sends', async () => {
    const sandbox = await opened()
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
    const sandbox = await opened()
    await change(sandbox, {'page.md': page({1: 'ü'})})
    await sandbox.api.settled()
    const {headers = {}, text = ''} = sandbox.received[0] ?? {}
    const sent = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
    const webhook = new Webhook(SIGNING_TOKEN)
    expect(webhook.verify(text, sent)).toMatchObject({object_kind: 'merge_request'})
    expect(() => webhook.verify(`${text} `, sent)).toThrow()
  })

  it('has no signature before 19.0, and none without a signing token', async () => {
    const older = await opened({version: '18.11.1'})
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
    const sandbox = await opened()
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
    const sandbox = await opened({hookTimeout: 50}, () => 0)
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
    const sandbox = await opened()
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
    const sandbox = await opened({autoDisableHooks: true, now: () => now}, () => status)
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

describe('Merge Request Hook', () => {
  it('tells opening, pushing, editing, closing, reopening and merging apart', async () => {
    const sandbox = await opened()
    const {api, project, received} = sandbox
    const mergeRequest = await change(sandbox, {'page.md': page({1: 'x'})})
    const first = mergeRequest.versions[0]?.head
    await api.settled()
    const head = await api.push({project, branch: 'change-1', files: {'page.md': page({2: 'x'})}})
    await api.settled()
    await api.edit(mergeRequest, {title: 'Draft: Change'})
    await api.settled()
    for (const action of ['close', 'reopen', 'merge'] as const) {
      await api.changeState(mergeRequest, action)
      await api.settled()
    }
    const attributes = received.map(({body}) => body.object_attributes)
    expect(attributes.map(({action}) => action)).toEqual([
      'open',
      'update',
      'update',
      'close',
      'reopen',
      'merge'
    ])
    expect(attributes[0]).not.toHaveProperty('oldrev')
    expect(attributes[1]).toMatchObject({oldrev: first, last_commit: {id: head}})
    expect(received[2]?.body.changes).toMatchObject({draft: {previous: false, current: true}, title: {}})
    expect(attributes[5]).toMatchObject({state: 'merged', state_id: 3})
  })

  it('has the shape of GitLab’s, without the keys that would be empty', async () => {
    const sandbox = await opened()
    await change(sandbox, {'page.md': page({1: 'x'})})
    await sandbox.api.settled()
    const body = sandbox.received[0]?.body
    expect(body).toMatchObject({
      object_kind: 'merge_request',
      event_type: 'merge_request',
      user: {username: 'ada', email: '[REDACTED]'},
      project: {id: sandbox.project.id, path_with_namespace: 'group/handbook', default_branch: 'main'},
      object_attributes: {
        iid: 1,
        source_branch: 'change-1',
        target_branch: 'main',
        draft: false,
        system: false
      },
      changes: {}
    })
    expect(body).not.toHaveProperty('reviewers')
    expect(body).not.toHaveProperty('assignees')
    expect(body.object_attributes.created_at).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/)
  })

  it('is sent with the bot among the reviewers when it is asked', async () => {
    const sandbox = await opened()
    await change(sandbox, {'page.md': page({1: 'x'})})
    await sandbox.as(sandbox.author)('PUT', ':mr', {reviewer_ids: [sandbox.bot.id]})
    await sandbox.api.settled()
    const body = sandbox.received.at(-1)?.body
    expect(body.reviewers).toMatchObject([{id: sandbox.bot.id, state: 'unreviewed'}])
    expect(body.changes.reviewers.current).toMatchObject([{id: sandbox.bot.id}])
  })

  it('says so when a reviewer is asked again', async () => {
    const sandbox = await opened()
    const mergeRequest = await change(sandbox, {'page.md': page({1: 'x'})})
    sandbox.api.requestReview(mergeRequest, sandbox.bot, sandbox.author)
    sandbox.api.requestReview(mergeRequest, sandbox.bot, sandbox.author)
    await sandbox.api.settled()
    const asked = sandbox.received.slice(-2).map(({body}) => body.changes.reviewers)
    expect(asked).toMatchObject([
      {previous: [], current: [{id: sandbox.bot.id, re_requested: false}]},
      {previous: [{re_requested: false}], current: [{id: sandbox.bot.id, re_requested: true}]}
    ])
  })

  it('is sent when a reviewer publishes a review, and when that says something new', async () => {
    const sandbox = await opened()
    const mergeRequest = await change(sandbox, {'page.md': page({1: 'x'})})
    sandbox.api.requestReview(mergeRequest, sandbox.bot, sandbox.author)
    await sandbox.call('POST', ':mr/draft_notes/bulk_publish')
    await sandbox.call('POST', ':mr/draft_notes/bulk_publish', {reviewer_state: 'reviewed'})
    await sandbox.api.settled()
    const reviewers = sandbox.received.flatMap(({body}) => body.changes?.reviewers ?? [])
    expect(reviewers.at(-1)).toMatchObject({
      previous: [{id: sandbox.bot.id, state: 'unreviewed'}],
      current: [{id: sandbox.bot.id, state: 'reviewed'}]
    })
    expect(reviewers).toHaveLength(2)
  })
})

describe('Note Hook', () => {
  it('is sent for each note written or edited, for none that the history adds', async () => {
    const sandbox = await opened()
    const {call, api, received} = sandbox
    await change(sandbox, {'page.md': page({10: 'x'})})
    const at = await position(call, {new_line: 10})
    const {body} = await call('POST', ':mr/discussions', {body: 'Look.', position: at})
    await api.settled()
    await call('PUT', `:mr/discussions/${body.id}/notes/${body.notes[0].id}`, {body: 'Look here.'})
    await api.settled()
    await call('PUT', `:mr/discussions/${body.id}`, {resolved: true})
    await api.settled()
    const notes = received.filter(({body: payload}) => payload.object_kind === 'note')
    expect(notes.map(({headers}) => headers['x-gitlab-event'])).toEqual(['Note Hook', 'Note Hook'])
    expect(notes.map(({body: payload}) => payload.object_attributes.action)).toEqual(['create', 'update'])
    expect(notes[0]?.body).toMatchObject({
      object_attributes: {
        note: 'Look.',
        noteable_type: 'MergeRequest',
        type: 'DiffNote',
        discussion_id: body.id,
        position: {new_line: 10}
      },
      merge_request: {iid: 1}
    })
  })

  it('comes once a published note, not before', async () => {
    const sandbox = await opened()
    const {call, api, received} = sandbox
    await change(sandbox, {'page.md': page({10: 'x'})})
    await call('POST', ':mr/draft_notes', {note: 'One.'})
    await call('POST', ':mr/draft_notes', {note: 'Two.'})
    await api.settled()
    expect(received).toHaveLength(1)
    await call('POST', ':mr/draft_notes/bulk_publish')
    await api.settled()
    expect(received).toHaveLength(3)
  })

  it('is not sent to a hook that fired earlier in a chain which the caller echoes', async () => {
    const sandbox = await opened()
    const {call, api, received} = sandbox
    await change(sandbox, {'page.md': page({10: 'x'})})
    await api.settled()
    const chain = String(received[0]?.headers['x-gitlab-event-uuid'])
    await call('POST', ':mr/notes', {body: 'Echoed.'}, {'x-gitlab-event-uuid': chain})
    await api.settled()
    expect(received).toHaveLength(1)
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
