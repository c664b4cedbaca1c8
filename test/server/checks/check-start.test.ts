import {describe, expect, it} from 'vitest'
import {checkStart} from '../../../src/server/checks/check-start.ts'
import {createLog} from '../../../src/server/log.ts'
import {accessWhere, NOW, refusal} from './fake-access.ts'

async function start(access = accessWhere(), projects: readonly string[] = ['people/handbook']) {
  const lines: {level: number; msg: string; hint?: string}[] = []
  const log = createLog('info', {write: (line) => lines.push(JSON.parse(line))})
  await checkStart(access, projects, log, NOW)
  return lines
}

describe('checkStart', () => {
  it('is silent when all is well', async () => {
    expect(await start()).toEqual([])
  })

  it('refuses a token that lacks the scope to write, and one that GitLab does not accept', async () => {
    const reader = accessWhere({
      token: async () => ({scopes: ['read_api'], expiresAt: null, isFineGrained: false})
    })
    await expect(start(reader)).rejects.toMatchObject({
      name: 'LadderlintError',
      message: expect.stringContaining('lacks the scope "api"'),
      exitCode: 3
    })
    await expect(start(accessWhere({self: refusal(401)}))).rejects.toThrow('GitLab answers 401')
  })

  it('starts without a GitLab that is down, and asks it nothing more', async () => {
    const down = accessWhere({token: refusal(null), project: () => Promise.reject(new Error('asked'))})
    expect(await start(down)).toMatchObject([{level: 40, msg: 'GitLab answers null', hint: 'Do this'}])
  })

  it('asks for no more projects when GitLab does not answer for one: each would delay the start', async () => {
    const asked: string[] = []
    const project = (path: string) => {
      asked.push(path)
      return path === 'a/b' ? accessWhere().project(path) : refusal(null)()
    }
    expect(await start(accessWhere({project}), ['a/b', 'c/d', 'e/f'])).toMatchObject([
      {level: 40, about: 'project c/d', msg: 'GitLab answers null'}
    ])
    expect(asked).toEqual(['a/b', 'c/d'])
  })

  it('warns of a token that ends soon, and of projects that it does not reach', async () => {
    const access = accessWhere({
      token: async () => ({scopes: ['api'], expiresAt: '2026-11-25', isFineGrained: false}),
      project: async () => undefined
    })
    const said = (await start(access, ['a/b', 'c/d'])).map(({msg}) => msg)
    expect(said).toEqual([
      'The token ends on 2026-11-25, in 4 days',
      "The project does not exist, or the token's user is not a member of it",
      "The project does not exist, or the token's user is not a member of it"
    ])
  })
})
