import {describe, expect, it} from 'vitest'
import {GitLabError} from '../../src/gitlab/errors.ts'
import {openProbe} from '../../src/gitlab/probe.ts'
import {checkHealth} from '../../src/server/health.ts'
import {openSandbox} from '../sandbox/open-sandbox.ts'

const stored = {query: async () => []}
const answers = async () => undefined
const silent = () => new Promise<never>(() => undefined)
const refusing = (status: number) => async () => {
  throw new GitLabError(`GitLab answers ${status}`, {status, retryable: status !== 401, hint: ''})
}

describe('checkHealth', () => {
  it('finds nothing while both answer', async () => {
    expect(await checkHealth(answers, stored)).toEqual({database: null, gitlab: null})
  })

  it('takes a GitLab that limits the token for one that answers: deliveries can be stored', async () => {
    expect(await checkHealth(refusing(429), stored)).toEqual({database: null, gitlab: null})
  })

  it.each([401, 502])('says what GitLab refuses with %i', async (status) => {
    expect(await checkHealth(refusing(status), stored)).toMatchObject({gitlab: `GitLab answers ${status}`})
  })

  it('answers a probe in time though neither answers it', async () => {
    expect(await checkHealth(silent, {query: silent}, 5)).toEqual({
      database: 'the database does not answer',
      gitlab: 'GitLab could not be asked'
    })
  })
})

describe('openProbe', () => {
  it('asks once, whatever GitLab asks to wait for', async () => {
    const {api, url, token} = await openSandbox()
    api.addFault({path: '/user', status: 429, retryAfter: 30})
    const statuses: unknown[] = []
    const ask = openProbe({url, token, onRequest: ({status}) => statuses.push(status)})
    await expect(ask()).rejects.toMatchObject({status: 429})
    expect(statuses).toEqual([429])
  })
})
