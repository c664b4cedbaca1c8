import {describe, expect, it} from 'vitest'
import {change, openSandbox, page} from './open-sandbox.ts'

async function opened(options: Parameters<typeof openSandbox>[1] = {}) {
  const sandbox = await openSandbox(undefined, options)
  await change(sandbox, {'page.md': page({10: 'changed'})})
  return sandbox
}

describe('a token', () => {
  it('is taken as PRIVATE-TOKEN and as Bearer', async () => {
    const {url, token} = await opened()
    const ask = async (headers: Record<string, string>) =>
      (await fetch(`${url}/api/v4/user`, {headers})).status
    expect(await ask({'PRIVATE-TOKEN': token})).toBe(200)
    expect(await ask({Authorization: `Bearer ${token}`})).toBe(200)
    expect(await ask({Authorization: `Basic ${token}`})).toBe(401)
    expect(await ask({})).toBe(401)
  })

  it('that nobody has is 401', async () => {
    const {call} = await opened()
    expect(await call('GET', ':mr', undefined, {'private-token': 'glpat-wrong'})).toMatchObject({
      status: 401,
      body: {message: '401 Unauthorized'}
    })
  })

  it('that was revoked is 401 and says so', async () => {
    const {call, api, token} = await opened()
    api.revokeToken(token)
    expect(await call('GET', ':mr')).toMatchObject({status: 401, body: {error: 'invalid_token'}})
  })

  it('that has ended is 401 and says so', async () => {
    const {call, api, token} = await openSandbox(undefined, {now: () => new Date('2026-11-21T12:00:00Z')})
    api.expireToken(token, '2026-11-22')
    expect((await call('GET', '/user')).status).toBe(200)
    api.expireToken(token, '2026-11-21')
    expect(await call('GET', '/user')).toMatchObject({status: 401, body: {error: 'invalid_token'}})
  })

  it('tells its own scopes and its end, whatever they are', async () => {
    const {as, author, api, token, call} = await opened()
    const self = '/personal_access_tokens/self'
    expect((await as(author, ['read_repository'])('GET', self)).body).toMatchObject({
      scopes: ['read_repository'],
      user_id: author.id,
      active: true,
      expires_at: null
    })
    api.expireToken(token, '2099-01-01')
    expect((await call('GET', self)).body).toMatchObject({expires_at: '2099-01-01'})
    const job = api.createToken(author, [], 'job')
    expect((await call('GET', self, undefined, {'job-token': job})).status).toBe(401)
    expect((await as(null)('GET', self)).status).toBe(401)
    expect((await call('GET', '/user')).status).toBe(200)
    expect((await as(author, ['read_repository'])('GET', '/user')).status).toBe(403)
  })

  it('with read_api reads everything and writes nothing', async () => {
    const {as, author} = await opened()
    const reader = as(author, ['read_api'])
    expect((await reader('GET', ':mr/discussions')).status).toBe(200)
    expect(await reader('POST', ':mr/notes', {body: 'x'})).toMatchObject({
      status: 403,
      body: {error: 'insufficient_scope', scope: 'api'}
    })
  })

  it('with read_repository reads files and no merge request', async () => {
    const {as, author} = await opened()
    const reader = as(author, ['read_repository'])
    expect((await reader('GET', ':project/repository/files/page.md/raw')).status).toBe(200)
    expect(await reader('GET', ':mr')).toMatchObject({status: 403, body: {error: 'insufficient_scope'}})
  })

  it('of a CI job reads the few things it is let to, and nothing as another kind of token', async () => {
    const {call, api, author} = await opened()
    const job = api.createToken(author, [], 'job')
    const headers = {'job-token': job}
    expect((await call('GET', ':mr/notes', undefined, headers)).status).toBe(200)
    expect((await call('GET', ':mr/discussions', undefined, headers)).status).toBe(401)
    expect((await call('POST', ':mr/notes', {body: 'x'}, headers)).status).toBe(401)
    expect((await call('GET', ':mr/notes', undefined, {'private-token': job})).status).toBe(401)
  })

  it('of a project acts as a bot user of its own', async () => {
    const {call, project} = await opened()
    const {body} = await call('GET', '/user')
    expect(body.username).toMatch(new RegExp(`^project_${project.id}_bot_`))
    expect(body).toMatchObject({bot: true, name: 'bot'})
  })
})

describe('a private project', () => {
  it('is not there for those who may not see it', async () => {
    const {as, api} = await opened()
    const hidden = {status: 404, body: {message: '404 Project Not Found'}}
    expect(await as(api.createUser('stranger'))('GET', ':project')).toMatchObject(hidden)
    expect(await as(null)('GET', ':project')).toMatchObject(hidden)
    expect(await as(null)('GET', ':mr/discussions')).toMatchObject({status: 401})
  })

  it('shows guests neither its code nor its merge requests', async () => {
    const {as, api, project} = await opened()
    const guest = api.createUser('guest')
    api.setRole(project, guest, 'guest')
    expect((await as(guest)('GET', ':project')).status).toBe(200)
    expect((await as(guest)('GET', ':project/repository/tree')).status).toBe(403)
    expect((await as(guest)('GET', ':mr')).status).toBe(404)
  })

  it('is found by its number and by its encoded path', async () => {
    const {call, project} = await opened()
    expect((await call('GET', `/projects/${encodeURIComponent(project.path)}`)).body.id).toBe(project.id)
    expect((await call('GET', `/projects/${project.path}`)).status).toBe(404)
  })
})

