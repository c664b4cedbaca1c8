import {describe, expect, it} from 'vitest'
import {
  createDiscussion,
  readDiscussions,
  reply,
  resolveDiscussion,
  updateDiscussionNote
} from '../../src/gitlab/discussions.ts'
import {GitLabError} from '../../src/gitlab/errors.ts'
import type {Position} from '../../src/review/position.ts'
import {Gone, NotAllowed, PositionRefused} from '../../src/reviewer/forge.ts'
import {noteAnswer} from './answers.ts'
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

const PATH = `${MERGE_REQUEST_PATH}/discussions`

/** The time of `noteAnswer`. */
const WRITTEN = Date.parse('2026-11-21T12:00:00.000Z')

const POSITION: Position = {
  kind: 'line',
  base: BASE,
  start: START,
  head: HEAD,
  oldPath: 'content/r&d/a=b.md',
  newPath: 'content/r&d/a=b.md',
  oldLine: null,
  newLine: 3,
  from: null
}

describe('readDiscussions', () => {
  it('gives all pages, oldest first', async () => {
    const discussion = (id: string) => ({id, individual_note: false, notes: [noteAnswer()]})
    gitlab()
      .get(PATH)
      .query({per_page: 100})
      .reply(200, [discussion('d1')], {'x-next-page': '2'})
    gitlab()
      .get(PATH)
      .query({per_page: 100, page: 2})
      .reply(200, [discussion('d2')])
    expect((await readDiscussions(client(), REF)).map(({id}) => id)).toEqual(['d1', 'd2'])
  })

  it('tells threads from comments, and what people wrote from what GitLab did', async () => {
    const thread = noteAnswer({
      id: 1,
      body: 'hidden <!-- marker -->',
      resolved: true,
      resolved_by: {id: 3, username: 'ada'}
    })
    const comment = noteAnswer({
      id: 2,
      resolvable: false,
      resolved: undefined,
      resolved_by: undefined,
      author: {id: 9},
      internal: true
    })
    const system = noteAnswer({id: 4, system: true, resolvable: false, author: null})
    gitlab()
      .get(PATH)
      .query(true)
      .reply(200, [
        {id: 'd1', individual_note: false, notes: [thread]},
        {id: 'd2', individual_note: true, notes: [comment]},
        {id: 'd3', individual_note: true, notes: [system]}
      ])
    expect(await readDiscussions(client(), REF)).toEqual([
      {
        id: 'd1',
        individual: false,
        notes: [
          {
            id: 1,
            body: 'hidden <!-- marker -->',
            authorId: 5,
            authorName: 'ladderlint',
            createdAt: WRITTEN,
            system: false,
            internal: false,
            resolvable: true,
            resolved: true,
            resolvedById: 3,
            resolvedByPush: false
          }
        ]
      },
      {
        id: 'd2',
        individual: true,
        notes: [
          {
            id: 2,
            body: 'raw markdown',
            authorId: 9,
            authorName: 'ghost',
            createdAt: WRITTEN,
            system: false,
            internal: true,
            resolvable: false,
            resolved: false,
            resolvedById: null,
            resolvedByPush: false
          }
        ]
      },
      {
        id: 'd3',
        individual: true,
        notes: [
          {
            id: 4,
            body: 'raw markdown',
            authorId: 0,
            authorName: 'ghost',
            createdAt: WRITTEN,
            system: true,
            internal: false,
            resolvable: false,
            resolved: false,
            resolvedById: null,
            resolvedByPush: false
          }
        ]
      }
    ])
  })
})

