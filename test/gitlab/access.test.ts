import {describe, expect, it} from 'vitest'
import {openAccess} from '../../src/gitlab/access.ts'
import {ADDRESS, fakeTiming, gitlab, rejection, TOKEN, useGitLab} from './gitlab-api.ts'

useGitLab()

const access = () => openAccess({url: ADDRESS, token: TOKEN, timing: fakeTiming()})

const SELF = '/personal_access_tokens/self'

describe('token', () => {
  it('tells scopes and end', async () => {
    gitlab()
      .get(SELF)
      .reply(200, {id: 1, scopes: ['api'], active: true, expires_at: '2027-01-01', user_id: 5})
    expect(await access().token()).toEqual({scopes: ['api'], expiresAt: '2027-01-01', isFineGrained: false})
  })

  it('tells a token without an end, and a fine-grained one', async () => {
    gitlab()
      .get(SELF)
      .reply(200, {scopes: [], expires_at: null, granular_scopes: [{access: 'selected_memberships'}]})
    expect(await access().token()).toEqual({scopes: [], expiresAt: null, isFineGrained: true})
  })

  it.each([404, 400])('tells nothing where the answer is %i', async (status) => {
    gitlab().get(SELF).reply(status, {message: 'x'})
    expect(await access().token()).toBeUndefined()
  })

  it('asks a GitLab that fails twice, and no more: a service waits for it to start', async () => {
    gitlab().get(SELF).times(2).reply(502)
    expect(await rejection(access().token())).toMatchObject({status: 502})
  })

  it('passes on that the token is not accepted', async () => {
    gitlab().get(SELF).reply(401, {message: '401 Unauthorized'})
    expect(await rejection(access().token())).toMatchObject({status: 401})
  })
})

describe('project', () => {
  const answer = (permissions?: unknown) => ({
    id: 7,
    path_with_namespace: 'people/handbook',
    default_branch: 'main',
    archived: false,
    permissions
  })

  it.each([
    [{project_access: {access_level: 30}, group_access: null}, 30],
    [{project_access: {access_level: 20}, group_access: {access_level: 40}}, 40]
  ])('takes the higher role of %j', async (permissions, role) => {
    gitlab().get('/projects/people%2Fhandbook').reply(200, answer(permissions))
    expect(await access().project('people/handbook')).toEqual({
      id: 7,
      path: 'people/handbook',
      defaultBranch: 'main',
      isArchived: false,
      role
    })
  })

  it('finds a role that comes by an invited group', async () => {
    gitlab()
      .get('/projects/7')
      .reply(200, answer({project_access: {access_level: 20}, group_access: null}))
    gitlab().get('/user').reply(200, {id: 5, username: 'bot'})
    gitlab().get('/projects/7/members/all/5').reply(200, {id: 5, access_level: 30})
    expect(await access().project('7')).toMatchObject({role: 30})
  })

  it('tells that the user is no member', async () => {
    gitlab().get('/projects/7').reply(200, answer())
    gitlab().get('/user').reply(200, {id: 5, username: 'bot'})
    gitlab().get('/projects/7/members/all/5').reply(404, {message: '404 Not found'})
    expect(await access().project('7')).toMatchObject({role: 0})
  })
})

describe('hooks', () => {
  it('reads what a release tells', async () => {
    gitlab()
      .get('/projects/7/hooks')
      .query(true)
      .reply(200, [
        {
          id: 4,
          url: 'https://ladderlint.example/webhooks/gitlab',
          merge_requests_events: true,
          push_events: false,
          alert_status: 'disabled',
          token_present: true
        }
      ])
    expect(await access().hooks(7)).toEqual([
      {
        id: 4,
        url: 'https://ladderlint.example/webhooks/gitlab',
        events: {mergeRequests: true, notes: false, pushes: false},
        verifiesCertificate: true,
        state: 'disabled',
        hasSecret: true,
        isSigned: null,
        hasTemplate: false
      }
    ])
  })
})

describe('newestAnswer', () => {
  const EVENTS = '/projects/7/hooks/4/events'

  it('tells how the newest delivery was answered', async () => {
    gitlab()
      .get(EVENTS)
      .query({per_page: 1})
      .reply(200, [{id: 9, trigger: 'push_hooks', response_status: '401'}])
    expect(await access().newestAnswer(7, 4)).toBe('401')
  })

  it.each([
    ['nothing was delivered', 200, []],
    ['a delivery is on its way', 200, [{id: 9, response_status: ''}]],
    ['the release does not tell', 404, {error: '404 Not Found'}]
  ])('tells nothing where %s', async (_why, status, body) => {
    gitlab().get(EVENTS).query(true).reply(status, body)
    expect(await access().newestAnswer(7, 4)).toBeUndefined()
  })
})
