import {existsSync} from 'node:fs'
import {dirname} from 'node:path'
import {describe, expect, it} from 'vitest'
import {startSandbox} from '../../src/sandbox/start.ts'
import {change, openSandbox, page} from './open-sandbox.ts'

async function opened() {
  const sandbox = await openSandbox()
  await change(sandbox, {'page.md': page({1: 'x'})})
  const notes = () => sandbox.project.mergeRequests.get(1)?.discussions.length
  return {...sandbox, notes}
}

describe('a fault', () => {
  it('limits the rate as GitLab does: plain text, and headers that say until when', async () => {
    const {call, api} = await opened()
    api.addFault({method: 'GET', path: '/discussions', status: 429, retryAfter: 3, times: 1})
    const answer = await call('GET', ':mr/discussions')
    expect(answer).toMatchObject({status: 429, text: 'Retry later\n'})
    expect(answer.headers.get('retry-after')).toBe('3')
    expect(answer.headers.get('ratelimit-remaining')).toBe('0')
    expect((await call('GET', ':mr/discussions')).status).toBe(200)
  })

  it('fails before the write took effect', async () => {
    const {call, api, notes} = await opened()
    api.addFault({method: 'POST', path: '/notes', status: 502, times: 1})
    expect((await call('POST', ':mr/notes', {body: 'x'})).status).toBe(502)
    expect(notes()).toBe(0)
  })

  it('fails after the write took effect, with nothing in the answer that would tell', async () => {
    const {call, api, notes} = await opened()
    api.addFault({method: 'POST', path: '/notes', status: 500, when: 'after', times: 1})
    const answer = await call('POST', ':mr/notes', {body: 'x'})
    expect(answer).toMatchObject({status: 500, text: ''})
    expect(notes()).toBe(1)
  })

  it('cuts the connection, before or after', async () => {
    const {call, api, notes} = await opened()
    api.addFault({path: '/notes', drop: true, times: 1})
    await expect(call('POST', ':mr/notes', {body: 'x'})).rejects.toThrow()
    expect(notes()).toBe(0)
    api.clearFaults()
    api.addFault({path: '/notes', drop: true, when: 'after', times: 1})
    await expect(call('POST', ':mr/notes', {body: 'x'})).rejects.toThrow()
    expect(notes()).toBe(1)
  })

  it('lets some requests through first, matches a pattern, and is slow', async () => {
    const {call, api} = await opened()
    api.addFault({path: '/\\/notes$/', skip: 1, times: 1, delay: 1, status: 503, body: {message: 'later'}})
    const statuses: number[] = []
    for (let count = 0; count < 3; count++) statuses.push((await call('GET', ':mr/notes?sort=asc')).status)
    expect(statuses).toEqual([200, 503, 200])
  })

  it('can be set and cleared from another process', async () => {
    const {call, url} = await opened()
    const post = (body: object) =>
      fetch(`${url}/sandbox/faults`, {
        method: 'POST',
        headers: {'content-type': 'application/json'},
        body: JSON.stringify(body)
      })
    expect((await post({status: 500})).status).toBe(201)
    expect((await call('GET', '/user')).status).toBe(500)
    expect((await post({status: 200})).status).toBe(400)
    await fetch(`${url}/sandbox/faults`, {method: 'DELETE'})
    expect((await call('GET', '/user')).status).toBe(200)
  })
})

describe('the request log', () => {
  it('counts reads and writes, until cleared', async () => {
    const {call, api, url} = await opened()
    api.clearRequests()
    await call('GET', ':mr')
    await call('POST', ':mr/notes', {body: 'x'})
    await call('POST', ':mr/notes', {})
    expect(api.requests()).toMatchObject({
      reads: 1,
      writes: 2,
      requests: [{status: 200}, {status: 201}, {status: 400}]
    })
    await fetch(`${url}/sandbox/requests`, {method: 'DELETE'})
    expect(await (await fetch(`${url}/sandbox/requests`)).json()).toEqual({reads: 0, writes: 0, requests: []})
  })
})

describe('every answer', () => {
  it('says how much of the rate limit is left', async () => {
    const {call} = await opened()
    const {headers} = await call('GET', '/user')
    expect(headers.get('ratelimit-limit')).toBe('2000')
    expect(Number(headers.get('ratelimit-remaining'))).toBeLessThan(2000)
    expect(headers.get('retry-after')).toBeNull()
  })
})

describe('startSandbox', () => {
  it('leaves nothing behind when closed, with deliveries under way', async () => {
    const sandbox = await startSandbox()
    const project = await sandbox.api.createProject({path: 'group/handbook', files: {'page.md': page()}})
    const {folder} = project.repository
    sandbox.api.createHook(project, `${sandbox.url}/hook`)
    await sandbox.api.createMergeRequest({project, title: 'x', files: {'page.md': page({1: 'x'})}})
    expect(existsSync(folder)).toBe(true)
    await sandbox.close()
    expect([existsSync(folder), existsSync(dirname(folder))]).toEqual([false, false])
    await expect(fetch(sandbox.url)).rejects.toThrow()
  })

  it('says that the port is taken', async () => {
    const {url} = await openSandbox()
    await expect(startSandbox({port: Number(new URL(url).port)})).rejects.toThrow(
      /cannot listen on 127\.0\.0\.1:/
    )
  })
})
