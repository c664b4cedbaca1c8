import nock from 'nock'
import {describe, expect, it} from 'vitest'
import {openForesight} from '../../src/gitlab/foresight.ts'
import {createForgeCache} from '../../src/gitlab/forge-cache.ts'
import {ADDRESS, client, HEAD, TOKEN, useGitLab} from './gitlab-api.ts'

useGitLab()

const TEXTS = Array.from({length: 90}, (_, index) => `content/${index}.md`)

/** Announces a query; how many paths it asks for is noted. */
function announce(asked: number[], answer: object): void {
  nock(ADDRESS, {reqheaders: {authorization: `Bearer ${TOKEN}`}, badheaders: ['private-token']})
    .post('/api/graphql', (body) => {
      asked.push(body.variables.c0_texts.length)
      return body.variables.project === 'group/handbook'
    })
    .reply(200, answer)
}

const REFUSED = {errors: [{message: 'Query has complexity of 300, which exceeds max complexity of 250'}]}
const ANSWERED = {data: {project: {repository: {c0_texts: {nodes: []}}}}}

describe('openForesight', () => {
  it('asks for half as much at once after GitLab found a question too complex, and stops when that is too little', async () => {
    const cache = createForgeCache()
    const foresight = openForesight(client(), {project: 7, path: () => 'group/handbook', cache})
    const read = () => foresight.read(HEAD, {texts: TEXTS, files: [], folders: []})
    const asked: number[] = []
    announce(asked, REFUSED)
    await read()
    announce(asked, REFUSED)
    await read()
    announce(asked, REFUSED)
    await read()
    await read()
    expect(asked).toEqual([90, 90, 42])
  })

  it('goes on with the halves once they are answered', async () => {
    const cache = createForgeCache()
    const foresight = openForesight(client(), {project: 7, path: () => 'group/handbook', cache})
    cache.queryPoints.set('7', 60)
    const asked: number[] = []
    announce(asked, ANSWERED)
    announce(asked, ANSWERED)
    await foresight.read(HEAD, {texts: TEXTS, files: [], folders: []})
    expect(asked).toEqual([47, 43])
  })

  it('asks nothing before the path of the project is known', async () => {
    const foresight = openForesight(client(), {project: 7, path: () => undefined, cache: createForgeCache()})
    await foresight.read(HEAD, {texts: TEXTS, files: [], folders: []})
    expect(nock.isDone()).toBe(true)
  })
})
