import {describe, expect, it} from 'vitest'
import {z} from 'zod'
import {mergeRequestEvent} from './merge-request-event.ts'
import {openService, SECRET} from './open-service.ts'
import {recordedQueue} from './recorded-queue.ts'

const opened = JSON.stringify(mergeRequestEvent({action: 'open'}))
const lineSchema = z.looseObject({msg: z.string(), request: z.string().optional()})

function post(url: string, body = opened, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${url}/webhooks/gitlab`, {
    method: 'POST',
    headers: {'content-type': 'application/json', 'x-gitlab-token': SECRET, ...headers},
    body
  })
}

async function metricsOf(url: string): Promise<string[]> {
  return (await (await fetch(`${url}/metrics`)).text())
    .split('\n')
    .filter((line) => line.startsWith('ladderlint'))
}

describe('every answer of the service', () => {
  const paths = [
    '/',
    '/dashboard/dashboard.css',
    '/metrics',
    '/queue',
    '/healthz',
    '/readyz',
    '/rules',
    '/rules/level-order',
    '/nowhere',
    '/webhooks/gitlab'
  ]

  it.each(paths)('forbids what pages need not do (%s)', async (path) => {
    const {url} = await openService()
    const {headers} = await fetch(`${url}${path}`)
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
    expect(headers.get('cache-control')).toContain('no-store')
    expect(headers.get('x-powered-by')).toBeNull()
  })

  it('has an id, that of the proxy where it is one', async () => {
    const {url} = await openService()
    const idOf = async (given?: string) => {
      const answer = await fetch(
        `${url}/healthz`,
        given === undefined ? {} : {headers: {'x-request-id': given}}
      )
      return answer.headers.get('x-request-id') ?? ''
    }
    expect(await idOf('1a2b3c4d-from-the-proxy')).toBe('1a2b3c4d-from-the-proxy')
    for (const given of [undefined, '', 'short', 'with spaces in it', '"quoted":"json"', 'x'.repeat(65)]) {
      expect(await idOf(given), given).toMatch(/^[0-9a-f-]{36}$/)
    }
    expect(await idOf()).not.toBe(await idOf())
  })
})

describe('the log of a delivery', () => {
  it('has the id of its request in every line, and the job has it too', async () => {
    const jobs: unknown[] = []
    const {url, log, queue} = await openService()
    const enqueue = queue.enqueue
    queue.enqueue = async (job) => {
      jobs.push(job)
      return enqueue(job)
    }
    await post(url, opened, {'x-request-id': 'request-of-the-test'})
    await post(url, 'not json', {'x-request-id': 'request-of-the-test'})
    await post(url, opened, {'x-request-id': 'request-of-the-test', 'x-gitlab-token': 'guess'})
    const lines = log.map((line) => lineSchema.parse(JSON.parse(line)))
    expect(lines.map(({msg}) => msg)).toEqual(
      expect.arrayContaining(['review queued', 'answered', 'delivery refused'])
    )
    expect(lines.map(({request}) => request)).toEqual(lines.map(() => 'request-of-the-test'))
    expect(jobs).toMatchObject([{kind: 'review', request: 'request-of-the-test'}])
  })
})

describe('the log of what was refused', () => {
  const messagesOf = (log: readonly string[]) => log.map((line) => lineSchema.parse(JSON.parse(line)).msg)

  it('names a delivery of a project that is not on the list', async () => {
    const {url, log} = await openService({projects: ['people/other']})
    expect((await post(url)).status).toBe(403)
    expect(messagesOf(log)).toContain('delivery refused: the project is not in LADDERLINT_PROJECTS')
    expect(log.join('')).toContain('"project":"people/handbook"')
  })

  it('has a delivery that could not be stored, with the reason', async () => {
    const {url, log} = await openService({storeFails: true})
    await post(url)
    expect(messagesOf(log)).toContain('a delivery could not be stored')
    expect(log.join('')).toContain('the database is away')
  })

  it('has who asked for a page of operators without the token', async () => {
    const {url, log} = await openService({dashboardToken: 'the-dashboard-token'})
    expect((await fetch(`${url}/queue`, {headers: {'x-request-id': 'asked-by-a-stranger'}})).status).toBe(401)
    const line = log.find((each) => each.includes('an operator page was refused')) ?? '{}'
    expect(JSON.parse(line)).toMatchObject({level: 40, request: 'asked-by-a-stranger', path: '/queue'})
  })

  it('has a delivery whose body is larger than the service takes', async () => {
    const {url, log} = await openService()
    expect((await post(url, JSON.stringify({filler: 'x'.repeat(5_000_001)}))).status).toBe(413)
    const line = log.find((each) => each.includes('delivery refused')) ?? '{}'
    expect(JSON.parse(line)).toMatchObject({level: 40, reason: 'the body is too large'})
  })

  it('has a page that could not be answered, with the reason that the visitor is not told', async () => {
    const list = async () => {
      throw new Error('the database is away')
    }
    const {url, log} = await openService({queue: {...recordedQueue(), list}})
    const answer = await fetch(`${url}/queue`)
    expect(answer.status).toBe(503)
    expect(await answer.text()).not.toContain('the database is away')
    expect(messagesOf(log)).toContain('a request could not be answered')
    expect(log.join('')).toContain('the database is away')
  })
})

describe('GET /metrics', () => {
  it('counts deliveries by what they brought and how they were answered', async () => {
    const {url} = await openService()
    await post(url)
    await post(url, JSON.stringify(mergeRequestEvent({action: 'update'})))
    await post(url, 'not json')
    await post(url, opened, {'x-gitlab-token': 'guess'})
    await fetch(`${url}/webhooks/gitlab`)
    expect(await metricsOf(url)).toEqual(
      expect.arrayContaining([
        'ladderlint_deliveries_total{event="merge_request",outcome="queued",status="202"} 1',
        'ladderlint_deliveries_total{event="merge_request",outcome="ignored",status="200"} 1',
        'ladderlint_deliveries_total{event="unread",outcome="refused",status="400"} 1',
        'ladderlint_deliveries_total{event="unread",outcome="refused",status="401"} 1',
        'ladderlint_deliveries_total{event="unread",outcome="refused",status="405"} 1',
        'ladderlint_store_failures_total 0',
        'ladderlint_queue_jobs{state="waiting"} 1',
        'ladderlint_info{version="0.0.0"} 1'
      ])
    )
  })

  it('counts deliveries that could not be stored', async () => {
    const {url} = await openService({storeFails: true})
    expect((await post(url)).status).toBe(503)
    expect(await metricsOf(url)).toContain('ladderlint_store_failures_total 1')
  })

  it('has no numbers of a queue that cannot be read, and says so', async () => {
    const depth = async () => {
      throw new Error('the database is away')
    }
    const {url, queue} = await openService()
    const away = await openService({queue: {...queue, depth}})
    expect(await metricsOf(url)).toContain('ladderlint_database_up 1')
    const lines = await metricsOf(away.url)
    expect(lines).toContain('ladderlint_database_up 0')
    expect(lines.filter((line) => line.startsWith('ladderlint_queue'))).toEqual([])
  })

  it('counts reviews, findings and requests to GitLab, and knows of no rate limit before GitLab tells', async () => {
    const {url, metrics} = await openService()
    const report = {method: 'GET', path: 'projects/7', attempt: 1, duration: 120} as const
    metrics.reviewed('failed', 400)
    metrics.charged('level-order', 'error')
    metrics.stoppedCheck()
    metrics.requested({...report, status: null, rateLimit: null})
    const before = await metricsOf(url)
    expect(before.filter((line) => line.includes('rate_limit'))).toEqual([])
    expect(before).toEqual(
      expect.arrayContaining([
        'ladderlint_reviews_total{outcome="failed"} 1',
        'ladderlint_reviews_total{outcome="given-up"} 0',
        'ladderlint_review_duration_seconds_bucket{le="0.5"} 1',
        'ladderlint_findings_total{rule="level-order",severity="error"} 1',
        'ladderlint_checks_stopped_total 1',
        'ladderlint_gitlab_requests_total{method="GET",status="none"} 1'
      ])
    )
    metrics.requested({
      ...report,
      status: 200,
      rateLimit: {limit: 2000, remaining: 17, resetsAt: 1_790_000_000}
    })
    expect(await metricsOf(url)).toEqual(
      expect.arrayContaining([
        'ladderlint_gitlab_rate_limit 2000',
        'ladderlint_gitlab_rate_limit_remaining 17',
        'ladderlint_gitlab_rate_limit_reset_timestamp_seconds 1790000000'
      ])
    )
  })
})

describe('what is for operators alone', () => {
  const paths = ['/', '/dashboard/content', '/dashboard/dashboard.js', '/metrics', '/queue']

  it.each(paths)(
    'is kept from other machines, and where a token is set from all without it (%s)',
    async (path) => {
      const open = await openService()
      expect((await fetch(`${open.url}${path}`)).status).toBe(200)
      expect((await fetch(`${open.url}${path}`, {headers: {'x-forwarded-for': '192.0.2.1'}})).status).toBe(
        403
      )
      const closed = await openService({dashboardToken: 'the-dashboard-token'})
      const authorization = 'Bearer the-dashboard-token'
      expect((await fetch(`${closed.url}${path}`)).status).toBe(401)
      expect((await fetch(`${closed.url}${path}`, {headers: {authorization}})).status).toBe(200)
    }
  )

  it('leaves probes and pages of rules to everybody', async () => {
    const {url} = await openService({dashboardToken: 'the-dashboard-token'})
    for (const path of ['/healthz', '/readyz', '/rules', '/rules/level-order']) {
      expect((await fetch(`${url}${path}`)).status, path).toBe(200)
    }
  })
})

describe('GET /readyz', () => {
  it('names what is away', async () => {
    const health = {database: null, gitlab: 'GitLab refuses the token'}
    const {url} = await openService({health: async () => health})
    const answer = await fetch(`${url}/readyz`)
    expect(answer.status).toBe(503)
    expect(await answer.json()).toMatchObject({status: 'not ready', reason: 'GitLab refuses the token'})
  })

  it('asks GitLab no more often than once a second, however often it is asked', async () => {
    let asked = 0
    let now = 5000
    const health = async () => {
      asked += 1
      return {database: null, gitlab: null}
    }
    const {url} = await openService({health, now: () => now})
    for (let turn = 0; turn < 5; turn++) await fetch(`${url}/readyz`)
    expect(asked).toBe(1)
    now = 6000
    await fetch(`${url}/readyz`)
    expect(asked).toBe(2)
    // The clock is set back.
    now = 0
    await fetch(`${url}/readyz`)
    expect(asked).toBe(3)
  })
})
