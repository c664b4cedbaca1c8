import {describe, expect, it} from 'vitest'
import {openForge} from '../../src/gitlab/forge.ts'
import {createForgeCache} from '../../src/gitlab/forge-cache.ts'
import {takesReviewerState} from '../../src/gitlab/reviewers.ts'
import {mergeRequestAnswer} from './answers.ts'
import {
  ADDRESS,
  fakeTiming,
  gitlab,
  MERGE_REQUEST_PATH,
  MERGE_REQUEST_READ,
  REF,
  TOKEN,
  useGitLab
} from './gitlab-api.ts'

useGitLab()

const BOT = 5

async function stateOf({reviewers, version}: {reviewers: readonly object[]; version?: string}) {
  const forge = openForge({url: ADDRESS, token: TOKEN, cache: createForgeCache(), timing: fakeTiming()})
  gitlab().get(MERGE_REQUEST_READ).reply(200, mergeRequestAnswer({reviewers}))
  gitlab().get('/user').reply(200, {id: BOT, username: 'ladderlint'})
  if (version !== undefined) gitlab().get('/version').reply(200, {version, revision: 'abc'})
  return forge.reviewerState(await forge.mergeRequest(REF))
}

describe('takesReviewerState', () => {
  it.each([
    ['19.2.0', true],
    ['19.6.1-ee', true],
    ['20.0.0-pre', true],
    ['19.1.9', false],
    ['18.11.0', false],
    ['something else', false]
  ])('gives for version %s: %s', (version, takes) => {
    expect(takesReviewerState(version)).toBe(takes)
  })
})

describe('reviewerState', () => {
  it('asks nothing where the bot is no reviewer', async () => {
    expect(await stateOf({reviewers: [{id: 3, username: 'ada'}]})).toBeNull()
  })

  it('is none on a release that takes no state from a program', async () => {
    expect(await stateOf({reviewers: [{id: BOT}], version: '19.1.0'})).toBeNull()
  })

  it('is what GitLab shows for the bot', async () => {
    gitlab()
      .get(`${MERGE_REQUEST_PATH}/reviewers`)
      .query(true)
      .reply(200, [
        {user: {id: 3}, state: 'approved'},
        {user: {id: BOT}, state: 'unreviewed'}
      ])
    expect(await stateOf({reviewers: [{id: 3}, {id: BOT}], version: '19.6.0'})).toBe('unreviewed')
  })
})
