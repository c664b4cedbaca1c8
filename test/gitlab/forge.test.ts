import {describe, expect, it} from 'vitest'
import {openForge} from '../../src/gitlab/forge.ts'
import {createForgeCache} from '../../src/gitlab/forge-cache.ts'
import {diffAnswer, mergeRequestAnswer, noteAnswer, pipelineAnswer, statusAnswer} from './answers.ts'
import {
  ADDRESS,
  BASE,
  fakeTiming,
  gitlab,
  HEAD,
  MERGE_REQUEST_PATH,
  MERGE_REQUEST_READ,
  REF,
  rejection,
  TOKEN,
  useGitLab
} from './gitlab-api.ts'

useGitLab()

function forge(cache = createForgeCache()) {
  return openForge({url: ADDRESS, token: TOKEN, cache, timing: fakeTiming()})
}

function serveMergeRequest(fields: Record<string, unknown> = {}): void {
  gitlab().get(MERGE_REQUEST_READ).reply(200, mergeRequestAnswer(fields))
}

function serveDiffs(...items: readonly Record<string, unknown>[]): void {
  gitlab().get(`${MERGE_REQUEST_PATH}/diffs`).query(true).reply(200, items.map(diffAnswer))
}

function serveFile(path: string, commit: string, text: string): void {
  gitlab()
    .get(`/projects/7/repository/files/${encodeURIComponent(path)}/raw`)
    .query({ref: commit})
    .reply(200, text)
}

describe('openForge', () => {
  it('asks whose the token is once, however many forges a process opens', async () => {
    const cache = createForgeCache()
    gitlab().get('/user').reply(200, {id: 5, username: 'ladderlint', email: 'x@example.com'})
    expect(await forge(cache).self()).toEqual({id: 5, username: 'ladderlint'})
    expect(await forge(cache).self()).toEqual({id: 5, username: 'ladderlint'})
  })

  it('asks again for another token, and after a failure', async () => {
    const cache = createForgeCache()
    gitlab().get('/user').reply(401, {message: '401 Unauthorized'})
    gitlab().get('/user').reply(200, {id: 5, username: 'ladderlint'})
    const first = forge(cache)
    expect(await rejection(first.self())).toMatchObject({status: 401})
    expect(await first.self()).toMatchObject({id: 5})
  })

  it('finds a project by its path, and asks nobody about an id', async () => {
    gitlab().get('/projects/people%2Fhandbook').reply(200, {id: 7, path_with_namespace: 'people/handbook'})
    expect(await forge().projectId('people/handbook')).toBe(7)
    expect(await forge().projectId('7')).toBe(7)
  })

  it('counts what it asks, repetitions included', async () => {
    const own = forge()
    gitlab().get(MERGE_REQUEST_READ).reply(502, '')
    serveMergeRequest()
    gitlab().post(`${MERGE_REQUEST_PATH}/notes`).reply(201, noteAnswer())
    await own.mergeRequest(REF)
    await own.createNote(REF, 'text')
    expect(own.counts).toEqual({reads: 2, writes: 1})
  })
})

describe('openForge, diffs', () => {
  it('tells from the merge request whether files are missing', async () => {
    const own = forge()
    serveMergeRequest({changes_count: '1000+'})
    serveDiffs({})
    expect(await own.diffs(await own.mergeRequest(REF))).toMatchObject({overflow: true})
  })

  it('reads the merge request again when it was not the one to read it', async () => {
    serveMergeRequest({changes_count: '2'})
    const mergeRequest = await forge().mergeRequest(REF)
    serveMergeRequest({changes_count: '2'})
    serveDiffs({})
    expect(await forge().diffs(mergeRequest)).toMatchObject({overflow: true})
  })
})

describe('openForge, snapshot', () => {
  it('reads from the base alone, where the diff tells what is changed', async () => {
    const own = forge()
    serveMergeRequest()
    serveDiffs({})
    await own.diffs(await own.mergeRequest(REF))
    serveFile('content/a.md', BASE, 'one\n')
    serveFile('content/other.md', BASE, 'other\n')
    const head = own.snapshot(REF, HEAD)
    const base = own.snapshot(REF, BASE)
    expect(await head.read('content/a.md')).toMatchObject({text: 'one\ntwo\n'})
    expect(await head.read('content/other.md')).toMatchObject({text: 'other\n'})
    expect(await base.read('content/other.md')).toMatchObject({text: 'other\n'})
  })

  it('reads everything at the head when the list of files is not complete', async () => {
    const own = forge()
    serveMergeRequest({changes_count: '1000+'})
    serveDiffs({})
    await own.diffs(await own.mergeRequest(REF))
    serveFile('content/other.md', HEAD, 'other\n')
    expect(await own.snapshot(REF, HEAD).read('content/other.md')).toMatchObject({text: 'other\n'})
  })

  it('reads no file for the next push when another forge of the process knows the base', async () => {
    const cache = createForgeCache()
    const next = 'e'.repeat(40)
    serveFile('content/a.md', BASE, 'one\n')
    serveFile('content/other.md', BASE, 'other\n')
    const first = forge(cache).snapshot(REF, BASE)
    await Promise.all([first.read('content/a.md'), first.read('content/other.md')])

    const own = forge(cache)
    serveMergeRequest({sha: next, diff_refs: {base_sha: BASE, start_sha: BASE, head_sha: next}})
    serveDiffs({})
    const mergeRequest = await own.mergeRequest(REF)
    await own.diffs(mergeRequest)
    const [head, base] = [own.snapshot(REF, next), own.snapshot(REF, BASE)]
    for (const snapshot of [head, base]) {
      await snapshot.read('content/a.md')
      await snapshot.read('content/other.md')
    }
    expect(own.counts).toEqual({reads: 2, writes: 0})
  })
})

