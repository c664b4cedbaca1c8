import {describe, expect, it} from 'vitest'
import {readIsBot, readMayMerge} from '../../src/gitlab/users.ts'
import {client, gitlab, REF, rejection, useGitLab} from './gitlab-api.ts'

useGitLab()

describe('readIsBot', () => {
  it.each([
    ['a token', {bot: true}, true],
    ['a person', {bot: false}, false],
    ['a user of whom GitLab does not say', {}, false]
  ])('knows %s', async (_who, fields, isBot) => {
    gitlab()
      .get('/users/9')
      .reply(200, {id: 9, username: 'nine', ...fields})
    expect(await readIsBot(client(), 9)).toBe(isBot)
  })

  it('takes a user that is gone for one that need not be answered', async () => {
    gitlab().get('/users/9').reply(404, {message: '404 User Not Found'})
    expect(await readIsBot(client(), 9)).toBe(true)
  })
})

describe('readMayMerge', () => {
  it.each([
    [20, false],
    [30, true],
    [50, true]
  ])('gives for access level %i: %s', async (access_level, may) => {
    gitlab().get('/projects/7/members/all/9').reply(200, {id: 9, username: 'nine', access_level})
    expect(await readMayMerge(client(), REF, 9)).toBe(may)
  })

  it('says no of who is no member', async () => {
    gitlab().get('/projects/7/members/all/9').reply(404, {message: '404 Not found'})
    expect(await readMayMerge(client(), REF, 9)).toBe(false)
  })

  it('does not take a failing GitLab for a no', async () => {
    gitlab().get('/projects/7/members/all/9').reply(403, {message: '403 Forbidden'})
    expect(await rejection(readMayMerge(client(), REF, 9))).toMatchObject({status: 403})
  })
})
