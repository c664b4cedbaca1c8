import {describe, expect, it} from 'vitest'
import {change, type Opened, openSandbox, page, position} from './open-sandbox.ts'

async function opened(options: Parameters<typeof openSandbox>[1] = {}): Promise<Opened> {
  const sandbox = await openSandbox(undefined, options)
  await change(sandbox, {'page.md': page({10: 'changed', 20: 'changed too'})})
  return sandbox
}

/** Bodies of what everybody can read. */
async function said({call}: Opened): Promise<string[]> {
  const {body} = await call('GET', ':mr/notes?activity_filter=only_comments&sort=asc')
  return body.map((note: {body: string}) => note.body)
}

describe('draft notes', () => {
  it('are seen by their author only, all on one page', async () => {
    const sandbox = await opened()
    for (let count = 0; count < 21; count++)
      await sandbox.call('POST', ':mr/draft_notes', {note: `Draft ${count}.`})
    const {body, headers} = await sandbox.call('GET', ':mr/draft_notes?per_page=5')
    expect(body).toHaveLength(21)
    expect(headers.get('x-total')).toBeNull()
    expect((await sandbox.as(sandbox.author)('GET', ':mr/draft_notes')).body).toEqual([])
    expect(await said(sandbox)).toEqual([])
  })

  it('take `note`, not `body`', async () => {
    const {call} = await opened()
    expect(await call('POST', ':mr/draft_notes', {body: 'Hello.'})).toMatchObject({
      status: 400,
      body: {error: 'note is missing'}
    })
  })

  it('show a position with nothing in it when they have none', async () => {
    const {call} = await opened()
    const {status, body} = await call('POST', ':mr/draft_notes', {note: 'Hello.'})
    expect(status).toBe(201)
    expect(body.position).toMatchObject({base_sha: null, position_type: 'text', new_line: null})
    expect(body.line_code).toBeNull()
  })

  it('lose their position when an edit leaves it out', async () => {
    const {call} = await opened()
    const {body} = await call('POST', ':mr/draft_notes', {
      note: 'A.',
      position: await position(call, {new_line: 10})
    })
    expect(body.line_code).toMatch(/^[0-9a-f]{40}_11_10$/)
    const edited = await call('PUT', `:mr/draft_notes/${body.id}`, {note: 'B.'})
    expect(edited.body).toMatchObject({note: 'B.', line_code: null, position: {new_line: null}})
    expect((await call('PUT', `:mr/draft_notes/${body.id}`, {})).status).toBe(400)
  })

  it('are deleted, once', async () => {
    const {call} = await opened()
    const {body} = await call('POST', ':mr/draft_notes', {note: 'A.'})
    expect((await call('DELETE', `:mr/draft_notes/${body.id}`)).status).toBe(204)
    expect((await call('DELETE', `:mr/draft_notes/${body.id}`)).status).toBe(404)
  })

  it('with shas that do not belong together fail without a reason', async () => {
    const {call} = await opened()
    const at = await position(call, {new_line: 10, head_sha: 'f'.repeat(40)})
    expect((await call('POST', ':mr/draft_notes', {note: 'A.', position: at})).status).toBe(500)
    expect((await call('GET', ':mr/draft_notes')).body).toEqual([])
  })

  it('do not exist before 15.9', async () => {
    const {call} = await opened({version: '15.8.1'})
    expect((await call('GET', ':mr/draft_notes')).status).toBe(404)
    expect((await call('POST', ':mr/draft_notes', {note: 'A.'})).status).toBe(404)
    expect((await call('POST', ':mr/draft_notes/bulk_publish')).status).toBe(404)
  })
})