describe('openForge, setStatus', () => {
  const path = `/projects/7/statuses/${HEAD}`

  it('ends the status in the pipeline where it began, without asking again', async () => {
    const own = forge()
    serveMergeRequest()
    const mergeRequest = await own.mergeRequest(REF)
    gitlab()
      .post(path, (body) => body.state === 'running' && body.ref === 'staff-level')
      .reply(201, statusAnswer({pipeline_id: 41}))
    gitlab()
      .post(path, (body) => body.state === 'success' && body.pipeline_id === 41)
      .reply(201, statusAnswer({pipeline_id: 41}))
    await own.setStatus(mergeRequest, {state: 'running', description: 'Reviewing', url: null})
    await own.setStatus(mergeRequest, {state: 'success', description: 'Nothing to do', url: null})
  })

  it('reads none where nothing was said of the head yet, and it has no pipeline that a status would have made', async () => {
    const own = forge()
    serveMergeRequest({head_pipeline: null})
    expect(await own.status(await own.mergeRequest(REF), true)).toBeUndefined()
  })

  it('leaves "running" out where it would have to wait for the pipeline', async () => {
    const own = forge()
    serveMergeRequest({head_pipeline: null, prepared_at: null})
    await own.setStatus(await own.mergeRequest(REF), {state: 'running', description: 'Reviewing', url: null})
  })

  it('ends a status that a run before this one began, in its pipeline', async () => {
    const own = forge()
    serveMergeRequest({head_pipeline: pipelineAnswer({id: 42})})
    const mergeRequest = await own.mergeRequest(REF)
    gitlab()
      .get(`/projects/7/repository/commits/${HEAD}/statuses`)
      .query(true)
      .reply(200, [statusAnswer({pipeline_id: 40})])
    gitlab()
      .post(path, (body) => body.pipeline_id === 40)
      .reply(201, statusAnswer())
    expect(await own.status(mergeRequest, true)).toEqual({
      state: 'running',
      description: 'Reviewing',
      url: null
    })
    await own.setStatus(mergeRequest, {state: 'success', description: 'Nothing to do', url: null})
  })
})

describe('openForge, writes', () => {
  it('reach the merge request they are for', async () => {
    const own = forge()
    const api = gitlab()
    api.get(`${MERGE_REQUEST_PATH}/discussions`).query(true).reply(200, [])
    api.get(`${MERGE_REQUEST_PATH}/draft_notes`).query(true).reply(200, [])
    api.post(`${MERGE_REQUEST_PATH}/draft_notes`, {note: 'draft'}).reply(201, {id: 1, note: 'draft'})
    api.delete(`${MERGE_REQUEST_PATH}/draft_notes/1`).reply(204)
    api.post(`${MERGE_REQUEST_PATH}/draft_notes/bulk_publish`).reply(204)
    api.post(`${MERGE_REQUEST_PATH}/discussions`, {body: 'thread'}).reply(201, {id: 'd', notes: []})
    api.put(`${MERGE_REQUEST_PATH}/discussions/d/notes/2`, {body: 'edited'}).reply(200, noteAnswer())
    api.put(`${MERGE_REQUEST_PATH}/discussions/d`, {resolved: true}).reply(200, {id: 'd', notes: []})
    api.put(`${MERGE_REQUEST_PATH}/notes/3`, {body: 'summary'}).reply(200, noteAnswer())
    expect(await own.discussions(REF)).toEqual([])
    expect(await own.draftNotes(REF)).toEqual([])
    await own.createDraftNote(REF, 'draft', null)
    await own.deleteDraftNote(REF, 1)
    await own.publishDraftNotes(REF)
    await own.createDiscussion(REF, 'thread', null)
    await own.updateDiscussionNote(REF, 'd', 2, 'edited')
    await own.resolveDiscussion(REF, 'd', true)
    await own.updateNote(REF, 3, 'summary')
    expect(own.counts).toEqual({reads: 2, writes: 7})
  })
})
