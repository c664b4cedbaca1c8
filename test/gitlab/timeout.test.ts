/** A GitLab that accepts connections and never answers; a real one, because an interceptor cannot be cut off. */
import {createServer, type Server} from 'node:http'
import type {AddressInfo} from 'node:net'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {type Client, connect} from '../../src/gitlab/client.ts'
import type {RequestReport} from '../../src/gitlab/transport.ts'
import {fakeTiming, rejection, TOKEN} from './gitlab-api.ts'

let server: Server
let url: string

beforeAll(async () => {
  server = createServer()
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(async () => {
  server.closeAllConnections()
  await new Promise((closed) => server.close(closed))
})

function impatient(onRequest: (report: RequestReport) => void): Client {
  return connect({url, token: TOKEN, timing: fakeTiming(), timeout: 20, onRequest})
}

describe('a GitLab that does not answer', () => {
  it('is asked four times for what is read', async () => {
    const attempts: number[] = []
    const client = impatient(({attempt}) => attempts.push(attempt))
    expect(await rejection(client.Users.showCurrentUser())).toMatchObject({
      message: `${url} did not answer GET user within 0.02 s`,
      status: null,
      retryable: true
    })
    expect(attempts).toEqual([1, 2, 3, 4])
  })

  it('is sent a note once, since it may have kept it', async () => {
    const attempts: number[] = []
    const client = impatient(({attempt}) => attempts.push(attempt))
    expect(await rejection(client.MergeRequestNotes.create(7, 12, 'hello'))).toMatchObject({retryable: true})
    expect(attempts).toEqual([1])
  })
})