describe('readDiscussions, of a thread that is resolved', () => {
  const outdated = {
    id: 2,
    body: 'changed this line in [version 2 of the diff](/people/handbook/-/merge_requests/12/diffs?diff_id=1)',
    system: true,
    resolvable: false,
    author: {id: 3, username: 'ada'},
    created_at: '2026-11-21T12:30:00.400Z'
  }
  const thread = {
    id: 1,
    resolved: true,
    resolved_by: {id: 3, username: 'ada'},
    resolved_at: '2026-11-21T12:30:00.000Z'
  }

  async function byPush(...notes: readonly Record<string, unknown>[]): Promise<boolean | undefined> {
    gitlab()
      .get(PATH)
      .query(true)
      .reply(200, [{id: 'd1', individual_note: false, notes: notes.map(noteAnswer)}])
    const [discussion] = await readDiscussions(client(), REF)
    return discussion?.notes[0]?.resolvedByPush
  }

  it('tells a push that took its lines away from a person', async () => {
    expect(await byPush(thread, outdated)).toBe(true)
    const file = {...outdated, body: 'changed this file in version 2 of the diff'}
    expect(await byPush(thread, file)).toBe(true)
  })

  it('takes it for a decision where a person resolved it later, or another one', async () => {
    expect(await byPush({...thread, resolved_at: '2026-11-21T13:00:00.000Z'}, outdated)).toBe(false)
    expect(await byPush({...thread, resolved_by: {id: 4, username: 'bea'}}, outdated)).toBe(false)
  })

  it('believes no comment that says so', async () => {
    expect(await byPush(thread, {...outdated, system: false})).toBe(false)
    expect(await byPush(thread, {...outdated, body: 'added 1 commit'})).toBe(false)
  })
})

describe('reply', () => {
  it('adds a note to the discussion', async () => {
    gitlab().post(`${PATH}/d1/notes`, {body: 'Recorded'}).reply(201, noteAnswer())
    await reply(client(), REF, 'd1', 'Recorded')
  })

  it('is sent once when GitLab fails, because the note may stand', async () => {
    gitlab().post(`${PATH}/d1/notes`).reply(502, '')
    expect(await rejection(reply(client(), REF, 'd1', 'x'))).toMatchObject({status: 502, retryable: true})
  })
})

describe('createDiscussion', () => {
  it('sends JSON with exactly the position that GitLab wants', async () => {
    const body = {
      body: 'Staff stands before Senior',
      position: {
        position_type: 'text',
        base_sha: BASE,
        start_sha: START,
        head_sha: HEAD,
        old_path: 'content/r&d/a=b.md',
        new_path: 'content/r&d/a=b.md',
        new_line: 3
      }
    }
    gitlab()
      .matchHeader('content-type', 'application/json')
      .post(PATH, body)
      .reply(201, {id: 'd1', notes: []})
    await createDiscussion(client(), REF, 'Staff stands before Senior', POSITION)
  })

  it('keeps the nulls of a range, which mean that a line is not on that side', async () => {
    const position = {
      ...POSITION,
      from: {oldLine: null, newLine: 1},
      lineCodes: {first: 'f_0_1', last: 'f_0_3'}
    }
    gitlab()
      .post(PATH, (sent) => {
        expect(sent.position.line_range).toStrictEqual({
          start: {line_code: 'f_0_1', type: 'new', old_line: null, new_line: 1},
          end: {line_code: 'f_0_3', type: 'new', old_line: null, new_line: 3}
        })
        return true
      })
      .reply(201, {id: 'd1', notes: []})
    await createDiscussion(client(), REF, 'text', position)
  })

  it('opens a general thread without a position', async () => {
    gitlab().post(PATH, {body: 'text'}).reply(201, {id: 'd1', notes: []})
    await createDiscussion(client(), REF, 'text', null)
  })

  it.each([
    [`400 Bad request - Note {:line_code=>["can't be blank", "must be a valid line code"]}`],
    [`400 Bad request - Note {line_code: ["can't be blank", "must be a valid line code"]}`],
    [`400 Bad request - Note {:line_code=>["can't be blank"], :position=>["is incomplete"]}`]
  ])('tells a refused position from other refusals: %s', async (message) => {
    gitlab().post(PATH).reply(400, {message})
    const error = await rejection(createDiscussion(client(), REF, 'text', POSITION))
    expect(error).toBeInstanceOf(PositionRefused)
    expect(error).toMatchObject({message: `GitLab refused the position in content/r&d/a=b.md: ${message}`})
  })

  it('takes a position with a parameter that GitLab does not know for refused', async () => {
    gitlab().post(PATH).reply(400, {error: 'position[new_line] is invalid'})
    expect(await rejection(createDiscussion(client(), REF, 'text', POSITION))).toBeInstanceOf(PositionRefused)
  })

  it('does not call another mistake a refused position', async () => {
    gitlab().post(PATH).reply(400, {message: '400 Bad request - Note {:note=>["is too long"]}'})
    const error = await rejection(createDiscussion(client(), REF, 'text', POSITION))
    expect(error).toBeInstanceOf(GitLabError)
    expect(error).toMatchObject({status: 400, retryable: false})
  })

  it('does not call a refusal without a position a refused position', async () => {
    gitlab().post(PATH).reply(400, {message: 'body mentions line_code'})
    expect(await rejection(createDiscussion(client(), REF, 'text', null))).toBeInstanceOf(GitLabError)
  })

  it('sends once what a failing GitLab may have kept', async () => {
    gitlab().post(PATH).reply(500, {message: '500 Internal Server Error'})
    expect(await rejection(createDiscussion(client(), REF, 'text', POSITION))).toMatchObject({
      status: 500,
      retryable: true
    })
  })

  it('says that a locked discussion is for members', async () => {
    gitlab().post(PATH).reply(403, {message: '403 Forbidden'})
    expect(await rejection(createDiscussion(client(), REF, 'text', POSITION))).toMatchObject({
      status: 403,
      hint: expect.stringContaining('in a locked discussion only members may write')
    })
  })
})

