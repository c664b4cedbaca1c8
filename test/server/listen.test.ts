import {Server} from 'node:http'
import type {AddressInfo} from 'node:net'
import {describe, expect, it, onTestFinished, vi} from 'vitest'
import {LadderlintError} from '../../src/config/ladderlint-error.ts'
import {listen} from '../../src/server/listen.ts'

async function openedServer(port = 0, onError: (error: Error) => void = ({message}) => expect.fail(message)) {
  const server = await listen(
    (_request, response) => response.end('here'),
    {host: '127.0.0.1', port},
    onError
  )
  onTestFinished(() => void server.close())
  return server
}

async function opened(port = 0) {
  return ((await openedServer(port)).address() as AddressInfo).port
}

describe('listen', () => {
  it('answers on the port that it was given', async () => {
    const port = await opened()
    expect(await (await fetch(`http://127.0.0.1:${port}`)).text()).toBe('here')
  })

  it('has the system hold a burst of a thousand connections until they are taken', async () => {
    const spy = vi.spyOn(Server.prototype, 'listen')
    onTestFinished(() => spy.mockRestore())
    await opened()
    expect(spy.mock.calls[0]?.[0]).toMatchObject({backlog: 4096})
  })

  it('gives slow senders half a minute, and keeps idle connections longer than the proxies before it', async () => {
    const server = await openedServer()
    expect(server.headersTimeout).toBeLessThan(server.requestTimeout)
    expect(server.requestTimeout).toBeLessThanOrEqual(30_000)
    expect(server.keepAliveTimeout).toBeGreaterThan(60_000)
  })

  it('outlasts connections that it cannot accept, and tells of each', async () => {
    const told: string[] = []
    const server = await openedServer(0, ({message}) => void told.push(message))
    // As Node does when there are too many open files.
    for (let times = 0; times < 2; times++) server.emit('error', new Error('accept EMFILE'))
    expect(told).toEqual(['accept EMFILE', 'accept EMFILE'])
  })

  it('says what to change when another program has the port', async () => {
    const port = await opened()
    const second = listen(
      () => undefined,
      {host: '127.0.0.1', port},
      () => undefined
    )
    await expect(second).rejects.toBeInstanceOf(LadderlintError)
    await expect(second).rejects.toThrow(`cannot listen on 127.0.0.1:${port}: another program listens there`)
  })
})
