import {describe, expect, it} from 'vitest'
import type {PushEvent} from '../../src/gitlab/events.ts'
import {createApp} from '../../src/server/app.ts'
import {createLog} from '../../src/server/log.ts'
import {registerRipple} from '../../src/server/ripple-app.ts'
import {recordedQueue} from './recorded-queue.ts'

const BEFORE = 'a'.repeat(40)
const AFTER = 'b'.repeat(40)

function push(fields: Partial<PushEvent> = {}): PushEvent {
  return {
    kind: 'push',
    project: {id: 7, path: 'people/handbook'},
    actor: {id: 3, username: 'ada'},
    branch: 'main',
    before: BEFORE,
    after: AFTER,
    paths: ['content/job-families/delivery/lead.md'],
    ...fields
  }
}

async function receive(event: PushEvent) {
  const queue = recordedQueue()
  const app = createApp({queue, log: createLog('silent')})
  registerRipple(app)
  const outcome = await app.receive(event, 'delivery-1')
  return {status: outcome.status, waiting: (await queue.depth()).waiting}
}

describe('a push', () => {
  it.each<[string, Partial<PushEvent>]>([
    ['changes a page', {}],
    ['changes the configuration of reviews', {paths: ['.ladderlint.yml']}],
    ['has more files than GitLab names', {paths: null}],
    ['sets a branch back', {paths: []}]
  ])('that %s is stored, to be looked into later', async (_what, fields) => {
    expect(await receive(push(fields))).toEqual({status: 'queued', waiting: 1})
  })

  it.each<[string, Partial<PushEvent>]>([
    ['changes other files only', {paths: ['package.json', 'lib/build.rb']}],
    ['makes a branch', {before: null}],
    ['deletes a branch', {after: null}]
  ])('that %s is acknowledged, and nothing is done about it', async (_what, fields) => {
    expect(await receive(push(fields))).toEqual({status: 'ignored', waiting: 0})
  })
})
