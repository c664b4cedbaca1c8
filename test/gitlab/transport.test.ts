import {inspect} from 'node:util'
import nock from 'nock'
import {describe, expect, it} from 'vitest'
import {connect} from '../../src/gitlab/client.ts'
import {GitLabError} from '../../src/gitlab/errors.ts'
import {createGate} from '../../src/gitlab/gate.ts'
import {systemTiming} from '../../src/gitlab/timing.ts'
import type {RequestReport} from '../../src/gitlab/transport.ts'
import {ADDRESS, client, fakeTiming, gitlab, HEAD, rejection, TOKEN, useGitLab} from './gitlab-api.ts'

useGitLab()

const ME = {id: 5, username: 'ladderlint'}

describe('connect', () => {
  it('says who asks', async () => {
    gitlab()
      .matchHeader('user-agent', /^ladderlint\/\d+\.\d+\.\d+/)
      .get('/user')
      .reply(200, ME)
    expect(await client().Users.showCurrentUser()).toEqual(ME)
  })

  it.each([
    ['https://gitlab.example/'],
    ['https://gitlab.example/api/v4'],
    ['https://gitlab.example/api/v4/']
  ])('takes %s for the address', async (url) => {
    gitlab().get('/user').reply(200, ME)
    await connect({url, token: TOKEN}).Users.showCurrentUser()
  })

  it('reaches a GitLab that lives in a folder of its host', async () => {
    nock('https://host.example').get('/git/api/v4/user').reply(200, ME)
    await connect({url: 'https://host.example/git/', token: TOKEN}).Users.showCurrentUser()
  })

  it('sends no write, and repeats none, that is objected to', async () => {
    gitlab().get('/user').reply(200, ME)
    gitlab().put('/projects/7').reply(503)
    const objections = [undefined, new Error('another process does that')]
    const beforeWrite = async () => {
      const objection = objections.shift()
      if (objection) throw objection
    }
    const careful = connect({url: ADDRESS, token: TOKEN, timing: fakeTiming(), beforeWrite})
    expect(await careful.Users.showCurrentUser()).toEqual(ME)
    expect(await rejection(careful.Projects.edit(7, {description: ''}))).toMatchObject({
      message: 'another process does that'
    })
    expect(objections).toEqual([])
  })

  it.each([
    ['password', `bot:${TOKEN}`],
    ['user name', TOKEN]
  ])('refuses an address with a %s without repeating it', (_what, inFront) => {
    const open = () => connect({url: `https://${inFront}@gitlab.example`, token: 'x'})
    expect(open).toThrow('The address of GitLab is not a plain http or https address')
    expect(open).not.toThrow(TOKEN)
  })

  it.each(['', 'two words', `${TOKEN}\nX-Other: 1`])('refuses the token %j without repeating it', (token) => {
    const open = () => connect({url: ADDRESS, token})
    expect(open).toThrow('The GitLab token is empty or has characters that no token has')
  })

  it('forgives a line break at the end of the token, as files have it', async () => {
    gitlab().get('/user').reply(200, ME)
    await connect({url: ADDRESS, token: `${TOKEN}\n`}).Users.showCurrentUser()
  })

  it('sends nothing twice by itself: no limiter, no hidden attempts', async () => {
    const timing = fakeTiming()
    gitlab().post('/projects/7/merge_requests/12/notes').reply(502, 'Bad Gateway')
    const error = await rejection(client(timing).MergeRequestNotes.create(7, 12, 'hello'))
    expect(error).toMatchObject({status: 502, retryable: true})
    expect(timing.waits).toEqual([])
  })
})

