import {readFileSync} from 'node:fs'
import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {LadderlintError} from '../../src/config/ladderlint-error.ts'
import {callsForReview, MalformedEvent, type MergeRequestEvent, parseEvent} from '../../src/gitlab/events.ts'

type Json = Readonly<Record<string, unknown>>

const bytesOf = (body: unknown): Uint8Array => Buffer.from(JSON.stringify(body))

const fixture = (name: string): Uint8Array =>
  readFileSync(new URL(`../fixtures/gitlab/${name}`, import.meta.url))

const BOT = 5

function mergeRequestBody({attributes = {}, ...fields}: Json & {readonly attributes?: Json} = {}) {
  return {
    object_kind: 'merge_request',
    user: {id: 3, username: 'ada'},
    project: {id: 7, path_with_namespace: 'people/handbook'},
    object_attributes: {
      iid: 12,
      target_project_id: 7,
      state: 'opened',
      draft: false,
      source_branch: 'staff-level',
      target_branch: 'main',
      last_commit: {id: 'c'.repeat(40)},
      action: 'update',
      ...attributes
    },
    changes: {},
    ...fields
  }
}

function mergeRequestEvent(fields: Parameters<typeof mergeRequestBody>[0] = {}): MergeRequestEvent {
  const event = parseEvent({}, bytesOf(mergeRequestBody(fields)))
  if (event.kind !== 'merge_request') throw new Error(`parsed as ${event.kind}`)
  return event
}

