import {describe, expect, it} from 'vitest'
import {change, type Opened, openSandbox, page, position} from './open-sandbox.ts'

async function opened(options: Parameters<typeof openSandbox>[1] = {}): Promise<Opened> {
  const sandbox = await openSandbox(undefined, options)
  await change(sandbox, {'page.md': page({10: 'changed'})})
  return sandbox
}

function member({api, project}: Opened, role: Parameters<typeof api.setRole>[2]) {
  const user = api.createUser(`somebody-${role}`)
  api.setRole(project, user, role)
  return user
}

describe('POST notes', () => {
  it('makes a plain comment that cannot be resolved', async () => {
    const {call} = await opened()
    const {status, body} = await call('POST', ':mr/notes', {body: 'Hello.'})
    expect(status).toBe(201)
    expect(body).toMatchObject({
      body: 'Hello.',
      type: null,
      resolvable: false,
      system: false,
      internal: false
    })
    expect(body).not.toHaveProperty('position')
    expect((await call('GET', ':mr/discussions')).body).toMatchObject([{individual_note: true}])
  })

  it.each([
    ['a missing body', {}, {error: 'body is missing'}],
    ['a blank body', {body: ' \n'}, {message: `400 Bad request - Note {:note=>["can't be blank"]}`}],
    [
      'a body that is too long',
      {body: 'x'.repeat(1_000_001)},
      {
        message: '400 Bad request - Note {:note=>["is too long (maximum is 1000000 characters)"]}'
      }
    ]
  ])('refuses %s', async (_, request, body) => {
    const {call} = await opened()
    expect(await call('POST', ':mr/notes', request)).toMatchObject({status: 400, body})
  })

  it('refuses the 5,001st comment', async () => {
    const {call, project} = await opened()
    await call('POST', ':mr/notes', {body: 'One.'})
    const [discussion] = project.mergeRequests.get(1)?.discussions ?? []
    const [note] = discussion?.notes ?? []
    if (!discussion || !note) throw new Error('no note')
    discussion.notes.push(...Array.from({length: 4_999}, () => note))
    const {status, text} = await call('POST', ':mr/notes', {body: 'One too many.'})
    expect(status).toBe(400)
    expect(text).toContain('Maximum number of comments exceeded')
  })

  it('refuses more notes a minute than the limit, without a header that says when', async () => {
    let now = new Date('2026-11-21T10:00:00Z')
    const {call} = await opened({notesPerMinute: 2, now: () => now})
    await call('POST', ':mr/notes', {body: 'One.'})
    await call('POST', ':mr/notes', {body: 'Two.'})
    const third = await call('POST', ':mr/notes', {body: 'Three.'})
    expect(third).toMatchObject({
      status: 429,
      body: {message: {error: 'This endpoint has been requested too many times. Try again later.'}}
    })
    expect(third.headers.get('retry-after')).toBeNull()
    now = new Date('2026-11-21T10:01:01Z')
    expect((await call('POST', ':mr/notes', {body: 'Three.'})).status).toBe(201)
  })

  it('lets planners comment on a private project, guests and strangers not', async () => {
    const sandbox = await opened()
    const say = {body: 'Hello.'}
    expect((await sandbox.as(member(sandbox, 'planner'))('POST', ':mr/notes', say)).status).toBe(201)
    expect((await sandbox.as(member(sandbox, 'guest'))('POST', ':mr/notes', say)).status).toBe(404)
    expect((await sandbox.as(sandbox.api.createUser('stranger'))('POST', ':mr/notes', say)).status).toBe(404)
  })

  it('lets strangers comment on a public project, until the discussion is locked', async () => {
    const sandbox = await opened({visibility: 'public'})
    const stranger = sandbox.as(sandbox.api.createUser('stranger'))
    expect((await stranger('POST', ':mr/notes', {body: 'Hello.'})).status).toBe(201)
    await sandbox.call('PUT', ':mr', {discussion_locked: true})
    expect((await stranger('POST', ':mr/notes', {body: 'Hello.'})).status).toBe(403)
    expect((await sandbox.call('POST', ':mr/notes', {body: 'Hello.'})).status).toBe(201)
  })
})