describe('a request that fails', () => {
  it('is sent again after as many seconds as GitLab asked for', async () => {
    const timing = fakeTiming()
    gitlab().get('/user').reply(429, 'Retry later', {'retry-after': '7'})
    gitlab().get('/user').reply(200, ME)
    expect(await client(timing).Users.showCurrentUser()).toEqual(ME)
    expect(timing.waits).toEqual([7_250])
  })

  it('is sent again at the date that a proxy names', async () => {
    const timing = fakeTiming(Date.parse('2026-11-21T12:00:00Z'))
    gitlab().get('/user').reply(503, '', {'retry-after': 'Sat, 21 Nov 2026 12:00:10 GMT'})
    gitlab().get('/user').reply(200, ME)
    await client(timing).Users.showCurrentUser()
    expect(timing.waits).toEqual([10_250])
  })

  it.each([429, 500, 502, 503, 504])(
    'backs off from %i, longer each time, and gives up after four attempts',
    async (status) => {
      const timing = fakeTiming()
      gitlab().get('/user').times(4).reply(status, 'no')
      const error = await rejection(client(timing).Users.showCurrentUser())
      expect(error).toMatchObject({status, retryable: true, exitCode: 3})
      expect(timing.waits).toEqual([375, 750, 1_500])
    }
  )

  it('makes the others of the same token wait, too', async () => {
    const timing = fakeTiming()
    const gate = createGate()
    const connected = () => connect({url: ADDRESS, token: TOKEN, timing, gate})
    gitlab().get('/user').reply(429, 'Retry later', {'retry-after': '3600'})
    await rejection(connected().Users.showCurrentUser())
    expect(await rejection(connected().Projects.show(7))).toMatchObject({
      message: 'GitLab limits how often this token may ask (429 for GET projects/7)',
      retryAfter: 3_600_000
    })
    await timing.sleep(3_590_000)
    gitlab().get('/projects/7').reply(200, {id: 7})
    await connected().Projects.show(7)
    expect(timing.waits).toEqual([3_590_000, 10_000])
  })

  it.each([
    ['seconds', '999999999'],
    ['a date', 'Sun, 21 Nov 2100 12:00:00 GMT']
  ])('makes nobody wait longer than an hour, whatever %s an answer names', async (_what, asked) => {
    const timing = fakeTiming(Date.parse('2026-11-21T12:00:00Z'))
    const gate = createGate()
    const connected = () => connect({url: ADDRESS, token: TOKEN, timing, gate})
    gitlab().get('/user').reply(429, '', {'retry-after': asked})
    expect(await rejection(connected().Users.showCurrentUser())).toMatchObject({retryAfter: 3_600_000})
    await timing.sleep(3_600_000)
    gitlab().get('/user').reply(200, ME)
    expect(await connected().Users.showCurrentUser()).toEqual(ME)
  })

  it('lets nobody wait for the limit of one kind of request, of which GitLab does not say when it ends', async () => {
    const timing = fakeTiming()
    const gate = createGate()
    gitlab()
      .get('/projects/7/search?scope=blobs&search=a')
      .reply(429, {message: 'This endpoint has been requested too many times.'})
    gitlab().get('/user').reply(200, ME)
    const connected = connect({url: ADDRESS, token: TOKEN, timing, gate})
    await rejection(connected.Search.all('blobs', 'a', {projectId: 7}))
    await connected.Users.showCurrentUser()
    expect(timing.waits).toEqual([])
  })

  it.each([
    ['by the clock of the answer', '0', 'Sat, 21 Nov 2026 11:59:50 GMT', [30_000]],
    ['by its own clock where the answer has none', '0', undefined, [20_000]],
    ['not while some is left', '1', undefined, []],
    ['not for a date that is no end of a period', '0', 'Sat, 21 Nov 2026 09:00:00 GMT', []]
  ])(
    'waits for the next period when nothing is left of this one: %s',
    async (_how, remaining, date, waits) => {
      const timing = fakeTiming(Date.parse('2026-11-21T12:00:00Z'))
      const reset = String(Date.parse('2026-11-21T12:00:20Z') / 1000)
      const headers = {'ratelimit-limit': '2000', 'ratelimit-remaining': remaining, 'ratelimit-reset': reset}
      gitlab()
        .get('/user')
        .reply(200, ME, {...headers, ...(date === undefined ? {} : {date})})
      gitlab().get('/user').reply(200, ME)
      const connected = client(timing)
      await connected.Users.showCurrentUser()
      await connected.Users.showCurrentUser()
      expect(timing.waits).toEqual(waits)
    }
  )

  it('is left to the queue when GitLab wants more than a minute', async () => {
    const timing = fakeTiming()
    gitlab().get('/user').reply(429, '', {'retry-after': '3600'})
    const error = await rejection(client(timing).Users.showCurrentUser())
    expect(error).toMatchObject({status: 429, retryable: true, retryAfter: 3_600_000})
    expect(timing.waits).toEqual([])
  })

  it('is sent again when a write was limited, because then nothing was written', async () => {
    gitlab()
      .post('/projects/7/merge_requests/12/notes')
      .reply(429, {message: 'This endpoint has been requested too many times.'})
    gitlab().post('/projects/7/merge_requests/12/notes').reply(201, {id: 9})
    expect(await client().MergeRequestNotes.create(7, 12, 'hello')).toMatchObject({id: 9})
  })

  it('is sent again when it was an edit, which ends the same however often it is made', async () => {
    gitlab().put('/projects/7/merge_requests/12/notes/3').reply(502, '')
    gitlab().put('/projects/7/merge_requests/12/notes/3', {body: 'new'}).reply(200, {id: 3})
    await client().MergeRequestNotes.edit(7, 12, 3, {body: 'new'})
  })

  it('is sent again when the connection broke', async () => {
    gitlab()
      .get('/user')
      .replyWithError(Object.assign(new Error('read ECONNRESET'), {code: 'ECONNRESET'}))
    gitlab().get('/user').reply(200, ME)
    expect(await client().Users.showCurrentUser()).toEqual(ME)
  })

  it('names the reason when GitLab cannot be reached', async () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:443'), {code: 'ECONNREFUSED'})
    gitlab().get('/user').times(4).replyWithError(refused)
    expect(await rejection(client().Users.showCurrentUser())).toMatchObject({
      message: 'https://gitlab.example could not be reached for GET user (ECONNREFUSED)',
      hint: 'Check GITLAB_URL, the network, and whether this GitLab is up',
      status: null,
      retryable: true,
      exitCode: 3
    })
  })

  it('names the variable that helps when the certificate is not trusted', async () => {
    const untrusted = Object.assign(new Error('self-signed certificate'), {
      code: 'DEPTH_ZERO_SELF_SIGNED_CERT'
    })
    gitlab().get('/user').times(4).replyWithError(untrusted)
    expect(await rejection(client().Users.showCurrentUser())).toMatchObject({
      hint: 'The certificate is not trusted; name its authority with NODE_EXTRA_CA_CERTS'
    })
  })

  it.each([400, 401, 403, 404, 405, 406, 412, 413, 422, 501])(
    'is not sent again after %i',
    async (status) => {
      gitlab().get('/user').reply(status, {message: 'no'})
      expect(await rejection(client().Users.showCurrentUser())).toMatchObject({status, retryable: false})
    }
  )
})

