import {describe, expect, it} from 'vitest'
import type {MergeRequestDetails} from '../../src/gitlab/merge-request.ts'
import {readStatus, writeStatus} from '../../src/gitlab/statuses.ts'
import {type MergeRequest, type Status, StatusRefused} from '../../src/reviewer/forge.ts'
import {mergeRequestAnswer, pipelineAnswer, statusAnswer} from './answers.ts'
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

const LIST = `/projects/7/repository/commits/${HEAD}/statuses`
const POST = `/projects/7/statuses/${HEAD}`

const DETAILS: MergeRequestDetails = {
  behind: null,
  changes: null,
  pipeline: {id: 40, project: 7},
  awaitsPipeline: false
}
const NO_PIPELINE: MergeRequestDetails = {...DETAILS, pipeline: null}
const AWAITED: MergeRequestDetails = {...NO_PIPELINE, awaitsPipeline: true}

const RUNNING: Status = {state: 'running', description: 'Reviewing', url: null}

function mergeRequest(fields: Partial<MergeRequest> = {}): MergeRequest {
  return {
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
    diffRefs: {base: BASE, start: START, head: HEAD},
    target: START,
    ...fields
  }
}

function write(status: Status, details = DETAILS, fields: Partial<MergeRequest> = {}, timing = fakeTiming()) {
  return writeStatus(client(), mergeRequest(fields), status, {details, known: null, timing})
}

describe('readStatus', () => {
  it('gives the newest of ours, wherever it stands in the pages', async () => {
    const query = {name: 'ladderlint', order_by: 'id', sort: 'desc', per_page: 100}
    gitlab()
      .get(LIST)
      .query(query)
      .reply(200, [statusAnswer({id: 1}), statusAnswer({id: 2, name: 'ladderlint-nightly'})], {
        'x-next-page': '2'
      })
    gitlab()
      .get(LIST)
      .query({...query, page: 2})
      .reply(200, [
        statusAnswer({id: 9, status: 'failed', description: '2 errors', target_url: 'https://x.example'})
      ])
    expect(await readStatus(client(), mergeRequest(), DETAILS)).toEqual({
      status: {state: 'failed', description: '2 errors', url: 'https://x.example'},
      pipeline: {id: 40, project: 7}
    })
  })

  it.each([
    ['pending', 'running'],
    ['running', 'running'],
    ['success', 'success'],
    ['failed', 'failed'],
    ['canceled', 'canceled']
  ])('reads %s as %s', async (status, state) => {
    gitlab()
      .get(LIST)
      .query(true)
      .reply(200, [statusAnswer({status, description: null})])
    expect(await readStatus(client(), mergeRequest(), DETAILS)).toMatchObject({
      status: {state, description: ''}
    })
  })

  it('takes a skipped one for none, so that it is set again', async () => {
    gitlab()
      .get(LIST)
      .query(true)
      .reply(200, [statusAnswer({status: 'skipped'})])
    expect(await readStatus(client(), mergeRequest(), DETAILS)).toBeUndefined()
  })

  it('finds none where there is none', async () => {
    gitlab().get(LIST).query(true).reply(200, [])
    expect(await readStatus(client(), mergeRequest(), DETAILS)).toBeUndefined()
  })

  it.each([403, 404])('finds none in a fork that the token may not see (%i)', async (status) => {
    gitlab()
      .get(`/projects/88/repository/commits/${HEAD}/statuses`)
      .query(true)
      .reply(status, {message: 'no'})
    expect(await readStatus(client(), mergeRequest({sourceProject: 88}), NO_PIPELINE)).toBeUndefined()
  })

  it('finds none when the fork was deleted', async () => {
    expect(await readStatus(client(), mergeRequest({sourceProject: null}), NO_PIPELINE)).toBeUndefined()
  })
})

