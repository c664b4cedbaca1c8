import {describe, expect, it} from 'vitest'
import {z} from 'zod'
import {all} from '../../src/gitlab/answers.ts'
import {ADDRESS, client, gitlab, rejection, useGitLab} from './gitlab-api.ts'

useGitLab()

const PATH = 'projects/7/things'
const NUMBERS = z.object({n: z.number()})

describe('all', () => {
  it('asks for a hundred a page and follows x-next-page to the end', async () => {
    gitlab()
      .get(`/${PATH}`)
      .query({name: 'x', per_page: 100})
      .reply(200, [{n: 1}], {'x-next-page': '2'})
    gitlab()
      .get(`/${PATH}`)
      .query({name: 'x', per_page: 100, page: 2})
      .reply(200, [{n: 2}], {'x-next-page': '3'})
    gitlab()
      .get(`/${PATH}`)
      .query({name: 'x', per_page: 100, page: 3})
      .reply(200, [{n: 3}], {'x-next-page': ''})
    expect(await all(client(), PATH, NUMBERS, {name: 'x'})).toEqual([{n: 1}, {n: 2}, {n: 3}])
  })

  it('follows the Link header where there is no page number', async () => {
    const next = `${ADDRESS}/api/v4/${PATH}?id=7&page_token=abc%2F1&pagination=keyset&per_page=100`
    gitlab()
      .get(`/${PATH}`)
      .query({pagination: 'keyset', per_page: 100})
      .reply(200, [{n: 1}], {link: `<${ADDRESS}/first>; rel="first", <${next}>; rel="next"`})
    gitlab()
      .get(`/${PATH}`)
      .query({id: 7, pagination: 'keyset', per_page: 100, page_token: 'abc/1'})
      .reply(200, [{n: 2}], {link: `<${ADDRESS}/first>; rel="first"`})
    expect(await all(client(), PATH, NUMBERS, {pagination: 'keyset'})).toEqual([{n: 1}, {n: 2}])
  })

  it('stays with the GitLab it was told, whatever address a Link header names', async () => {
    gitlab()
      .get(`/${PATH}`)
      .query({per_page: 100})
      .reply(200, [{n: 1}], {link: '<http://internal:8080/api/v4/other?page=2&per_page=100>; rel="next"'})
    gitlab()
      .get(`/${PATH}`)
      .query({per_page: 100, page: 2})
      .reply(200, [{n: 2}])
    expect(await all(client(), PATH, NUMBERS)).toEqual([{n: 1}, {n: 2}])
  })

  it('does not stop at a page shorter than asked for, as /diffs sends them', async () => {
    gitlab()
      .get(`/${PATH}`)
      .query(true)
      .reply(200, Array(30).fill({n: 1}), {'x-per-page': '30', 'x-next-page': '2'})
    gitlab()
      .get(`/${PATH}`)
      .query(true)
      .reply(200, Array(5).fill({n: 2}), {'x-next-page': ''})
    expect(await all(client(), PATH, NUMBERS)).toHaveLength(35)
  })

  it('ends with a server that always names another page', async () => {
    gitlab().persist().get(`/${PATH}`).query(true).reply(200, [], {'x-next-page': '2'})
    expect(await rejection(all(client(), PATH, NUMBERS))).toMatchObject({
      message: `The answer to GET ${PATH} is not GitLab's: more than 300 pages`
    })
  })

  it('names the field that an answer lacks', async () => {
    gitlab()
      .get(`/${PATH}`)
      .query(true)
      .reply(200, [{n: 1}, {}])
    expect(await rejection(all(client(), PATH, NUMBERS))).toMatchObject({
      message: `The answer to GET ${PATH} is not GitLab's: "1.n" is missing or of the wrong kind`,
      exitCode: 3
    })
  })
})
