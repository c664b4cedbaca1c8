import {describe, expect, it} from 'vitest'
import {parseEvent} from '../../src/gitlab/events.ts'
import type {Outcome} from '../../src/server/app.ts'
import {createApp} from '../../src/server/app.ts'
import {createLog} from '../../src/server/log.ts'
import {mergeRequestEvent} from './merge-request-event.ts'
import {recordedQueue} from './recorded-queue.ts'

const QUEUED: Outcome = {status: 'queued', reason: 'somebody has use for it'}
const IGNORED: Outcome = {status: 'ignored', reason: 'nobody has'}

const opened = parseEvent(
  {'x-gitlab-event': 'Merge Request Hook'},
  Buffer.from(JSON.stringify(mergeRequestEvent({action: 'open'})))
)

function app() {
  return createApp({queue: recordedQueue(), log: createLog('silent')})
}

describe('createApp', () => {
  it('gives an event to who listens to its kind, and to who listens to its action', async () => {
    const one = app()
    const heard: string[] = []
    for (const name of ['merge_request', 'merge_request.open', 'merge_request.close'] as const) {
      one.on(name, async () => {
        heard.push(name)
        return IGNORED
      })
    }
    await one.receive(opened, null, 'request')
    expect(heard).toEqual(['merge_request', 'merge_request.open'])
  })

  it.each([
    [[QUEUED, IGNORED], QUEUED],
    [[IGNORED, QUEUED], QUEUED],
    [[IGNORED, IGNORED], IGNORED]
  ])('answers that something is queued as soon as one of all queues it (%#)', async (answers, expected) => {
    const one = app()
    for (const answer of answers) one.on('merge_request.open', async () => answer)
    expect(await one.receive(opened, null, 'request')).toEqual(expected)
  })

  it('ignores what nobody listens to', async () => {
    expect(await app().receive(opened, null, 'request')).toMatchObject({status: 'ignored'})
  })
})