describe('a redirect', () => {
  it('to another host is not followed, so that the token stays here', async () => {
    gitlab().get('/user').reply(302, '', {location: 'https://elsewhere.example/api/v4/user'})
    expect(await rejection(client().Users.showCurrentUser())).toMatchObject({
      message: 'https://gitlab.example redirects GET user to https://elsewhere.example',
      hint: 'If that is your GitLab, set GITLAB_URL to https://elsewhere.example',
      retryable: false
    })
  })

  it('of a read to a moved project is followed', async () => {
    gitlab()
      .get('/projects/old%2Fname')
      .reply(301, '', {location: `${ADDRESS}/api/v4/projects/7`})
    gitlab().get('/projects/7').reply(200, {id: 7})
    expect(await client().Projects.show('old/name')).toEqual({id: 7})
  })

  it('of a write is an error, since following it would read instead', async () => {
    gitlab()
      .put('/projects/old%2Fname/merge_requests/12/notes/3')
      .reply(301, '', {location: '/api/v4/projects/7/merge_requests/12/notes/3'})
    expect(await rejection(client().MergeRequestNotes.edit('old/name', 12, 3, {body: 'x'}))).toMatchObject({
      status: 301,
      hint: 'Name the project by its id, or by its new path'
    })
  })

  it('that goes round in circles ends', async () => {
    gitlab().get('/user').times(4).reply(302, '', {location: '/api/v4/user'})
    expect(await rejection(client().Users.showCurrentUser())).toMatchObject({status: 302})
  })
})

