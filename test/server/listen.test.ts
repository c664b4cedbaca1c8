import {Server} from 'node:http'
import type {AddressInfo} from 'node:net'
import {describe, expect, it, onTestFinished, vi} from 'vitest'
import {LadderlintError} from '../../src/config/ladderlint-error.ts'
import {listen} from '../../src/server/listen.ts'

async function opened(port = 0) {
  const server = await listen((_request, response) => response.end('here'), {host: '127.0.0.1', port})
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
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

  it('says what to change when another program has the port', async () => {
    const port = await opened()
    const second = listen(() => undefined, {host: '127.0.0.1', port})
    await expect(second).rejects.toBeInstanceOf(LadderlintError)
    await expect(second).rejects.toThrow(`cannot listen on 127.0.0.1:${port}: another program listens there`)
  })
})