describe('writeStatus', () => {
  it("stands in the head's pipeline, not in one beside it", async () => {
    const body = {
      state: 'success',
      name: 'ladderlint',
      description: 'Nothing to do',
      target_url: 'https://x.example',
      pipeline_id: 40
    }
    gitlab().post(POST, body).reply(201, statusAnswer())
    const status: Status = {state: 'success', description: 'Nothing to do', url: 'https://x.example'}
    expect(await write(status)).toEqual({id: 40, project: 7})
  })

  it('ends in the pipeline it began in, even when there is a newer one', async () => {
    gitlab()
      .post(POST, (body) => body.pipeline_id === 39)
      .reply(201, statusAnswer({pipeline_id: 39}))
    const options = {details: DETAILS, known: {id: 39, project: 7}, timing: fakeTiming()}
    await writeStatus(client(), mergeRequest(), RUNNING, options)
  })

  it('waits for a pipeline that is still to come', async () => {
    const timing = fakeTiming()
    const before = pipelineAnswer({id: 39, sha: 'e'.repeat(40)})
    gitlab()
      .get(MERGE_REQUEST_READ)
      .reply(200, mergeRequestAnswer({head_pipeline: before}))
    gitlab()
      .get(MERGE_REQUEST_READ)
      .reply(200, mergeRequestAnswer({head_pipeline: pipelineAnswer()}))
    gitlab()
      .post(POST, (body) => body.pipeline_id === 40 && !('ref' in body))
      .reply(201, statusAnswer())
    await write(RUNNING, AWAITED, {}, timing)
    expect(timing.waits).toEqual([1_000, 2_000])
  })

  it('waits no longer once GitLab is done and made none', async () => {
    const timing = fakeTiming()
    gitlab()
      .get(MERGE_REQUEST_READ)
      .reply(200, mergeRequestAnswer({head_pipeline: null}))
    gitlab()
      .post(POST, (body) => body.ref === 'staff-level')
      .reply(201, statusAnswer())
    await write(RUNNING, AWAITED, {}, timing)
    expect(timing.waits).toEqual([1_000])
  })

  it('does not wait for ever for a pipeline that the rules leave out', async () => {
    const before = pipelineAnswer({id: 39, sha: 'e'.repeat(40)})
    gitlab()
      .get(MERGE_REQUEST_READ)
      .times(2)
      .reply(200, mergeRequestAnswer({head_pipeline: before}))
    gitlab()
      .post(POST, (body) => body.ref === 'staff-level')
      .reply(201, statusAnswer())
    await write(RUNNING, AWAITED)
  })

  it('does not wait for the pipeline of a newer push', async () => {
    const newer = mergeRequestAnswer({sha: 'e'.repeat(40), prepared_at: null})
    gitlab().get(MERGE_REQUEST_READ).reply(200, newer)
    gitlab().post(POST).reply(201, statusAnswer())
    await write(RUNNING, AWAITED)
  })

  it('asks for nothing in a project without pipelines, and names the branch', async () => {
    const body = {state: 'running', name: 'ladderlint', description: 'Reviewing', ref: 'staff-level'}
    gitlab()
      .post(POST, body)
      .reply(201, statusAnswer({pipeline_id: 41}))
    expect(await write(RUNNING, NO_PIPELINE)).toEqual({id: 41, project: 7})
  })

  it('is posted where the pipeline of a fork runs', async () => {
    gitlab()
      .post(`/projects/88/statuses/${HEAD}`, (body) => body.pipeline_id === 50)
      .reply(201, statusAnswer({pipeline_id: 50}))
    await write(RUNNING, {...DETAILS, pipeline: {id: 50, project: 88}}, {sourceProject: 88})
  })

  it('is content when GitLab says that it runs already', async () => {
    gitlab().post(POST).reply(400, {
      message:
        'Cannot transition status via :run from :running (Reason(s): Status cannot transition via "run")'
    })
    expect(await write(RUNNING)).toEqual({id: 40, project: 7})
  })

  it('tries again while another status is written', async () => {
    const timing = fakeTiming()
    gitlab()
      .post(POST)
      .times(2)
      .reply(409, {message: '409 Conflict: Another update to this commit status is in progress'})
    gitlab().post(POST).reply(201, statusAnswer())
    await write(RUNNING, DETAILS, {}, timing)
    expect(timing.waits).toEqual([1_000, 2_000])
  })

  it('gives up on a commit that stays locked, in a way that can be tried again', async () => {
    gitlab().post(POST).times(4).reply(409, {message: 'Another update to this commit status is in progress'})
    expect(await rejection(write(RUNNING))).toMatchObject({status: 409, retryable: true})
  })

  it.each([403, 404])(
    'tells that a fork takes no status (%i), so that the review goes on',
    async (status) => {
      gitlab().post(`/projects/88/statuses/${HEAD}`).reply(status, {message: 'no'})
      expect(await rejection(write(RUNNING, NO_PIPELINE, {sourceProject: 88}))).toBeInstanceOf(StatusRefused)
    }
  )

  it('tells that a deleted fork takes no status', async () => {
    expect(await rejection(write(RUNNING, NO_PIPELINE, {sourceProject: null}))).toBeInstanceOf(StatusRefused)
  })

  it('tells that a full pipeline takes no status, so that the review goes on', async () => {
    gitlab().post(POST).reply(422, {message: 'The number of jobs has exceeded the limit'})
    expect(await rejection(write(RUNNING))).toBeInstanceOf(StatusRefused)
  })

  it('does not hide what else GitLab refuses', async () => {
    gitlab().post(POST).reply(400, {error: 'state does not have a valid value'})
    expect(await rejection(write(RUNNING))).toMatchObject({status: 400, retryable: false})
  })

  it('shortens a description to what GitLab takes, and leaves out an address that is too long', async () => {
    gitlab()
      .post(
        POST,
        (body) =>
          [...body.description].length === 255 && body.description.endsWith('😀…') && !('target_url' in body)
      )
      .reply(201, statusAnswer())
    await write({state: 'failed', description: '😀'.repeat(300), url: `https://x.example/${'a'.repeat(250)}`})
  })
})
