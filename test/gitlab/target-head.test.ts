import {describe, expect, it} from 'vitest'
import {openForge} from '../../src/gitlab/forge.ts'
import {createForgeCache} from '../../src/gitlab/forge-cache.ts'
import {diffAnswer, mergeRequestAnswer} from './answers.ts'
import {
  ADDRESS,
  BASE,
  fakeTiming,
  gitlab,
  MERGE_REQUEST_READ,
  REF,
  rejection,
  START,
  TOKEN,
  useGitLab
} from './gitlab-api.ts'

useGitLab()

const COMPARE = `/projects/7/repository/compare?from=${BASE}&to=main`
const BRANCH = '/projects/7/repository/branches/main'
const NOW = 'f'.repeat(40)

function serveComparison(head: string | null, fields: Readonly<Record<string, unknown>> = {}): void {
  const commit = head === null ? null : {id: head}
  gitlab()
    .get(COMPARE)
    .reply(200, {commit, commits: [], diffs: [diffAnswer()], compare_timeout: false, ...fields})
}

function forgeWhere(fields: Readonly<Record<string, unknown>>, cache = createForgeCache()) {
  gitlab().get(MERGE_REQUEST_READ).reply(200, mergeRequestAnswer(fields))
  return openForge({url: ADDRESS, token: TOKEN, cache, timing: fakeTiming()})
}

async function targetWhere(...args: Parameters<typeof forgeWhere>): Promise<string> {
  return (await forgeWhere(...args).mergeRequest(REF)).target
}

describe('the target branch of a merge request', () => {
  it('is asked for where it has gone on', async () => {
    serveComparison(NOW)
    expect(await targetWhere({diverged_commits_count: 2})).toBe(NOW)
  })

  it('is read from the merge base, but for what was changed since', async () => {
    serveComparison(NOW, {diffs: [diffAnswer({old_path: 'b.md', new_path: 'b.md'})]})
    gitlab().get(`/projects/7/repository/files/a.md/raw?ref=${BASE}`).reply(200, 'same\n')
    gitlab().get(`/projects/7/repository/files/b.md/raw?ref=${BASE}`).reply(200, 'one\n')
    const forge = forgeWhere({diverged_commits_count: 2})
    const {target} = await forge.mergeRequest(REF)
    const snapshot = forge.snapshot(REF, target)
    expect(await snapshot.read('a.md')).toMatchObject({text: 'same\n'})
    expect(await snapshot.read('b.md')).toMatchObject({text: 'one\ntwo\n'})
  })

  it('is read by itself where GitLab cut the comparison', async () => {
    serveComparison(NOW, {compare_timeout: true})
    gitlab().get(`/projects/7/repository/files/a.md/raw?ref=${NOW}`).reply(200, 'now\n')
    const forge = forgeWhere({diverged_commits_count: 2})
    const {target} = await forge.mergeRequest(REF)
    expect(await forge.snapshot(REF, target).read('a.md')).toMatchObject({text: 'now\n'})
  })

  it('is not asked for again before it has moved, for no merge request from the same commit', async () => {
    const cache = createForgeCache()
    serveComparison(NOW)
    await targetWhere({diverged_commits_count: 2}, cache)
    expect(await targetWhere({diverged_commits_count: 2, title: 'Another'}, cache)).toBe(NOW)
    const later = '1'.repeat(40)
    serveComparison(later)
    expect(await targetWhere({diverged_commits_count: 3}, cache)).toBe(later)
  })

  it.each([
    ['is far ahead', 5_000, () => {}],
    ['takes GitLab too long to compare', 2, () => gitlab().get(COMPARE).times(4).reply(500, '')],
    ['tells no commits', 2, () => serveComparison(null)]
  ])('that %s is asked for alone', async (_why, behind, serve) => {
    serve()
    gitlab()
      .get(BRANCH)
      .reply(200, {name: 'main', commit: {id: NOW}})
    expect(await targetWhere({diverged_commits_count: behind})).toBe(NOW)
  })

  it.each([
    ['has not gone on', {diverged_commits_count: 0}],
    ['is a matter of the past, as the merge request is merged', {diverged_commits_count: 4, state: 'merged'}],
    ['GitLab does not tell about', {}]
  ])('that %s is as it was when the diff was made', async (_why, fields) => {
    expect(await targetWhere(fields)).toBe(START)
  })

  it('that was deleted is as it was when the diff was made', async () => {
    gitlab()
      .get(`/projects/7/repository/compare?from=${BASE}&to=release%2F1`)
      .reply(404, {message: '404 Ref Not Found'})
    gitlab().get('/projects/7/repository/branches/release%2F1').reply(404, {message: '404 Branch Not Found'})
    expect(await targetWhere({diverged_commits_count: 2, target_branch: 'release/1'})).toBe(START)
  })

  it('that may not be seen ends the review, so that nothing is judged by what is out of date', async () => {
    gitlab().get(COMPARE).reply(403, {message: '403 Forbidden'})
    expect(await rejection(targetWhere({diverged_commits_count: 2}))).toMatchObject({status: 403})
  })
})
