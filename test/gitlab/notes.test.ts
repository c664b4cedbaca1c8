import {describe, expect, it} from 'vitest'
import {createNote, updateNote} from '../../src/gitlab/notes.ts'
import {Gone} from '../../src/reviewer/forge.ts'
import {noteAnswer} from './answers.ts'
import {client, gitlab, MERGE_REQUEST_PATH, REF, rejection, useGitLab} from './gitlab-api.ts'

useGitLab()

const PATH = `${MERGE_REQUEST_PATH}/notes`

describe('createNote', () => {
  it('gives the id, which the status links to', async () => {
    gitlab()
      .post(PATH, {body: '**fine**'})
      .reply(201, noteAnswer({id: 77, type: null}))
    expect(await createNote(client(), REF, '**fine**')).toEqual({id: 77})
  })

  it('says so when GitLab took all of it for quick actions and kept nothing', async () => {
    gitlab()
      .post(PATH)
      .reply(202, {commands_changes: {}, summary: ['Closed this merge request.']})
    expect(await rejection(createNote(client(), REF, '/close'))).toMatchObject({
      message: 'GitLab took the whole note on !12 for quick actions and kept none',
      retryable: false
    })
  })

  it('is sent once when GitLab fails, because the note may stand', async () => {
    gitlab().post(PATH).reply(503, '')
    expect(await rejection(createNote(client(), REF, 'x'))).toMatchObject({status: 503, retryable: true})
  })
})

describe('updateNote', () => {
  it('replaces the body', async () => {
    gitlab()
      .put(`${PATH}/77`, {body: 'new'})
      .reply(200, noteAnswer({id: 77}))
    await updateNote(client(), REF, 77, 'new')
  })

  it('tells that somebody deleted the note', async () => {
    gitlab().put(`${PATH}/77`).reply(404, {message: '404 Not found'})
    expect(await rejection(updateNote(client(), REF, 77, 'new'))).toBeInstanceOf(Gone)
  })

  it('tells who may edit the note of another user', async () => {
    gitlab().put(`${PATH}/77`).reply(403, {message: '403 Forbidden'})
    expect(await rejection(updateNote(client(), REF, 77, 'new'))).toMatchObject({
      hint: expect.stringContaining('to have written that note, or the Maintainer role in project 7')
    })
  })
})