describe('quick actions in a body', () => {
  it('make no note when there is nothing else: 202 without an id', async () => {
    const {call, api} = await opened()
    const {status, body} = await call('POST', ':mr/discussions', {body: '/approve\n/label ~bug'})
    expect(status).toBe(202)
    expect(Object.keys(body).sort()).toEqual(['commands_changes', 'summary'])
    expect(api.effects('quick-action').map(({text}) => text)).toEqual(['/approve', '/label ~bug'])
    expect((await call('GET', ':mr/notes')).body).toEqual([])
  })

  it('run and are taken out of the body', async () => {
    const {call, api} = await opened()
    const {body} = await call('POST', ':mr/notes', {body: 'Fine.\n/close\nReally.'})
    expect(body.body).toBe('Fine.\nReally.')
    expect(api.effects('quick-action')).toMatchObject([{text: '/close', iid: 1}])
  })

  it('run when a body is edited', async () => {
    const {call, api} = await opened()
    const {body} = await call('POST', ':mr/notes', {body: 'Fine.'})
    await call('PUT', `:mr/notes/${body.id}`, {body: 'Fine.\n\n/merge'})
    expect(api.effects('quick-action')).toHaveLength(1)
  })

  it.each([
    ['a fence', '```\n/close\n```'],
    ['a code span over lines', 'see `a\n/close` there'],
    ['an unknown word', '/handbook/values/ is a path'],
    ['the middle of a line', 'then write /close'],
    ['an escape', '\\/close']
  ])('do not run from %s', async (_, body) => {
    const {call, api} = await opened()
    expect((await call('POST', ':mr/notes', {body})).status).toBe(201)
    expect(api.effects('quick-action')).toEqual([])
  })
})

describe('what a body refers to', () => {
  it('pings the people and marks the things it names', async () => {
    const {call, api} = await opened()
    await call('POST', ':mr/notes', {body: 'Thanks @ada and @all, see #12, group/other!3 and &4.'})
    expect(api.effects('mention').map(({text}) => text)).toEqual(['@ada', '@all'])
    expect(api.effects('reference').map(({text}) => text)).toEqual(['#12', 'group/other!3', '&4'])
  })

  it.each([
    ['in code spans', '`@all #12`'],
    ['in fences', '```\n@all #12\n```'],
    ['in link texts', '[@all #12](https://example.com)'],
    ['in hidden comments', 'x <!-- @all #12 -->'],
    ['in addresses', 'someone@example.com and https://example.com/@all'],
    ['behind a word joiner', '@\u2060all #\u206012']
  ])('does nothing %s', async (_, body) => {
    const {call, api} = await opened()
    await call('POST', ':mr/notes', {body})
    expect(api.effects()).toEqual([])
  })
})

describe('editing and deleting notes', () => {
  it('is for their author and for maintainers', async () => {
    const sandbox = await opened()
    const {body} = await sandbox.call('POST', ':mr/notes', {body: 'Mine.'})
    const path = `:mr/notes/${body.id}`
    const developer = sandbox.as(sandbox.author)
    expect((await developer('PUT', path, {body: 'Theirs.'})).status).toBe(403)
    expect((await developer('DELETE', path)).status).toBe(403)
    expect((await sandbox.call('PUT', path, {body: 'Still mine.'})).body).toMatchObject({body: 'Still mine.'})
    const maintainer = sandbox.as(member(sandbox, 'maintainer'))
    expect((await maintainer('PUT', path, {body: 'Ours.'})).status).toBe(200)
    expect((await maintainer('DELETE', path)).status).toBe(204)
    expect((await sandbox.call('GET', path)).status).toBe(404)
  })

  it('sends no mail', async () => {
    const {call, api} = await opened()
    const {body} = await call('POST', ':mr/notes', {body: 'Mine.'})
    const before = api.notifications().length
    await call('PUT', `:mr/notes/${body.id}`, {body: 'Edited.'})
    expect(api.notifications()).toHaveLength(before)
  })

  it('removes the thread with its only note, and refuses when the note is newer than the caller thinks', async () => {
    const {call} = await opened()
    const {body} = await call('POST', ':mr/discussions', {body: 'A thread.'})
    const path = `:mr/discussions/${body.id}/notes/${body.notes[0].id}`
    const early = {'if-unmodified-since': 'Sat, 01 Jan 2000 00:00:00 GMT'}
    expect((await call('DELETE', path, undefined, early)).status).toBe(412)
    expect((await call('DELETE', path)).status).toBe(204)
    expect((await call('GET', ':mr/discussions')).body).toEqual([])
  })

  it('takes body or resolved, exactly one of the two', async () => {
    const {call} = await opened()
    const {body} = await call('POST', ':mr/discussions', {body: 'A thread.'})
    const path = `:mr/discussions/${body.id}/notes/${body.notes[0].id}`
    expect(await call('PUT', path, {body: 'x', resolved: true})).toMatchObject({
      status: 400,
      body: {error: 'body, resolved are mutually exclusive'}
    })
    expect((await call('PUT', path, {})).status).toBe(400)
  })
})

