import {Webhook} from 'standardwebhooks'
import {describe, expect, it} from 'vitest'
import {openHooked, receiver, SIGNING_TOKEN} from './open-hooked.ts'
import {change, openSandbox, page, position} from './open-sandbox.ts'

describe('a push', () => {
  it('is told to hooks that want pushes, with its commits and their files', async () => {
    const {url, received} = await receiver()
    const sandbox = await openSandbox({'page.md': page(), 'old.md': 'x\n'})
    const {api, project, author} = sandbox
    api.createHook(project, url, {token: 'secret', signingToken: SIGNING_TOKEN, events: ['push_events']})
    const before = await project.repository.branch('main')
    const files = {'page.md': page({1: 'x'}), 'new.md': 'y\n', 'old.md': null}
    const after = await api.push({project, branch: 'main', files, author})
    await api.settled()
    expect(received).toHaveLength(1)
    const [{headers, body, text} = {headers: {}, body: {}, text: ''}] = received
    expect(headers['x-gitlab-event']).toBe('Push Hook')
    const sent = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
    expect(new Webhook(SIGNING_TOKEN).verify(text, sent)).toMatchObject({object_kind: 'push'})
    expect(body).toMatchObject({
      ref: 'refs/heads/main',
      before,
      after,
      user_username: 'ada',
      project: {id: project.id, path_with_namespace: 'group/handbook'},
      commits: [{id: after, added: ['new.md'], modified: ['page.md'], removed: ['old.md']}],
      total_commits_count: 1
    })
  })

  it('names a new branch by forty zeros, and a merge as a push to the target branch', async () => {
    const {url, received} = await receiver()
    const sandbox = await openSandbox()
    sandbox.api.createHook(sandbox.project, url, {events: ['push_events']})
    const mergeRequest = await change(sandbox, {'page.md': page({1: 'x'})})
    await sandbox.api.changeState(mergeRequest, 'merge')
    await sandbox.api.settled()
    expect(received.map(({body}) => [body.ref, body.before === '0'.repeat(40)])).toEqual([
      ['refs/heads/change-1', true],
      ['refs/heads/main', false]
    ])
    expect(received[1]?.body).toMatchObject({after: mergeRequest.mergeCommit, total_commits_count: 2})
  })
})

describe('Merge Request Hook', () => {
  it('tells opening, pushing, editing, closing, reopening and merging apart', async () => {
    const sandbox = await openHooked()
    const {api, project, received} = sandbox
    const mergeRequest = await change(sandbox, {'page.md': page({1: 'x'})})
    const first = mergeRequest.versions[0]?.head
    await api.settled()
    const head = await api.push({project, branch: 'change-1', files: {'page.md': page({2: 'x'})}})
    await api.settled()
    await api.edit(mergeRequest, {title: 'Draft: Change'})
    await api.settled()
    for (const action of ['close', 'reopen', 'merge'] as const) {
      await api.changeState(mergeRequest, action)
      await api.settled()
    }
    const attributes = received.map(({body}) => body.object_attributes)
    expect(attributes.map(({action}) => action)).toEqual([
      'open',
      'update',
      'update',
      'close',
      'reopen',
      'merge'
    ])
    expect(attributes[0]).not.toHaveProperty('oldrev')
    expect(attributes[1]).toMatchObject({oldrev: first, last_commit: {id: head}})
    expect(received[2]?.body.changes).toMatchObject({draft: {previous: false, current: true}, title: {}})
    expect(attributes[5]).toMatchObject({state: 'merged', state_id: 3})
  })

  it('has the shape of GitLab’s, without the keys that would be empty', async () => {
    const sandbox = await openHooked()
    await change(sandbox, {'page.md': page({1: 'x'})})
    await sandbox.api.settled()
    const body = sandbox.received[0]?.body
    expect(body).toMatchObject({
      object_kind: 'merge_request',
      event_type: 'merge_request',
      user: {username: 'ada', email: '[REDACTED]'},
      project: {id: sandbox.project.id, path_with_namespace: 'group/handbook', default_branch: 'main'},
      object_attributes: {
        iid: 1,
        source_branch: 'change-1',
        target_branch: 'main',
        draft: false,
        system: false
      },
      changes: {}
    })
    expect(body).not.toHaveProperty('reviewers')
    expect(body).not.toHaveProperty('assignees')
    expect(body.object_attributes.created_at).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/)
  })

  it('is sent with the bot among the reviewers when it is asked', async () => {
    const sandbox = await openHooked()
    await change(sandbox, {'page.md': page({1: 'x'})})
    await sandbox.as(sandbox.author)('PUT', ':mr', {reviewer_ids: [sandbox.bot.id]})
    await sandbox.api.settled()
    const body = sandbox.received.at(-1)?.body
    expect(body.reviewers).toMatchObject([{id: sandbox.bot.id, state: 'unreviewed'}])
    expect(body.changes.reviewers.current).toMatchObject([{id: sandbox.bot.id}])
  })

  it('says so when a reviewer is asked again', async () => {
    const sandbox = await openHooked()
    const mergeRequest = await change(sandbox, {'page.md': page({1: 'x'})})
    sandbox.api.requestReview(mergeRequest, sandbox.bot, sandbox.author)
    sandbox.api.requestReview(mergeRequest, sandbox.bot, sandbox.author)
    await sandbox.api.settled()
    const asked = sandbox.received.slice(-2).map(({body}) => body.changes.reviewers)
    expect(asked).toMatchObject([
      {previous: [], current: [{id: sandbox.bot.id, re_requested: false}]},
      {previous: [{re_requested: false}], current: [{id: sandbox.bot.id, re_requested: true}]}
    ])
  })

  it('is sent when a reviewer publishes a review, and when that says something new', async () => {
    const sandbox = await openHooked()
    const mergeRequest = await change(sandbox, {'page.md': page({1: 'x'})})
    sandbox.api.requestReview(mergeRequest, sandbox.bot, sandbox.author)
    await sandbox.call('POST', ':mr/draft_notes/bulk_publish')
    await sandbox.call('POST', ':mr/draft_notes/bulk_publish', {reviewer_state: 'reviewed'})
    await sandbox.api.settled()
    const reviewers = sandbox.received.flatMap(({body}) => body.changes?.reviewers ?? [])
    expect(reviewers.at(-1)).toMatchObject({
      previous: [{id: sandbox.bot.id, state: 'unreviewed'}],
      current: [{id: sandbox.bot.id, state: 'reviewed'}]
    })
    expect(reviewers).toHaveLength(2)
  })
})

