import {describe, expect, it} from 'vitest'
import {
  createDraftNote,
  deleteDraftNote,
  publishDraftNotes,
  readDraftNotes,
  setReviewerState
} from '../../src/gitlab/draft-notes.ts'
import type {Position} from '../../src/review/position.ts'
import {NotAllowed, PositionRefused} from '../../src/reviewer/forge.ts'
import {
  BASE,
  client,
  gitlab,
  HEAD,
  MERGE_REQUEST_PATH,
  REF,
  rejection,
  START,
  useGitLab
} from './gitlab-api.ts'

useGitLab()

const PATH = `${MERGE_REQUEST_PATH}/draft_notes`

const POSITION: Position = {
  kind: 'file',
  base: BASE,
  start: START,
  head: HEAD,
  oldPath: 'a.md',
  newPath: 'a.md',
  oldLine: null,
  newLine: null,
  from: null
}

describe('readDraftNotes', () => {
  it('gives the drafts of the token', async () => {
    gitlab()
      .get(PATH)
      .query(true)
      .reply(200, [{id: 1, author_id: 5, merge_request_id: 9001, note: 'text', position: null}])
    expect(await readDraftNotes(client(), REF)).toEqual([{id: 1, body: 'text'}])
  })

  it.each([403, 404, 405])(
    'gives nothing where GitLab has no draft notes for the token (%i)',
    async (status) => {
      gitlab().get(PATH).query(true).reply(status, {error: 'Not Found'})
      expect(await readDraftNotes(client(), REF)).toBeUndefined()
    }
  )

  it('does not take a refused token for a GitLab without draft notes', async () => {
    gitlab().get(PATH).query(true).reply(401, {message: '401 Unauthorized'})
    expect(await rejection(readDraftNotes(client(), REF))).toMatchObject({status: 401})
  })
})

describe('createDraftNote', () => {
  it('calls the text "note" and sends the position as JSON', async () => {
    const position = {
      position_type: 'file',
      base_sha: BASE,
      start_sha: START,
      head_sha: HEAD,
      old_path: 'a.md',
      new_path: 'a.md'
    }
    gitlab().post(PATH, {note: 'text', position}).reply(201, {id: 1, note: 'text'})
    await createDraftNote(client(), REF, 'text', POSITION)
  })

  it('goes without a position', async () => {
    gitlab().post(PATH, {note: 'text'}).reply(201, {id: 1, note: 'text'})
    await createDraftNote(client(), REF, 'text', null)
  })

  it('tells a refused position', async () => {
    gitlab()
      .post(PATH)
      .reply(400, {message: {line_code: ["can't be blank", 'must be a valid line code']}})
    expect(await rejection(createDraftNote(client(), REF, 'text', POSITION))).toBeInstanceOf(PositionRefused)
  })
})

describe('deleteDraftNote', () => {
  it('deletes', async () => {
    gitlab().delete(`${PATH}/3`).reply(204)
    await deleteDraftNote(client(), REF, 3)
  })

  it('is content when an earlier run deleted it already', async () => {
    gitlab().delete(`${PATH}/3`).reply(404, {message: '404 Not found'})
    await deleteDraftNote(client(), REF, 3)
  })

  it('says what GitLab refused', async () => {
    gitlab().delete(`${PATH}/3`).reply(403, {message: '403 Forbidden'})
    expect(await rejection(deleteDraftNote(client(), REF, 3))).toMatchObject({status: 403})
  })
})

describe('publishDraftNotes', () => {
  it('publishes all at once', async () => {
    gitlab().post(`${PATH}/bulk_publish`).reply(204)
    await publishDraftNotes(client(), REF)
  })

  it('is tried once when GitLab fails, because notes may be public already', async () => {
    gitlab().post(`${PATH}/bulk_publish`).reply(500, '')
    expect(await rejection(publishDraftNotes(client(), REF))).toMatchObject({status: 500, retryable: true})
  })

  it('takes the state of the reviewer along', async () => {
    gitlab().post(`${PATH}/bulk_publish`, {reviewer_state: 'requested_changes'}).reply(204)
    await publishDraftNotes(client(), REF, 'requested_changes')
  })

  it('does not fail for a state that the role does not allow, since the drafts are public by then', async () => {
    gitlab().post(`${PATH}/bulk_publish`).reply(401, {message: '401 Unauthorized'})
    await publishDraftNotes(client(), REF, 'reviewed')
  })
})

describe('setReviewerState', () => {
  it('publishes a review without notes', async () => {
    gitlab().post(`${PATH}/bulk_publish`, {reviewer_state: 'reviewed'}).reply(204)
    await setReviewerState(client(), REF, 'reviewed')
  })

  it('tells a role that is too low, which a review can do without', async () => {
    gitlab().post(`${PATH}/bulk_publish`).reply(401, {message: '401 Unauthorized'})
    expect(await rejection(setReviewerState(client(), REF, 'reviewed'))).toBeInstanceOf(NotAllowed)
  })
})
