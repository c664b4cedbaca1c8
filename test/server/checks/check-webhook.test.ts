import {describe, expect, it} from 'vitest'
import type {HookFacts} from '../../../src/gitlab/access.ts'
import {checkWebhook, type Expected} from '../../../src/server/checks/check-webhook.ts'
import {accessWhere, HOOK, refusal} from './fake-access.ts'

const PROJECT = {id: 7, path: 'people/handbook'}
const EXPECTED: Expected = {publicUrl: 'https://ladderlint.example', hasSecret: true, isSigned: false}

function check(hooks: readonly Partial<HookFacts>[], expected: Partial<Expected> = {}) {
  const access = accessWhere({hooks: async () => hooks.map((hook) => ({...HOOK, ...hook}))})
  return checkWebhook(access, PROJECT, {...EXPECTED, ...expected})
}

describe('checkWebhook', () => {
  it('is content with a webhook that sends everything', async () => {
    expect(await check([{}])).toEqual([
      {
        about: 'webhook people/handbook',
        verdict: 'ok',
        says: 'It sends pushes, comments and merge requests to https://ladderlint.example'
      }
    ])
  })

  it.each<[string, Partial<HookFacts>, string, string]>([
    [
      'without merge requests',
      {events: {...HOOK.events, mergeRequests: false}},
      'failed',
      'tick Merge request events'
    ],
    ['without comments', {events: {...HOOK.events, notes: false}}, 'warning', 'tick Comments'],
    ['without pushes', {events: {...HOOK.events, pushes: false}}, 'warning', 'tick Push events'],
    ['that trusts any certificate', {verifiesCertificate: false}, 'warning', 'tick Enable SSL verification'],
    ['that was switched off', {state: 'disabled'}, 'failed', 'press Test'],
    ['that was switched off for a while', {state: 'temporarily_disabled'}, 'failed', 'press Test'],
    ['that carries no secret', {hasSecret: false, isSigned: true}, 'failed', 'set the secret token'],
    ['with a template of its own', {hasTemplate: true}, 'failed', 'empty the custom template']
  ])('tells of one %s what to do', async (_which, differs, verdict, hint) => {
    const [found] = await check([differs])
    expect(found).toMatchObject({verdict})
    expect(found?.hint).toContain(hint)
    expect(found?.says).toMatch(/^Webhook 4: /)
  })

  it.each<[string, string | undefined, string, string]>([
    ['refused', '401', 'failed', 'set the same on both sides'],
    ['answered by something else', '404', 'warning', 'see Recent events'],
    ['not stored', '503', 'warning', 'see Recent events'],
    ['not answered', 'internal error', 'warning', 'see Recent events']
  ])('tells of one whose newest delivery was %s what to do', async (_which, answer, verdict, hint) => {
    const access = accessWhere({newestAnswer: async () => answer})
    const [found] = await checkWebhook(access, PROJECT, EXPECTED)
    expect(found).toMatchObject({verdict, hint: expect.stringContaining(hint)})
  })

  it.each(['200', '202', undefined])('is content when the newest answer was %s', async (answer) => {
    const access = accessWhere({newestAnswer: async () => answer})
    expect(await checkWebhook(access, PROJECT, EXPECTED)).toMatchObject([{verdict: 'ok'}])
  })

  it('does not doubt what an older release does not say', async () => {
    expect(await check([{hasSecret: null, isSigned: null, state: null}])).toMatchObject([{verdict: 'ok'}])
  })

  it('takes either of a secret and a signature, where the service knows both', async () => {
    const both = {hasSecret: true, isSigned: true}
    expect(await check([{hasSecret: false}], both)).toMatchObject([{verdict: 'ok'}])
    expect(await check([{isSigned: false}], both)).toMatchObject([{verdict: 'ok'}])
    expect(await check([{hasSecret: false, isSigned: false}], both)).toMatchObject([{verdict: 'failed'}])
  })

  it('asks for nothing that the service does not ask for', async () => {
    const open = {hasSecret: false, isSigned: false}
    expect(await check([open], open)).toMatchObject([{verdict: 'ok'}])
  })

  it('knows a webhook by its path, whatever stands in front of the service', async () => {
    const proxied = {url: 'http://10.0.0.1:3000/ladder/webhooks/gitlab'}
    expect(await check([proxied])).toMatchObject([{verdict: 'ok'}])
    expect(await check([{url: 'https://chat.example/hooks/1'}, proxied])).toHaveLength(1)
  })

  it('tells that there is none, and what to set', async () => {
    const [found] = await check([{url: 'https://chat.example/hooks/1'}])
    expect(found).toMatchObject({verdict: 'failed'})
    expect(found?.hint).toBe(
      'Look at Settings > Webhooks: URL https://ladderlint.example/webhooks/gitlab, the secret token, triggers Push events, Comments and Merge request events, no custom template'
    )
  })

  it('says how to look where the token may not', async () => {
    const [found] = await checkWebhook(accessWhere({hooks: refusal(403)}), PROJECT, EXPECTED)
    expect(found).toMatchObject({verdict: 'unknown', says: 'Only Maintainers see webhooks'})
    expect(found?.hint).toContain('Settings > Webhooks')
  })

  it('never shows what may be a secret in an address', async () => {
    const url = 'https://ladderlint.example/webhooks/gitlab?token=hidden'
    expect(JSON.stringify(await check([{url}]))).not.toContain('hidden')
  })
})