describe('Note Hook', () => {
  it('is sent for each note written or edited, for none that the history adds', async () => {
    const sandbox = await openHooked()
    const {call, api, received} = sandbox
    await change(sandbox, {'page.md': page({10: 'x'})})
    const at = await position(call, {new_line: 10})
    const {body} = await call('POST', ':mr/discussions', {body: 'Look.', position: at})
    await api.settled()
    await call('PUT', `:mr/discussions/${body.id}/notes/${body.notes[0].id}`, {body: 'Look here.'})
    await api.settled()
    await call('PUT', `:mr/discussions/${body.id}`, {resolved: true})
    await api.settled()
    const notes = received.filter(({body: payload}) => payload.object_kind === 'note')
    expect(notes.map(({headers}) => headers['x-gitlab-event'])).toEqual(['Note Hook', 'Note Hook'])
    expect(notes.map(({body: payload}) => payload.object_attributes.action)).toEqual(['create', 'update'])
    expect(notes[0]?.body).toMatchObject({
      object_attributes: {
        note: 'Look.',
        noteable_type: 'MergeRequest',
        type: 'DiffNote',
        discussion_id: body.id,
        position: {new_line: 10}
      },
      merge_request: {iid: 1}
    })
  })

  it('comes once a published note, not before', async () => {
    const sandbox = await openHooked()
    const {call, api, received} = sandbox
    await change(sandbox, {'page.md': page({10: 'x'})})
    await call('POST', ':mr/draft_notes', {note: 'One.'})
    await call('POST', ':mr/draft_notes', {note: 'Two.'})
    await api.settled()
    expect(received).toHaveLength(1)
    await call('POST', ':mr/draft_notes/bulk_publish')
    await api.settled()
    expect(received).toHaveLength(3)
  })

  it('is not sent to a hook that fired earlier in a chain which the caller echoes', async () => {
    const sandbox = await openHooked()
    const {call, api, received} = sandbox
    await change(sandbox, {'page.md': page({10: 'x'})})
    await api.settled()
    const chain = String(received[0]?.headers['x-gitlab-event-uuid'])
    await call('POST', ':mr/notes', {body: 'Echoed.'}, {'x-gitlab-event-uuid': chain})
    await api.settled()
    expect(received).toHaveLength(1)
  })
})
