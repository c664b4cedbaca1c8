import {connect} from 'node:net'
import {text} from 'node:stream/consumers'
import express from 'express'
import {pino} from 'pino'
import {describe, expect, it} from 'vitest'
import {operatorsOnly} from '../../src/server/access.ts'
import {rawRequest} from './raw-request.ts'
import {serveHere} from './serve-here.ts'

const TOKEN = 'a-dashboard-token'
const FOLDER_TOKEN = 'a-data-folder-token'
const basic = (password: string) => `Basic ${Buffer.from(`anyone:${password}`).toString('base64')}`

/**
 * A page for operators.
 * @param peer The address that the connection comes from, as far as the page sees; this machine's when left out.
 * @returns Its port.
 */
async function servePage(dashboardToken?: string, peer?: string, publicUrl?: string): Promise<number> {
  const log = pino({level: 'silent'})
  const http = express()
  http.use((request, _response, next) => {
    if (peer !== undefined) Object.defineProperty(request.socket, 'remoteAddress', {value: peer})
    next()
  })
  http.use(
    operatorsOnly({dashboardToken, folderToken: FOLDER_TOKEN, publicUrl, log}),
    (_request, response) => {
      response.send('for operators')
    }
  )
  return serveHere(http)
}

/** Sends requests to such a page. */
async function openPage(...options: Parameters<typeof servePage>) {
  const port = await servePage(...options)
  const host = `127.0.0.1:${port}`
  return (headers: Record<string, string> = {}, method = 'GET') =>
    rawRequest(port, {method, headers: {host, ...headers}})
}

describe('operatorsOnly without a token', () => {
  it('lets in who asks from this machine', async () => {
    const ask = await openPage()
    expect(await ask()).toMatchObject({status: 200, body: 'for operators'})
    expect(await ask({host: 'localhost:3000'})).toMatchObject({status: 200})
    expect(await ask({host: '[::1]:3000'})).toMatchObject({status: 200})
  })

  it.each(['127.0.0.1', '127.8.0.1', '::1', '::ffff:127.0.0.1'])(
    'takes %s for this machine',
    async (peer) => {
      const ask = await openPage(undefined, peer)
      expect(await ask()).toMatchObject({status: 200})
    }
  )

  it.each(['10.0.0.7', '192.0.2.7', '::ffff:10.0.0.7', 'fe80::1', '1127.0.0.1', '127.0.0.1.example', ''])(
    'refuses who asks from %j, whatever host that names',
    async (peer) => {
      const ask = await openPage(undefined, peer)
      expect(await ask({host: 'localhost'})).toMatchObject({status: 403})
    }
  )

  it.each(['x-forwarded-for', 'x-forwarded-host', 'forwarded', 'x-real-ip', 'via'])(
    'refuses what a proxy on this machine passes on (%s)',
    async (header) => {
      const ask = await openPage()
      const answer = await ask({[header]: '127.0.0.1'})
      expect(answer.status).toBe(403)
      expect(answer.body).toContain('LADDERLINT_DASHBOARD_TOKEN')
    }
  )

  it('refuses everybody where people reach the service elsewhere: a proxy may add no header', async () => {
    const ask = await openPage(undefined, undefined, 'https://ladderlint.example.com')
    const answer = await ask()
    expect(answer.status).toBe(403)
    expect(answer.body).toContain('until LADDERLINT_DASHBOARD_TOKEN is set')
    expect(await ask({authorization: `Bearer ${FOLDER_TOKEN}`})).toMatchObject({status: 200})
  })

  it.each(['http://127.0.0.1:3000', 'http://localhost:3000/ladderlint'])(
    'lets in who asks from this machine where people reach the service at %s',
    async (publicUrl) => {
      const ask = await openPage(undefined, undefined, publicUrl)
      expect(await ask()).toMatchObject({status: 200})
    }
  )

  it('refuses what nginx passes on when it is told nothing', async () => {
    const port = await servePage()
    const connection = connect(port, '127.0.0.1')
    connection.end(`GET / HTTP/1.0\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`)
    expect(await text(connection)).toMatch(/^HTTP\/1\.1 403 /)
  })

  it('refuses a browser that another site sends here under its own name', async () => {
    const ask = await openPage()
    expect(await ask({host: 'rebound.example.com:3000'})).toMatchObject({status: 403})
    expect(await ask({host: 'localhost.example.com'})).toMatchObject({status: 403})
  })

  it('lets in the command line with the token of the data folder, and no other token', async () => {
    const ask = await openPage()
    const forwarded = {'x-forwarded-for': '192.0.2.7'}
    expect(await ask({...forwarded, authorization: `Bearer ${FOLDER_TOKEN}`})).toMatchObject({status: 200})
    expect(await ask({authorization: 'Bearer another'})).toMatchObject({status: 403})
  })
})

describe('operatorsOnly with a token', () => {
  it('asks for it, on this machine too', async () => {
    const ask = await openPage(TOKEN)
    const answer = await ask()
    expect(answer.status).toBe(401)
    expect(answer.headers['www-authenticate']).toMatch(/^Basic realm="ladderlint"/)
  })

  it('takes it as a bearer token, and as a password under any user name', async () => {
    const ask = await openPage(TOKEN)
    expect(await ask({authorization: `Bearer ${TOKEN}`})).toMatchObject({status: 200})
    expect(await ask({authorization: basic(TOKEN)})).toMatchObject({status: 200})
    expect(await ask({authorization: `bearer ${FOLDER_TOKEN}`})).toMatchObject({status: 200})
  })

  it.each(['', 'Bearer', 'Bearer x', `Token ${TOKEN}`, basic('x'), basic(''), 'Basic %%%', TOKEN])(
    'refuses "%s"',
    async (authorization) => {
      const ask = await openPage(TOKEN)
      expect(await ask({authorization})).toMatchObject({status: 401})
    }
  )
})

describe('operatorsOnly', () => {
  it('refuses what another site has a browser send', async () => {
    const ask = await openPage(TOKEN)
    const authorization = basic(TOKEN)
    const foreign = await ask({authorization, origin: 'https://other.example.com'}, 'POST')
    expect(foreign.status).toBe(403)
    expect(await ask({authorization, origin: 'null'}, 'POST')).toMatchObject({status: 403})
    const own = await ask(
      {authorization, host: 'ladderlint.example.com', origin: 'https://ladderlint.example.com'},
      'POST'
    )
    expect(own.status).toBe(200)
    expect(await ask({authorization}, 'POST')).toMatchObject({status: 200})
  })
})