describe('resolving', () => {
  async function thread(sandbox: Opened) {
    const at = await position(sandbox.call, {new_line: 10})
    const {body} = await sandbox.call('POST', ':mr/discussions', {body: 'Look.', position: at})
    return {path: `:mr/discussions/${body.id}`, note: `:mr/discussions/${body.id}/notes/${body.notes[0].id}`}
  }

  it('is for developers and for the author of the merge request', async () => {
    const sandbox = await opened()
    const {path} = await thread(sandbox)
    const reporter = sandbox.as(member(sandbox, 'reporter'))
    expect((await reporter('PUT', path, {resolved: true})).status).toBe(403)
    sandbox.api.setRole(sandbox.project, sandbox.author, 'reporter')
    const {status, body} = await sandbox.as(sandbox.author)('PUT', path, {resolved: true})
    expect(status).toBe(200)
    expect(body.notes[0]).toMatchObject({resolved: true, resolved_by: {username: 'ada'}})
    expect((await sandbox.call('PUT', path, {resolved: false})).body.notes[0]).toMatchObject({
      resolved: false,
      resolved_by: null
    })
  })

  it('of an own note is open to a reporter, by the note', async () => {
    const sandbox = await opened()
    sandbox.api.setRole(sandbox.project, sandbox.bot, 'reporter')
    const {path, note} = await thread(sandbox)
    expect((await sandbox.call('PUT', path, {resolved: true})).status).toBe(403)
    expect((await sandbox.call('PUT', note, {resolved: true})).body).toMatchObject({resolved: true})
  })

  it('is refused for a plain comment', async () => {
    const {call} = await opened()
    await call('POST', ':mr/notes', {body: 'Hello.'})
    const {body} = await call('GET', ':mr/discussions')
    expect((await call('PUT', `:mr/discussions/${body[0].id}`, {resolved: true})).status).toBe(403)
    const path = `:mr/discussions/${body[0].id}/notes/${body[0].notes[0].id}`
    expect(await call('PUT', path, {resolved: true})).toMatchObject({
      status: 400,
      body: {message: '400 Bad request - Note is not resolvable'}
    })
  })

  it('stays as it was when somebody replies, and the comment that is replied to becomes a thread', async () => {
    const sandbox = await opened()
    const {path} = await thread(sandbox)
    await sandbox.call('PUT', path, {resolved: true})
    const reply = await sandbox.call('POST', `${path}/notes`, {body: 'Thanks.'})
    expect(reply.body).toMatchObject({resolved: true, type: 'DiffNote'})

    await sandbox.call('POST', ':mr/notes', {body: 'Hello.'})
    const comment = (await sandbox.call('GET', ':mr/discussions')).body.find(
      (one: {individual_note: boolean; notes: {system: boolean}[]}) =>
        one.individual_note && !one.notes[0]?.system
    )
    await sandbox.call('POST', `:mr/discussions/${comment.id}/notes`, {body: 'Hello back.'})
    const {body} = await sandbox.call('GET', `:mr/discussions/${comment.id}`)
    expect(body).toMatchObject({
      individual_note: false,
      notes: [{type: 'DiscussionNote', resolvable: true}, {}]
    })
  })

  it('of the last open thread is told in the history and by one mail', async () => {
    const sandbox = await opened()
    const {path} = await thread(sandbox)
    await sandbox.call('PUT', path, {resolved: true})
    const notes = (await sandbox.call('GET', ':mr/notes?activity_filter=only_activity')).body
    expect(notes).toMatchObject([{system: true, body: 'resolved all threads'}])
    expect(sandbox.api.notifications().at(-1)).toMatchObject({kind: 'all-threads-resolved'})
  })
})
