import {describe, expect, it} from 'vitest'
import {LadderlintError} from '../../src/config/ladderlint-error.ts'
import {GitLabError} from '../../src/gitlab/errors.ts'
import {client, gitlab, rejection, useGitLab} from './gitlab-api.ts'

useGitLab()

const READ = 'projects/7/merge_requests/12'

async function refusedRead(status: number, body: string | Record<string, unknown>): Promise<unknown> {
  gitlab()
    .get(`/${READ}`)
    .times(status >= 500 || status === 429 ? 4 : 1)
    .reply(status, body)
  return rejection(client().MergeRequests.show(7, 12))
}

async function refusedWrite(
  path: string,
  method: 'POST' | 'PUT',
  body: Record<string, unknown>
): Promise<unknown> {
  gitlab().intercept(`/${path}`, method).reply(403, body)
  const {requester} = client()
  return rejection(
    method === 'POST' ? requester.post(path, {body: {a: 1}}) : requester.put(path, {body: {a: 1}})
  )
}

describe('GitLabError', () => {
  it('is for people to mend, with exit status 3', async () => {
    const error = await refusedRead(404, {message: '404 Not found'})
    expect(error).toBeInstanceOf(GitLabError)
    expect(error).toBeInstanceOf(LadderlintError)
    expect(error).toMatchObject({exitCode: 3})
  })

  it('tells a token that GitLab does not accept', async () => {
    expect(await refusedRead(401, {message: '401 Unauthorized'})).toMatchObject({
      message: `GitLab does not accept the token (401 for GET ${READ})`,
      hint: 'Check GITLAB_TOKEN: it has expired, was revoked, or belongs to another GitLab'
    })
  })

  it('names the scope that a token lacks', async () => {
    const body = {
      error: 'insufficient_scope',
      error_description: 'The request requires higher privileges than provided by the access token.',
      scope: 'api read_api'
    }
    expect(await refusedRead(403, body)).toMatchObject({
      message: `GitLab does not allow GET ${READ} (403): insufficient_scope: The request requires higher privileges than provided by the access token.`,
      hint: 'The token\'s scope is too narrow: "read_api" reads'
    })
    expect(await refusedWrite(`${READ}/notes`, 'POST', body)).toMatchObject({
      hint: 'The token\'s scope is too narrow: "api" is the one that writes'
    })
  })

  it.each([
    ['POST', `${READ}/discussions`, 'at least the Reporter role in project 7'],
    ['PUT', `${READ}/discussions/abc`, 'the Developer role in project 7'],
    ['PUT', `${READ}/notes/3`, 'to have written that note, or the Maintainer role in project 7'],
    ['POST', 'projects/8/statuses/abc', 'the Developer role in project 8 (Maintainer on a protected branch)']
  ] as const)('names the role that %s %s needs', async (method, path, role) => {
    expect(await refusedWrite(path, method, {message: '403 Forbidden'})).toMatchObject({
      message: `GitLab does not allow ${method} ${path} (403): 403 Forbidden`,
      hint: `The token's user needs ${role}, and scope "api"; in a locked discussion only members may write`
    })
  })

  it('leaves open whether what is not found is missing or hidden', async () => {
    expect(await refusedRead(404, {message: '404 Project Not Found'})).toMatchObject({
      message: `GitLab has no ${READ}, or hides it from this token (404 for GET ${READ})`,
      hint: 'Check the project and the number; the token\'s user needs at least the Reporter role in project 7, and scope "read_api"'
    })
  })

  it('tells when to come back after a limit', async () => {
    gitlab().get('/user').reply(429, 'Retry later', {'retry-after': '90'})
    expect(await rejection(client().Users.showCurrentUser())).toMatchObject({
      message: 'GitLab limits how often this token may ask (429 for GET user)',
      hint: 'Try again in 90 s',
      retryable: true,
      retryAfter: 90_000
    })
    expect(await refusedRead(429, 'Retry later')).toMatchObject({
      hint: 'Try again in a minute',
      retryAfter: null
    })
  })

  it('tells a failure of GitLab from a refusal', async () => {
    expect(await refusedRead(502, '<html>Bad Gateway</html>')).toMatchObject({
      message: `GitLab failed GET ${READ} (502)`,
      hint: 'Try again later',
      retryable: true
    })
    expect(await refusedRead(422, {message: {base: ['is wrong']}})).toMatchObject({
      message: `GitLab refused GET ${READ} (422): {"base":["is wrong"]}`,
      retryable: false
    })
  })

  it.each([
    [{message: '400 Bad request - no'}, '400 Bad request - no'],
    [{message: {line_code: ["can't be blank"]}}, '{"line_code":["can\'t be blank"]}'],
    [{error: 'position[new_line] is invalid'}, 'position[new_line] is invalid'],
    ['plain\r\n words\u0007', 'plain words'],
    ['<!DOCTYPE html><p>page', ''],
    ['{"broken', '{"broken'],
    [{}, ''],
    ['x'.repeat(5_000), 'x'.repeat(300)]
  ])("keeps GitLab's own words from %j", async (body, detail) => {
    expect(await refusedRead(400, body)).toMatchObject({detail})
  })
})