describe('parseEvent', () => {
  it('reads a whole merge request event as GitLab sends it', () => {
    expect(parseEvent({'x-gitlab-event': 'Merge Request Hook'}, fixture('merge-request-hook.json'))).toEqual({
      kind: 'merge_request',
      action: 'update',
      ref: {project: 7, iid: 12},
      project: {id: 7, path: 'people/handbook'},
      actor: {id: 3, username: 'ada'},
      state: 'opened',
      draft: false,
      sourceBranch: 'staff-level',
      targetBranch: 'main',
      head: 'c'.repeat(40),
      previousHead: 'd'.repeat(40),
      changes: {draft: false, targetBranch: false, requestedReviewers: []}
    })
  })

  it('reads a whole comment as GitLab sends it', () => {
    expect(parseEvent({'x-gitlab-event': 'Note Hook'}, fixture('note-hook.json'))).toEqual({
      kind: 'note',
      action: 'create',
      ref: {project: 7, iid: 12},
      project: {id: 7, path: 'people/handbook'},
      actor: {id: 3, username: 'ada'},
      note: 1244,
      body: '@ladderlint recheck',
      discussion: '6a9c1750b37d513a43987b574953fceb50b03ce7',
      system: false,
      internal: false
    })
  })

  it('reads a whole push as GitLab sends it', () => {
    expect(parseEvent({'x-gitlab-event': 'Push Hook'}, fixture('push-hook.json'))).toEqual({
      kind: 'push',
      project: {id: 7, path: 'people/handbook'},
      actor: {id: 3, username: 'ada'},
      branch: 'main',
      before: 'd'.repeat(40),
      after: 'c'.repeat(40),
      paths: [
        'content/job-families/delivery/head.md',
        'data/people_group/job_families.yml',
        'content/job-families/delivery/lead.md'
      ]
    })
  })

  it.each(['refs/heads/a\0b', 'refs/heads/\ud800'])(
    'refuses a push to a branch that git could not have: %j',
    (ref) => {
      const body = {...JSON.parse(Buffer.from(fixture('push-hook.json')).toString()), ref}
      expect(() => parseEvent({}, bytesOf(body))).toThrow('"ref" is missing or of the wrong kind')
    }
  )

  it.each([
    ['has more commits than it names', {total_commits_count: 21}, {paths: null}],
    ['names no commits', {commits: null}, {paths: null}],
    ['does not say how many there were', {total_commits_count: undefined}, {paths: null}],
    ['makes a branch', {before: '0'.repeat(40)}, {before: null}],
    [
      'deletes a branch',
      {after: '0'.repeat(40), commits: [], total_commits_count: 0},
      {after: null, paths: []}
    ],
    ['is to a branch with slashes', {ref: 'refs/heads/release/heads/1'}, {branch: 'release/heads/1'}],
    ['is nobody in particular', {user_id: null}, {actor: null}],
    ['goes to a tag', {ref: 'refs/tags/v1'}, {kind: 'ignored'}]
  ])('reads a push that %s', (_what, fields, event) => {
    const body = {...JSON.parse(Buffer.from(fixture('push-hook.json')).toString()), ...fields}
    expect(parseEvent({}, bytesOf(body))).toMatchObject(event)
  })

  it('goes by the body where the header says "System Hook"', () => {
    expect(parseEvent({'x-gitlab-event': 'System Hook'}, bytesOf(mergeRequestBody()))).toMatchObject({
      kind: 'merge_request'
    })
  })

  it('copes with what GitLab leaves out or sends as null', () => {
    const attributes = {
      last_commit: null,
      draft: undefined,
      work_in_progress: true,
      action: undefined,
      source: null
    }
    const event = mergeRequestEvent({attributes, user: undefined, changes: undefined})
    expect(event).toMatchObject({head: null, draft: true, action: '', actor: null})
  })

  it('takes a comment of a release before 16.11 for a new one', () => {
    const body = JSON.parse(Buffer.from(fixture('note-hook.json')).toString())
    delete body.object_attributes.action
    expect(parseEvent({}, bytesOf(body))).toMatchObject({kind: 'note', action: 'create'})
  })

  it.each(['Issue', 'Commit', 'Snippet'])('ignores a comment on a %s', (noteable_type) => {
    const body = JSON.parse(Buffer.from(fixture('note-hook.json')).toString())
    delete body.merge_request
    body.object_attributes.noteable_type = noteable_type
    expect(parseEvent({}, bytesOf(body))).toEqual({kind: 'ignored', reason: `a comment on ${noteable_type}`})
  })

  it.each(['tag_push', 'pipeline', 'emoji', 'something_new'])(
    'ignores %s events, whatever is in them',
    (object_kind) => {
      const header = {'x-gitlab-event': 'Some Hook'}
      expect(parseEvent(header, bytesOf({object_kind}))).toEqual({
        kind: 'ignored',
        reason: 'not about a merge request: Some Hook'
      })
    }
  )

  it.each(['user_add_to_group', 'project_rename', 'subgroup_create'])(
    'ignores the %s events of group and system hooks, which have no object_kind',
    (event_name) => {
      const header = {'x-gitlab-event': 'System Hook'}
      expect(parseEvent(header, bytesOf({event_name, project_id: 7}))).toMatchObject({kind: 'ignored'})
    }
  )

  it('knows an internal note by its event type, too', () => {
    const body = JSON.parse(Buffer.from(fixture('note-hook.json')).toString())
    delete body.object_attributes.internal
    expect(parseEvent({}, bytesOf(body))).toMatchObject({internal: false})
    expect(parseEvent({}, bytesOf({...body, event_type: 'confidential_note'}))).toMatchObject({
      internal: true
    })
  })

  it.each([
    ['nothing', Buffer.alloc(0), 'the body is not JSON'],
    ['broken JSON', Buffer.from('{"object_kind":'), 'the body is not JSON'],
    ['broken UTF-8', Buffer.from([0x22, 0xff, 0x22]), 'the body is not JSON'],
    ['no object', bytesOf([1]), 'the body is no JSON object'],
    ['a custom template', bytesOf({event: 'merge_request'}), '"object_kind" is missing or of the wrong kind'],
    [
      'no project',
      bytesOf({...mergeRequestBody(), project: undefined}),
      '"project" is missing or of the wrong kind'
    ],
    [
      'a number that is none',
      bytesOf(mergeRequestBody({attributes: {iid: '12'}})),
      '"object_attributes.iid" is missing or of the wrong kind'
    ],
    [
      'a negative number',
      bytesOf(mergeRequestBody({attributes: {iid: -1}})),
      '"object_attributes.iid" is missing or of the wrong kind'
    ]
  ])('refuses %s and names what is wrong', (_name, body, reason) => {
    const parse = () => parseEvent({}, body)
    expect(parse).toThrow(MalformedEvent)
    expect(parse).toThrow(LadderlintError)
    expect(parse).toThrow(`The delivery is not an event of GitLab: ${reason}`)
  })

  it('gives an event or refuses, whatever it is sent', () => {
    const json = fc.jsonValue()
    const attempts = fc.oneof(
      json.map((value) => bytesOf(value)),
      json.map((value) => bytesOf({...mergeRequestBody(), object_attributes: value})),
      json.map((value) => bytesOf({...mergeRequestBody(), changes: value})),
      json.map((value) =>
        bytesOf({
          ...mergeRequestBody(),
          object_kind: 'push',
          ref: 'refs/heads/x',
          before: '0'.repeat(40),
          after: '1'.repeat(40),
          commits: value
        })
      ),
      fc.uint8Array()
    )
    fc.assert(
      fc.property(attempts, (body) => {
        try {
          expect(parseEvent({}, body)).toHaveProperty('kind')
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedEvent)
        }
      })
    )
  })
})

