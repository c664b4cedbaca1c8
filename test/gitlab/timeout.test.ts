/** A GitLab that accepts connections and never answers; a real one, because an interceptor cannot be cut off. */
import {createServer, type Server} from 'node:http'
import type {AddressInfo} from 'node:net'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {type Client, connect} from '../../src/gitlab/client.ts'
import {fakeTiming, rejection, TOKEN} from './gitlab-api.ts'

let server: Server
let url: string
let received: string[] = []

beforeAll(async () => {
  server = createServer((request) => {
    received.push(`${request.method} ${request.url}`)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(async () => {
  server.closeAllConnections()
  await new Promise((closed) => server.close(closed))
})

function impatient(): Client {
  received = []
  return connect({url, token: TOKEN, timing: fakeTiming(), timeout: 20})
}

describe('a GitLab that does not answer', () => {
  it('is asked four times for what is read', async () => {
    expect(await rejection(impatient().Users.showCurrentUser())).toMatchObject({
      message: `${url} did not answer GET user within 0.02 s`,
      status: null,
      retryable: true
    })
    expect(received).toEqual(Array(4).fill('GET /api/v4/user'))
  })

  it('is sent a note once, since it may have kept it', async () => {
    expect(await rejection(impatient().MergeRequestNotes.create(7, 12, 'hello'))).toMatchObject({
      retryable: true
    })
    expect(received).toEqual(['POST /api/v4/projects/7/merge_requests/12/notes'])
  })
})