describe('updateDiscussionNote', () => {
  it('tells that somebody deleted the note', async () => {
    gitlab().put(`${PATH}/d1/notes/1126`).reply(404, {message: '404 Not found'})
    expect(await rejection(updateDiscussionNote(client(), REF, 'd1', 1126, 'new'))).toBeInstanceOf(Gone)
  })

  it('sends the body alone, since GitLab refuses body and state together', async () => {
    gitlab().put(`${PATH}/d1/notes/1126`, {body: 'new'}).reply(200, noteAnswer())
    await updateDiscussionNote(client(), REF, 'd1', 1126, 'new')
  })
})

describe('resolveDiscussion', () => {
  it.each([true, false])('sets resolved to %s', async (resolved) => {
    gitlab().put(`${PATH}/d1`, {resolved}).reply(200, {id: 'd1', notes: []})
    await resolveDiscussion(client(), REF, 'd1', resolved)
  })

  it('resolves its own note where the role does not reach for the thread', async () => {
    gitlab().put(`${PATH}/d1`, {resolved: true}).reply(403, {message: '403 Forbidden'})
    gitlab()
      .put(`${PATH}/d1/notes/1126`, {resolved: true})
      .reply(200, noteAnswer({resolved: true}))
    await resolveDiscussion(client(), REF, 'd1', true, 1126)
  })

  it('tells a role that does not reach for its own note either', async () => {
    gitlab().put(`${PATH}/d1`).reply(403, {message: '403 Forbidden'})
    gitlab().put(`${PATH}/d1/notes/1126`).reply(403, {message: '403 Forbidden'})
    expect(await rejection(resolveDiscussion(client(), REF, 'd1', true, 1126))).toBeInstanceOf(NotAllowed)
  })

  it('tells that somebody deleted the thread', async () => {
    gitlab().put(`${PATH}/d1`).reply(404, {message: '404 Discussion Not Found'})
    expect(await rejection(resolveDiscussion(client(), REF, 'd1', true, 1126))).toBeInstanceOf(Gone)
  })

  it('names the role that resolving needs', async () => {
    gitlab().put(`${PATH}/d1`).reply(403, {message: '403 Forbidden'})
    const error = await rejection(resolveDiscussion(client(), REF, 'd1', true))
    expect(error).toBeInstanceOf(NotAllowed)
    expect(error).toMatchObject({
      hint: expect.stringContaining('the Developer role in project 7')
    })
  })
})
