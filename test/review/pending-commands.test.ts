import {describe, expect, it} from 'vitest'
import {type Identity, withMarker} from '../../src/review/marker.ts'
import {
  markCommands,
  pendingComments,
  type SpokenDiscussion,
  type SpokenNote
} from '../../src/review/pending-commands.ts'
import {recall} from '../../src/review/said.ts'

const BOT = 100
const identity: Identity = {project: 7, iid: 3, ownerId: BOT, key: 'secret'}
const NOW = Date.parse('2026-11-21T12:00:00Z')

function note(fields: Partial<SpokenNote>): SpokenNote {
  return {
    id: 1,
    body: '@ladderlint recheck',
    authorId: 5,
    authorName: 'ada',
    createdAt: NOW,
    system: false,
    internal: false,
    resolvable: false,
    resolved: false,
    resolvedById: null,
    ...fields
  }
}

const discussion = (...notes: readonly SpokenNote[]): SpokenDiscussion => ({
  id: `d${notes[0]?.id}`,
  individual: notes.length === 1,
  notes
})

function answerTo(id: number, {madeThread = true, by = BOT}: {madeThread?: boolean; by?: number} = {}) {
  const marker = {kind: 'answer', note: id, madeThread, decisions: []} as const
  return withMarker('Done.', marker, {...identity, ownerId: by})
}

const said = (discussions: readonly SpokenDiscussion[]) =>
  recall({discussions, draftNotes: undefined, status: undefined}, identity)

const waiting = (...discussions: readonly SpokenDiscussion[]) =>
  pendingComments(discussions, said(discussions), {names: ['bot', 'ladderlint'], since: NOW - 1000}).map(
    (comment) => comment.note
  )

describe('pendingComments', () => {
  it('gives what people asked for, the oldest first', () => {
    expect(waiting(discussion(note({id: 9})), discussion(note({id: 3})))).toEqual([3, 9])
  })

  it('leaves out what is answered, wherever the answer stands and whoever of us wrote it', () => {
    const byUs = note({id: 2, authorId: BOT, body: answerTo(1)})
    expect(waiting(discussion(note({id: 1}), byUs))).toEqual([])
    expect(waiting(discussion(note({id: 1})), discussion(byUs))).toEqual([])
    const before = note({id: 2, authorId: 77, body: answerTo(1, {by: 77})})
    expect(waiting(discussion(note({id: 1}), before))).toEqual([])
  })

  it('believes no answer that another copied', () => {
    const copied = note({id: 2, authorId: 6, body: answerTo(1)})
    expect(waiting(discussion(note({id: 1}), copied))).toEqual([1])
  })

  it.each([
    ['history', note({system: true})],
    ['internal notes', note({internal: true})],
    ['our own notes', note({authorId: BOT})],
    ['what is older than it listens', note({createdAt: NOW - 5000})]
  ])('leaves out %s', (_what, left) => {
    expect(waiting(discussion(left))).toEqual([])
  })

  it('gives the first of too many comments marked as such, and none of those behind it', () => {
    const many = Array.from({length: 25}, (_, index) => discussion(note({id: index + 1})))
    const comments = pendingComments(many, said(many), {names: ['ladderlint'], since: NOW - 1000})
    expect(comments.map(({note: id}) => id)).toEqual(Array.from({length: 21}, (_, index) => index + 1))
    expect(comments.filter(({isBeyondLimit}) => isBeyondLimit).map(({note: id}) => id)).toEqual([21])
  })

  it('hears a comment of which GitLab does not say when it was written', () => {
    expect(waiting(discussion(note({createdAt: null})))).toEqual([1])
  })
})

describe('recall, with answers', () => {
  const thread = (...replies: readonly SpokenNote[]) => {
    const marker = {
      kind: 'thread',
      fingerprint: 'f1',
      rule: 'grade-table',
      page: 'p1',
      parts: [],
      at: 'line',
      anchor: ''
    } as const
    const body = withMarker('Finding', marker, identity)
    return discussion(note({id: 20, authorId: BOT, body, resolvable: true}), ...replies)
  }
  const repliedIn = (one: SpokenDiscussion) =>
    said(markCommands([one], ['ladderlint'])).threads.map(({replied}) => replied)

  it('takes a command in a thread for no reply to what the thread says', () => {
    const command = note({id: 21, resolvable: true})
    const answer = note({id: 22, authorId: BOT, body: answerTo(21, {madeThread: false})})
    expect(repliedIn(thread(command, answer))).toEqual([false])
  })

  it('takes a command with other words for a reply', () => {
    const reply = note({id: 21, body: 'We meant it so.\n@ladderlint explain grade-table', resolvable: true})
    expect(repliedIn(thread(reply))).toEqual([true])
  })

  it('finds the thread that an answer made and nobody wrote in since', () => {
    const open = (...more: readonly SpokenNote[]) =>
      said([
        discussion(
          note({id: 1, resolvable: true}),
          note({id: 2, authorId: BOT, body: answerTo(1), resolvable: true}),
          ...more
        )
      ]).answers.map(({leftOpen}) => leftOpen)
    expect(open()).toEqual([true])
    expect(open(note({id: 3, body: 'Thank you', resolvable: true}))).toEqual([false])
    expect(open(note({id: 3, system: true}))).toEqual([true])
  })
})
