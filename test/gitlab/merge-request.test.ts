import {describe, expect, it} from 'vitest'
import {readMergeRequest} from '../../src/gitlab/merge-request.ts'
import {mergeRequestAnswer, pipelineAnswer} from './answers.ts'
import {
  ADDRESS,
  BASE,
  client,
  fakeTiming,
  gitlab,
  HEAD,
  MERGE_REQUEST_READ,
  REF,
  rejection,
  START,
  useGitLab
} from './gitlab-api.ts'

useGitLab()

const timing = fakeTiming()

const OTHER = 'e'.repeat(40)

async function read(fields: Record<string, unknown> = {}) {
  gitlab().get(MERGE_REQUEST_READ).reply(200, mergeRequestAnswer(fields))
  return readMergeRequest(client(), REF, timing)
}

describe('readMergeRequest', () => {
  it('gives what a review needs to know', async () => {
    const {mergeRequest, details} = await read({
      head_pipeline: pipelineAnswer(),
      diverged_commits_count: 3
    })
    expect(mergeRequest).toEqual({
      ref: REF,
      projectPath: 'people/handbook',
      title: 'Add a Staff level',
      url: `${ADDRESS}/people/handbook/-/merge_requests/12`,
      state: 'opened',
      draft: false,
      sourceBranch: 'staff-level',
      targetBranch: 'main',
      sourceProject: 7,
      author: 'ada',
      labels: [],
      reviewerIds: [],
      diffRefs: {base: BASE, start: START, head: HEAD}
    })
    expect(details).toEqual({
      behind: 3,
      changes: {count: 1, atLeast: false},
      pipeline: {id: 40, project: 7},
      awaitsPipeline: false
    })
  })

  it('waits for the diff of a fresh merge request', async () => {
    const waiting = fakeTiming()
    const fresh = {
      diff_refs: null,
      changes_count: null,
      prepared_at: null,
      detailed_merge_status: 'preparing'
    }
    gitlab().get(MERGE_REQUEST_READ).times(2).reply(200, mergeRequestAnswer(fresh))
    gitlab().get(MERGE_REQUEST_READ).reply(200, mergeRequestAnswer())
    const {mergeRequest} = await readMergeRequest(client(), REF, waiting)
    expect(mergeRequest.diffRefs.head).toBe(HEAD)
    expect(waiting.waits).toEqual([500, 1_000])
  })

  it('waits while the diff is the one before the last push', async () => {
    const behind = {sha: 'd'.repeat(40)}
    gitlab().get(MERGE_REQUEST_READ).reply(200, mergeRequestAnswer(behind))
    const {mergeRequest} = await read()
    expect(mergeRequest.diffRefs.head).toBe(HEAD)
  })

  it('waits while one of the three commits is missing', async () => {
    gitlab()
      .get(MERGE_REQUEST_READ)
      .reply(200, mergeRequestAnswer({diff_refs: {base_sha: BASE, start_sha: null, head_sha: HEAD}}))
    await read()
  })

  it('gives up on a diff that never comes, in a way that can be tried again', async () => {
    gitlab()
      .get(MERGE_REQUEST_READ)
      .times(7)
      .reply(200, mergeRequestAnswer({diff_refs: null}))
    expect(await rejection(readMergeRequest(client(), REF, fakeTiming()))).toMatchObject({
      message: 'GitLab has no diff of merge request !12 in project 7 ready',
      retryable: true,
      exitCode: 3
    })
  })

  it('takes the last diff of a merge request that is merged, whatever its branch is now', async () => {
    const {mergeRequest} = await read({state: 'merged', sha: 'd'.repeat(40)})
    expect(mergeRequest).toMatchObject({state: 'merged', diffRefs: {head: HEAD}})
  })

  it('does not wait for a closed merge request that has no diff', async () => {
    await expect(read({state: 'closed', diff_refs: null})).rejects.toThrow('has no diff of merge request !12')
  })

  it('copes with a deleted fork, a deleted author and an older GitLab', async () => {
    const {mergeRequest} = await read({
      source_project_id: null,
      author: null,
      draft: undefined,
      work_in_progress: true,
      references: undefined
    })
    expect(mergeRequest).toMatchObject({
      sourceProject: null,
      author: 'ghost',
      draft: true,
      projectPath: 'people/handbook'
    })
  })

  it.each([
    ['1000+', {count: 1000, atLeast: true}],
    ['3', {count: 3, atLeast: false}],
    ['', null],
    [null, null]
  ])('reads the number of changes from %j', async (changes_count, changes) => {
    expect((await read({changes_count})).details.changes).toEqual(changes)
  })

  it.each([
    ['before GitLab is done with a new merge request', {prepared_at: null, head_pipeline: null}, true],
    [
      'after a push, where the push before had a pipeline',
      {head_pipeline: pipelineAnswer({sha: OTHER})},
      true
    ],
    ['where no push ever had one', {head_pipeline: null}, false],
    [
      'where only statuses made one',
      {head_pipeline: pipelineAnswer({sha: OTHER, source: 'external'})},
      false
    ],
    [
      'where pipelines test merged results',
      {head_pipeline: pipelineAnswer({sha: OTHER, ref: 'refs/merge-requests/12/merge'})},
      false
    ]
  ])('has no pipeline of the head %s, and awaits one or not', async (_name, fields, awaitsPipeline) => {
    expect((await read(fields)).details).toMatchObject({pipeline: null, awaitsPipeline})
  })

  it('says what GitLab refused', async () => {
    gitlab().get(MERGE_REQUEST_READ).reply(404, {message: '404 Not found'})
    expect(await rejection(readMergeRequest(client(), REF, timing))).toMatchObject({status: 404})
  })
})