describe('an answer', () => {
  it('that is a web page tells that the address is not the one of a GitLab', async () => {
    gitlab().get('/user').reply(200, '<html>Welcome</html>', {'content-type': 'text/html'})
    expect(await rejection(client().Users.showCurrentUser())).toMatchObject({
      message: "The answer to GET user is not GitLab's: text/html rather than JSON",
      hint: 'Check that GITLAB_URL is the address of a GitLab, version 17 or newer'
    })
  })

  it('that is a web page is not taken for a file, as when a proxy asks for a login', async () => {
    gitlab()
      .get('/projects/7/repository/files/a.md/raw')
      .query(true)
      .reply(302, '', {location: '/users/sign_in'})
    nock(ADDRESS).get('/users/sign_in').reply(200, '<html>Sign in</html>', {'content-type': 'text/html'})
    expect(await rejection(client().RepositoryFiles.showRaw(7, 'a.md', HEAD))).toMatchObject({
      message:
        "The answer to GET projects/7/repository/files/a.md/raw is not GitLab's: text/html rather than the file"
    })
  })

  it('without a body is no error', async () => {
    gitlab().delete('/projects/7/merge_requests/12/draft_notes/3').reply(204)
    await client().MergeRequestDraftNotes.remove(7, 12, 3)
  })
})

describe('the transport', () => {
  it('reports each exchange, the failed ones too', async () => {
    const reports: RequestReport[] = []
    gitlab().get('/projects/7/repository/tree').query(true).reply(503, '')
    const limited = {'RateLimit-Limit': '2000', 'RateLimit-Remaining': '17', 'RateLimit-Reset': '1790000000'}
    gitlab().get('/projects/7/repository/tree').query(true).reply(200, [], limited)
    gitlab().post('/projects/7/merge_requests/12/notes').replyWithError('broken')
    const api = client(fakeTiming(), (report) => reports.push(report))
    await api.requester.get('projects/7/repository/tree', {searchParams: {path: 'content', ref: 'main'}})
    await rejection(api.MergeRequestNotes.create(7, 12, 'hello'))
    expect(reports).toEqual([
      {
        method: 'GET',
        path: 'projects/7/repository/tree',
        status: 503,
        attempt: 1,
        duration: 0,
        rateLimit: null
      },
      {
        method: 'GET',
        path: 'projects/7/repository/tree',
        status: 200,
        attempt: 2,
        duration: 0,
        rateLimit: {limit: 2000, remaining: 17, resetsAt: 1_790_000_000}
      },
      {
        method: 'POST',
        path: 'projects/7/merge_requests/12/notes',
        status: null,
        attempt: 1,
        duration: 0,
        rateLimit: null
      }
    ])
  })

  it('keeps at most eight requests open', async () => {
    let open = 0
    let most = 0
    gitlab()
      .get('/user')
      .times(40)
      .reply(async () => {
        open += 1
        most = Math.max(most, open)
        await systemTiming.sleep(1)
        open -= 1
        return [200, ME]
      })
    const api = client()
    await Promise.all(Array.from({length: 40}, () => api.Users.showCurrentUser()))
    expect(most).toBe(8)
  })
})

describe('secrets', () => {
  const answers: readonly [string, (scope: nock.Interceptor) => void][] = [
    ['401', (get) => get.reply(401, {message: `401 Unauthorized ${TOKEN}`})],
    [
      '403',
      (get) =>
        get.reply(403, {
          error: 'insufficient_scope',
          error_description: `token ${TOKEN} lacks it`,
          scope: 'api'
        })
    ],
    ['404', (get) => get.reply(404, {message: '404 Not Found'})],
    ['429', (get) => get.reply(429, `Retry later ${TOKEN}`, {'retry-after': '9999'})],
    ['501', (get) => get.reply(501, `PRIVATE-TOKEN: ${TOKEN}`)],
    [
      'a redirect',
      (get) => get.reply(302, '', {location: `https://elsewhere.example/?private_token=${TOKEN}`})
    ],
    ['a web page', (get) => get.reply(200, `<html>${TOKEN}</html>`)],
    [
      'a broken connection',
      (get) => get.times(4).replyWithError(`cannot send header PRIVATE-TOKEN: ${TOKEN}`)
    ]
  ]

  it.each(answers)('stay out of the error after %s', async (_name, answer) => {
    answer(gitlab().get('/user'))
    const error = await rejection(client().Users.showCurrentUser())
    expect(error).toBeInstanceOf(GitLabError)
    expect(inspect(error, {depth: null, showHidden: true})).not.toContain(TOKEN)
    expect(JSON.stringify(error)).not.toContain(TOKEN)
  })
})
