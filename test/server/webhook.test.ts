import {createHmac} from 'node:crypto'
import {describe, expect, it} from 'vitest'
import {mergeRequestEvent} from './merge-request-event.ts'
import {noteEvent} from './note-event.ts'
import {openService} from './open-service.ts'

const BOT = 99
const secret = 'the shared secret'
const signingToken = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const now = 1_790_000_000_000

async function service(options: {projects?: readonly string[]; storeFails?: boolean} = {}) {
  const {url, queue} = await openService({
    ...options,
    bot: {id: BOT, username: 'handbook-bot'},
    credentials: {secret, signingTokens: [signingToken], allowsUnverified: false},
    now: () => now
  })

  async function deliver(body: string, headers: Record<string, string> = {}, method = 'POST') {
    const response = await fetch(`${url}/webhooks/gitlab`, {
      method,
      headers: {
        'content-type': 'application/json',
        'x-gitlab-event': 'Merge Request Hook',
        'x-gitlab-token': secret,
        ...headers
      },
      ...(method === 'GET' ? {} : {body})
    })
    return {status: response.status, answer: (await response.json()) as Record<string, unknown>}
  }
  return {url, queue, deliver}
}

function signature(body: string): Record<string, string> {
  const timestamp = String(now / 1000)
  const key = Buffer.from(signingToken.slice('whsec_'.length), 'base64')
  const digest = createHmac('sha256', key).update(`id-1.${timestamp}.${body}`).digest('base64')
  return {
    'webhook-id': 'id-1',
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${digest}`,
    'x-gitlab-token': ''
  }
}

const opened = JSON.stringify(mergeRequestEvent({action: 'open'}))

describe('POST /webhooks/gitlab', () => {
  it('queues a review of a new merge request and says so', async () => {
    const {deliver, queue} = await service()
    expect(await deliver(opened)).toEqual({status: 202, answer: {status: 'queued', reason: 'review queued'}})
    expect(await queue.depth()).toMatchObject({waiting: 1, running: 0})
  })

  it('accepts a delivery by its signature alone', async () => {
    const {deliver} = await service()
    expect((await deliver(opened, signature(opened))).status).toBe(202)
  })

  it('does nothing about a delivery that comes again, and recognises a signed one by the id that was signed', async () => {
    const {deliver, queue} = await service()
    const again = {status: 200, answer: {status: 'ignored', reason: 'this delivery was reviewed before'}}
    expect((await deliver(opened, {'idempotency-key': 'id-0'})).status).toBe(202)
    expect(await deliver(opened, {'idempotency-key': 'id-0'})).toEqual(again)
    const caught = signature(opened)
    expect((await deliver(opened, {...caught, 'idempotency-key': 'id-1'})).status).toBe(202)
    expect(await deliver(opened, {...caught, 'idempotency-key': 'made up by who caught it'})).toEqual(again)
    expect(await queue.depth()).toMatchObject({waiting: 1})
  })

  it('refuses a wrong secret and a wrong signature with 401, and queues nothing', async () => {
    const {deliver, queue} = await service()
    expect((await deliver(opened, {'x-gitlab-token': 'guess'})).status).toBe(401)
    const forged = {...signature('{}'), 'x-gitlab-token': secret}
    expect((await deliver(opened, forged)).status).toBe(401)
    expect(await queue.depth()).toMatchObject({waiting: 0, running: 0})
  })

  it.each(['', 'not json', '[]', '{}', '{"object_kind":"merge_request"}', '"text"', 'null'])(
    'refuses the malformed body %j with 400 and goes on',
    async (body) => {
      const {deliver} = await service()
      const {status, answer} = await deliver(body)
      expect(status).toBe(400)
      expect(answer.error).toContain('not an event of GitLab')
      expect((await deliver(opened)).status).toBe(202)
    }
  )

  it('acknowledges an event it does not know, and one it has no use for', async () => {
    const {deliver, queue} = await service()
    const pipeline = JSON.stringify({object_kind: 'pipeline', project: {id: 1}})
    expect(await deliver(pipeline, {'x-gitlab-event': 'Pipeline Hook'})).toMatchObject({
      status: 200,
      answer: {status: 'ignored'}
    })
    const labelled = JSON.stringify(
      mergeRequestEvent({action: 'update', changes: {labels: {previous: [], current: []}}})
    )
    expect(await deliver(labelled)).toMatchObject({status: 200, answer: {status: 'ignored'}})
    expect(await queue.depth()).toMatchObject({waiting: 0, running: 0})
  })

  it('queues a look at the merge request for a comment that may hold a command', async () => {
    const {deliver, queue} = await service()
    const body = JSON.stringify(noteEvent({note: 'Thank you.\n@handbook-bot recheck'}))
    expect(await deliver(body, {'x-gitlab-event': 'Note Hook'})).toMatchObject({
      status: 202,
      answer: {status: 'queued'}
    })
    expect(await queue.depth()).toMatchObject({waiting: 1, running: 0})
  })

  it.each([
    ['holds no command', {note: 'We asked @ladderlint recheck before'}],
    ['is a line of history', {system: true}],
    ['is internal', {internal: true}],
    ['is our own', {user: {id: BOT, username: 'handbook-bot'}}],
    ['is one of a token', {user: {id: 6, username: 'project_7_bot_0a1b'}}]
  ])('acknowledges a comment that %s, and does nothing about it', async (_why, fields) => {
    const {deliver, queue} = await service()
    const body = JSON.stringify(noteEvent(fields))
    expect(await deliver(body, {'x-gitlab-event': 'Note Hook'})).toMatchObject({status: 200})
    expect(await queue.depth()).toMatchObject({waiting: 0, running: 0})
  })

  it('queues a review that is asked of us, not of others', async () => {
    const asked = (id: number) => {
      const reviewers = {previous: [{id, re_requested: false}], current: [{id, re_requested: true}]}
      return JSON.stringify(mergeRequestEvent({action: 'update', changes: {reviewers}}))
    }
    const {deliver} = await service()
    expect((await deliver(asked(BOT))).status).toBe(202)
    expect((await deliver(asked(3))).status).toBe(200)
  })

  it('refuses other methods, other content and too large a body', async () => {
    const {deliver} = await service()
    expect((await deliver('', {}, 'GET')).status).toBe(405)
    expect((await deliver(opened, {'content-type': 'text/plain'})).status).toBe(415)
    const large = JSON.stringify({object_kind: 'merge_request', filler: 'x'.repeat(6_000_000)})
    expect((await deliver(large)).status).toBe(413)
  })

  it('reads no compressed body, which may be a small one of a thousand times the size', async () => {
    const {deliver} = await service()
    expect((await deliver(opened, {'content-encoding': 'gzip'})).status).toBe(415)
  })

  it('refuses projects that are not on its list', async () => {
    const {deliver} = await service({projects: ['people/other', '99']})
    expect((await deliver(opened)).status).toBe(403)
    const listed = await service({projects: ['People/Handbook']})
    expect((await listed.deliver(opened)).status).toBe(202)
  })

  it('answers 503 when the event cannot be stored, so that GitLab shows it', async () => {
    const {deliver} = await service({storeFails: true})
    const {status, answer} = await deliver(opened)
    expect(status).toBe(503)
    expect(answer.error).toContain('send it again')
  })
})

describe('the service to its operator', () => {
  it('says that it lives, and that it is ready', async () => {
    const {url} = await service()
    expect(await (await fetch(`${url}/healthz`)).json()).toEqual({status: 'ok', version: '0.0.0'})
    expect(await (await fetch(`${url}/readyz`)).json()).toEqual({
      status: 'ready',
      queue: {waiting: 0, running: 0, dead: 0, oldestSeconds: 0}
    })
  })

  it('shows the page of each rule, so that links in notes work', async () => {
    const {url} = await service()
    const response = await fetch(`${url}/rules/grade-table`)
    expect(response.headers.get('content-type')).toContain('text/html')
    expect(await response.text()).toContain('<h1>grade-table</h1>')
    expect((await fetch(`${url}/rules/no-such-rule`)).status).toBe(404)
  })

  it('tells a lost visitor where webhooks go', async () => {
    const {url} = await service()
    const response = await fetch(`${url}/webhook`)
    expect(response.status).toBe(404)
    expect(await response.text()).toContain('/webhooks/gitlab')
  })
})