describe('POST draft_notes/bulk_publish', () => {
  it('publishes all drafts of the user, also those of an earlier run, as one mail', async () => {
    const sandbox = await opened()
    const {call, api} = sandbox
    await call('POST', ':mr/draft_notes', {note: 'Left behind.'})
    await call('POST', ':mr/draft_notes', {
      note: 'On a line.',
      position: await position(call, {new_line: 10})
    })
    await sandbox.as(sandbox.author)('POST', ':mr/draft_notes', {note: 'Not mine.'})
    const before = api.notifications().length
    expect((await call('POST', ':mr/draft_notes/bulk_publish')).status).toBe(204)
    expect(await said(sandbox)).toEqual(['Left behind.', 'On a line.'])
    expect(api.notifications().slice(before)).toMatchObject([{kind: 'review'}])
    expect((await call('GET', ':mr/draft_notes')).body).toEqual([])
    expect((await sandbox.as(sandbox.author)('GET', ':mr/draft_notes')).body).toHaveLength(1)
  })

  it('loses a draft at a line that is not in the diff, without a word', async () => {
    const sandbox = await opened()
    const {call} = sandbox
    const at = await position(call, {new_line: 11})
    expect((await call('POST', ':mr/draft_notes', {note: 'Lost.', position: at})).status).toBe(201)
    await call('POST', ':mr/draft_notes', {note: 'Kept.'})
    expect((await call('POST', ':mr/draft_notes/bulk_publish')).status).toBe(204)
    expect(await said(sandbox)).toEqual(['Kept.'])
    expect((await call('GET', ':mr/draft_notes')).body).toEqual([])
  })

  it('writes nothing and mails nobody when there are none', async () => {
    const {call, api} = await opened()
    const before = api.notifications().length
    expect((await call('POST', ':mr/draft_notes/bulk_publish')).status).toBe(204)
    expect(api.notifications()).toHaveLength(before)
  })

  it('opens a resolved thread again with a reply that does not say what becomes of it', async () => {
    const {call} = await opened()
    const {body} = await call('POST', ':mr/discussions', {body: 'A thread.'})
    const path = `:mr/discussions/${body.id}`
    await call('PUT', path, {resolved: true})
    const reply = {note: 'Hm.', in_reply_to_discussion_id: body.id}
    await call('POST', ':mr/draft_notes', reply)
    await call('POST', ':mr/draft_notes/bulk_publish')
    expect((await call('GET', path)).body.notes).toMatchObject([
      {resolved: false},
      {resolved: false, body: 'Hm.'}
    ])
    await call('POST', ':mr/draft_notes', {...reply, resolve_discussion: true})
    await call('POST', ':mr/draft_notes/bulk_publish')
    expect((await call('GET', path)).body.notes[0]).toMatchObject({resolved: true})
  })

  it('takes a summary and a reviewer state from 19.2 on', async () => {
    const sandbox = await opened({version: '19.2.0'})
    const {call} = sandbox
    await call('POST', ':mr/draft_notes', {note: 'On it.'})
    const review = {note: 'In short.', reviewer_state: 'requested_changes'}
    expect((await call('POST', ':mr/draft_notes/bulk_publish', review)).status).toBe(204)
    expect(await said(sandbox)).toEqual(['On it.', 'In short.'])
    expect((await call('GET', ':mr/reviewers')).body).toMatchObject([{state: 'requested_changes'}])
  })

  it('answers 422 when the summary fails, with the drafts public already', async () => {
    const sandbox = await opened()
    await sandbox.call('POST', ':mr/draft_notes', {note: 'On it.'})
    const answer = await sandbox.call('POST', ':mr/draft_notes/bulk_publish', {note: ' '})
    expect(answer.status).toBe(422)
    expect(await said(sandbox)).toEqual(['On it.'])
  })

  it('ignores both silently before 19.2', async () => {
    const sandbox = await opened({version: '19.1.4'})
    const review = {note: 'In short.', reviewer_state: 'reviewed'}
    expect((await sandbox.call('POST', ':mr/draft_notes/bulk_publish', review)).status).toBe(204)
    expect(await said(sandbox)).toEqual([])
    expect((await sandbox.call('GET', ':mr/reviewers')).body).toEqual([])
  })
})

describe('PUT draft_notes/:id/publish', () => {
  it('publishes one, with a mail of its own', async () => {
    const sandbox = await opened()
    const {call, api} = sandbox
    const {body} = await call('POST', ':mr/draft_notes', {note: 'One.'})
    await call('POST', ':mr/draft_notes', {note: 'Two.'})
    expect((await call('PUT', `:mr/draft_notes/${body.id}/publish`)).status).toBe(204)
    expect(await said(sandbox)).toEqual(['One.'])
    expect(api.notifications().at(-1)).toMatchObject({kind: 'note'})
  })
})
