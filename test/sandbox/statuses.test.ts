import {describe, expect, it} from 'vitest'
import {currentVersion} from '../../src/sandbox/state.ts'
import {change, openSandbox, page} from './open-sandbox.ts'

async function opened() {
  const sandbox = await openSandbox()
  const mergeRequest = await change(sandbox, {'page.md': page({10: 'changed'})})
  const {head} = currentVersion(mergeRequest)
  const post = (request: object, call = sandbox.call) => call('POST', `:project/statuses/${head}`, request)
  const list = async (query = '') =>
    (await sandbox.call('GET', `:project/repository/commits/${head}/statuses${query}`)).body
  return {...sandbox, mergeRequest, head, post, list}
}

describe('POST statuses', () => {
  it('makes a status in a pipeline of source "external", on the branch of the commit', async () => {
    const {post, head, bot, call} = await opened()
    const {status, body} = await post({state: 'running', name: 'lint', description: 'At work'})
    expect(status).toBe(201)
    expect(body).toMatchObject({
      status: 'running',
      name: 'lint',
      sha: head,
      ref: 'change-1',
      description: 'At work',
      author: {id: bot.id}
    })
    expect((await call('GET', ':mr')).body.head_pipeline).toMatchObject({source: 'external', sha: head})
  })

  it('is called "default" when nobody names it', async () => {
    const {post} = await opened()
    expect((await post({state: 'success'})).body.name).toBe('default')
    expect((await post({state: 'success', context: 'lint'})).body.name).toBe('lint')
  })

  it('moves the same user’s running status on', async () => {
    const {post, list} = await opened()
    const {body: running} = await post({state: 'running', name: 'lint'})
    const {body: done} = await post({state: 'failed', name: 'lint', target_url: 'https://example.com/1'})
    expect(done).toMatchObject({id: running.id, status: 'failed', target_url: 'https://example.com/1'})
    expect(await list()).toHaveLength(1)
  })

  it('refuses to make running what runs already, and pending what is pending', async () => {
    const {post} = await opened()
    await post({state: 'running', name: 'lint'})
    expect(await post({state: 'running', name: 'lint'})).toMatchObject({
      status: 400,
      body: {
        message:
          'Cannot transition status via :run from :running (Reason(s): Status cannot transition via "run")'
      }
    })
    await post({state: 'pending', name: 'other'})
    const {status, text} = await post({state: 'pending', name: 'other'})
    expect(status).toBe(400)
    expect(text).toContain('Cannot transition status via :enqueue from :pending')
  })

  it('adds a new one when the last is finished, shown alone unless all are asked for', async () => {
    const {post, list} = await opened()
    const {body: first} = await post({state: 'success', name: 'lint'})
    const {body: second} = await post({state: 'success', name: 'lint'})
    expect(second.id).not.toBe(first.id)
    expect((await list()).map(({id}: {id: number}) => id)).toEqual([second.id])
    expect(await list('?all=true')).toHaveLength(2)
  })

  it('never touches the status of another user', async () => {
    const {post, as, author, list} = await opened()
    const {body: mine} = await post({state: 'running', name: 'lint'})
    const {body: theirs} = await post({state: 'success', name: 'lint'}, as(author))
    expect(theirs.id).not.toBe(mine.id)
    const all = await list('?all=true')
    expect(all.map(({status}: {status: string}) => status)).toEqual(['running', 'success'])
  })

  it.each([
    ['a description over 255 characters', {description: 'x'.repeat(256)}, 'description'],
    ['an address over 255 characters', {target_url: `https://example.com/${'x'.repeat(255)}`}, 'target_url'],
    ['an address that is none', {target_url: 'javascript:alert(1)'}, 'target_url'],
    ['a name over 255 characters', {name: 'x'.repeat(256)}, 'name']
  ])('refuses %s', async (_, fields, name) => {
    const {post} = await opened()
    const {status, body} = await post({state: 'success', ...fields})
    expect(status).toBe(400)
    expect(Object.keys(body.message)).toEqual([name])
  })

  it('refuses an unknown state, an unknown commit and a reporter', async () => {
    const {post, call, api, project, as} = await opened()
    expect(await post({state: 'passed'})).toMatchObject({
      status: 400,
      body: {error: 'state does not have a valid value'}
    })
    expect(await call('POST', `:project/statuses/${'f'.repeat(40)}`, {state: 'success'})).toMatchObject({
      status: 404,
      body: {message: '404 Commit Not Found'}
    })
    const reporter = api.createUser('reporter')
    api.setRole(project, reporter, 'reporter')
    expect((await post({state: 'success'}, as(reporter))).status).toBe(403)
  })

  it('lists twenty at a time', async () => {
    const {post, head, call} = await opened()
    for (let index = 0; index < 21; index++) await post({state: 'success', name: `job-${index}`})
    const {body, headers} = await call('GET', `:project/repository/commits/${head}/statuses`)
    expect(body).toHaveLength(20)
    expect(headers.get('x-next-page')).toBe('2')
  })
})

describe('a pipeline of the project’s own', () => {
  it('takes the status in, under its ref, instead of a second pipeline', async () => {
    const {post, api, mergeRequest, call} = await opened()
    const pipeline = api.createPipeline(mergeRequest, 'merge_request_event')
    const {body} = await post({state: 'failed', name: 'lint'})
    expect(body).toMatchObject({pipeline_id: pipeline.id, ref: 'refs/merge-requests/1/head'})
    expect((await call('GET', ':mr')).body.head_pipeline).toMatchObject({id: pipeline.id, status: 'failed'})
  })

  it('is passed by when another ref is named', async () => {
    const {post, api, mergeRequest} = await opened()
    const pipeline = api.createPipeline(mergeRequest, 'merge_request_event')
    const {body} = await post({state: 'success', ref: 'change-1'})
    expect(body.pipeline_id).not.toBe(pipeline.id)
    expect((await post({state: 'success', pipeline_id: pipeline.id})).body.pipeline_id).toBe(pipeline.id)
    expect((await post({state: 'success', pipeline_id: 1})).status).toBe(404)
  })
})