describe('projects', () => {
  it('show what the caller may do in them', async () => {
    const {as, call, author, api, project} = await opened({visibility: 'public'})
    const access = async (client: typeof call) => (await client('GET', ':project')).body.permissions
    expect(await access(call)).toEqual({
      project_access: {access_level: 30, notification_level: 3},
      group_access: null
    })
    api.setRole(project, author, null)
    expect(await access(as(author))).toEqual({project_access: null, group_access: null})
    expect(await access(as(null))).toBeUndefined()
  })

  it('are listed by membership and role, and page by page by their ids', async () => {
    const {as, api, author, project} = await opened({visibility: 'public'})
    const others = []
    for (const [path, role] of [
      ['group/one', 'maintainer'],
      ['group/two', 'reporter'],
      ['group/three', null]
    ] as const) {
      const other = await api.createProject({path, files: {}, visibility: 'public'})
      if (role) api.setRole(other, author, role)
      others.push(other.id)
    }
    const list = async (query: string) => {
      const {body, headers} = await as(author)('GET', `/projects?${query}`)
      return {ids: body.map(({id}: {id: number}) => id), link: headers.get('link') ?? ''}
    }
    expect((await list('')).ids).toEqual([project.id, ...others])
    expect((await list('membership=true')).ids).toEqual([project.id, others[0], others[1]])
    const first = await list(
      'membership=true&min_access_level=30&pagination=keyset&order_by=id&sort=asc&per_page=1'
    )
    expect(first.ids).toEqual([project.id])
    const next = await list(/\?([^>]*)>; rel="next"/.exec(first.link)?.[1] ?? '')
    expect(next).toEqual({ids: [others[0]], link: ''})
  })
})

describe('a public project', () => {
  it('is read without a token, but for what asks for one', async () => {
    const {as} = await opened({visibility: 'public'})
    expect((await as(null)('GET', ':mr')).status).toBe(200)
    expect((await as(null)('GET', ':project/repository/files/page.md?ref=main')).status).toBe(200)
    expect((await as(null)('GET', ':mr/discussions')).status).toBe(401)
    expect((await as(null)('POST', ':mr/notes', {body: 'x'})).status).toBe(401)
  })
})

describe('members', () => {
  it('show their access level, others are 404', async () => {
    const {call, author, api} = await opened()
    expect((await call('GET', `:project/members/all/${author.id}`)).body).toMatchObject({access_level: 30})
    expect((await call('GET', `:project/members/all/${api.createUser('stranger').id}`)).status).toBe(404)
  })
})

describe('the API', () => {
  it('answers what it does not have with 404, and what it cannot parse with 400', async () => {
    const {call} = await opened()
    expect(await call('GET', '/nothing/here')).toMatchObject({status: 404, body: {error: '404 Not Found'}})
    expect((await call('POST', ':mr/notes', '{"body": ')).status).toBe(400)
    expect((await call('GET', ':project/merge_requests/99')).status).toBe(404)
  })

  it('says its version', async () => {
    const {call} = await opened({version: '18.4.2'})
    expect((await call('GET', '/version')).body).toMatchObject({version: '18.4.2'})
  })

  it('renders Markdown without posting it', async () => {
    const {call, api} = await opened()
    const text = '**x** <script>alert(1)</script> @all'
    const {body} = await call('POST', '/markdown', {text})
    expect(body.html).toBe('<p><strong>x</strong>  @all</p>')
    expect(api.effects()).toEqual([])
    expect(api.requests().writes).toBe(0)
  })
})

describe('a project that was moved', () => {
  it('redirects readers of its old path to its number, and refuses writers there', async () => {
    const {call, api, project} = await opened()
    api.moveProject(project, 'elsewhere/handbook')
    const {body} = await call('GET', '/projects/group%2Fhandbook/merge_requests/1')
    expect(body).toMatchObject({iid: 1, references: {full: 'elsewhere/handbook!1'}})
    expect(
      await call('POST', '/projects/group%2Fhandbook/merge_requests/1/notes', {body: 'x'})
    ).toMatchObject({
      status: 405,
      body: {message: 'Non GET methods are not allowed for moved projects'}
    })
    expect((await call('POST', ':mr/notes', {body: 'x'})).status).toBe(201)
  })
})

describe('an archived project', () => {
  it('is read by everybody as before, and written to by nobody', async () => {
    const {call, api, project, author, as} = await opened()
    api.archiveProject(project)
    expect((await call('GET', ':project')).body).toMatchObject({archived: true})
    expect((await call('GET', '/projects?archived=false&membership=true')).body).toEqual([])
    expect((await call('GET', ':mr/discussions')).status).toBe(200)
    const {body} = await call('GET', ':mr')
    for (const write of [
      () => call('POST', ':mr/notes', {body: 'x'}),
      () => call('POST', ':mr/draft_notes', {note: 'x'}),
      () => as(author)('PUT', ':mr', {title: 'x'}),
      () => call('POST', `:project/statuses/${body.sha}`, {state: 'success'})
    ]) {
      expect(await write()).toMatchObject({status: 403, body: {message: '403 Forbidden'}})
    }
  })
})