describe('callsForReview', () => {
  const draftChanged = {draft: {previous: true, current: false}}
  const retargeted = {target_branch: {previous: 'old', current: 'main'}}
  const asked = {reviewers: {previous: [], current: [{id: BOT, username: 'ladderlint'}]}}
  const askedAgain = {
    reviewers: {previous: [{id: BOT, re_requested: false}], current: [{id: BOT, re_requested: true}]}
  }
  const dismissed = {reviewers: {previous: [{id: BOT}], current: []}}
  const reviewed = {
    reviewers: {previous: [{id: BOT, state: 'unreviewed'}], current: [{id: BOT, state: 'reviewed'}]}
  }
  const otherAsked = {reviewers: {previous: [{id: BOT}], current: [{id: BOT}, {id: 8}]}}

  it.each([
    ['a new merge request', {attributes: {action: 'open'}}],
    ['a reopened one', {attributes: {action: 'reopen'}}],
    ['a push', {attributes: {oldrev: 'd'.repeat(40)}}],
    ['the end of the draft state', {changes: draftChanged}],
    ['another target branch', {changes: retargeted}],
    ['a request for our review', {changes: asked}],
    ['a repeated request for our review', {changes: askedAgain}]
  ])('says yes to %s', (_name, fields) => {
    expect(callsForReview(mergeRequestEvent(fields), BOT)).toBe(true)
  })

  it.each([
    ['a changed title', {changes: {title: {previous: 'a', current: 'b'}}}],
    ['changed labels', {changes: {labels: {previous: [], current: [{id: 1}]}}}],
    ['an update that names no change', {changes: {}}],
    ['an approval', {attributes: {action: 'approved', oldrev: 'd'.repeat(40)}}],
    ['closing', {attributes: {action: 'close', state: 'closed'}}],
    ['merging', {attributes: {action: 'merge', state: 'merged'}}],
    ['a push to a merged one', {attributes: {state: 'merged', oldrev: 'd'.repeat(40)}}],
    ['a review that was submitted', {changes: reviewed}],
    ['the end of a request for our review', {changes: dismissed}],
    ['a request for the review of another', {changes: otherAsked}],
    ['what we did ourselves', {changes: asked, user: {id: BOT, username: 'ladderlint'}}]
  ])('says no to %s', (_name, fields) => {
    expect(callsForReview(mergeRequestEvent(fields), BOT)).toBe(false)
  })

  it('does not know whom a request is for without an id', () => {
    expect(callsForReview(mergeRequestEvent({changes: asked}))).toBe(false)
  })
})
