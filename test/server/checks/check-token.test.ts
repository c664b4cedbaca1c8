import {describe, expect, it} from 'vitest'
import {checkToken} from '../../../src/server/checks/check-token.ts'
import {accessWhere, NOW, refusal} from './fake-access.ts'

const endingOn = (expiresAt: string | null) =>
  accessWhere({token: async () => ({scopes: ['api', 'self_rotate'], expiresAt, isFineGrained: false})})

const withScopes = (scopes: readonly string[], isFineGrained = false) =>
  accessWhere({token: async () => ({scopes, expiresAt: null, isFineGrained})})

describe('checkToken', () => {
  it('tells whose a good token is, and when it ends', async () => {
    expect(await checkToken(accessWhere(), NOW)).toEqual([
      {about: 'token', verdict: 'ok', says: "GitLab accepts it: it is @project_7_bot's"},
      {about: 'scopes', verdict: 'ok', says: '"api" is among the token\'s scopes'},
      {about: 'expiry', verdict: 'ok', says: 'The token ends on 2027-05-01'}
    ])
  })

  it.each([
    [['read_api', 'read_user'], 'it has "read_api", "read_user"'],
    [[], 'it has none']
  ])('refuses a token with the scopes %j, and names what it lacks and has', async (scopes, has) => {
    const checks = await checkToken(withScopes(scopes), NOW)
    expect(checks).toMatchObject([{about: 'scopes', verdict: 'failed'}])
    expect(checks[0]?.says).toBe(
      `The token lacks the scope "api", without which nothing can be written; ${has}`
    )
    expect(checks[0]?.hint).toContain('make another one with scope "api"')
  })

  it('only doubts a fine-grained token', async () => {
    const [, scopes] = await checkToken(withScopes([], true), NOW)
    expect(scopes).toMatchObject({about: 'scopes', verdict: 'warning'})
  })

  it.each([
    ['2026-12-05', 'warning', 'in 14 days'],
    ['2026-11-22', 'warning', 'in 1 day'],
    ['2026-12-06', 'ok', 'The token ends on 2026-12-06']
  ])('says of a token that ends on %s: %s', async (day, verdict, says) => {
    const expiry = (await checkToken(endingOn(day), NOW)).at(-1)
    expect(expiry).toMatchObject({about: 'expiry', verdict})
    expect(expiry?.says).toContain(says)
  })

  it('says nothing of the end of a token that has none', async () => {
    expect((await checkToken(endingOn(null), NOW)).map(({about}) => about)).toEqual(['token', 'scopes'])
  })

  it.each([
    [401, 'failed'],
    [403, 'unknown'],
    [502, 'unknown'],
    [null, 'unknown']
  ])('takes an answer of %s for: %s', async (status, verdict) => {
    for (const access of [accessWhere({token: refusal(status)}), accessWhere({self: refusal(status)})]) {
      const checks = await checkToken(access, NOW)
      expect(checks.at(-1)).toMatchObject({about: 'token', verdict, hint: 'Do this'})
    }
  })

  it('takes a refusal for want of a scope for final, on a release that does not tell scopes', async () => {
    const lacking = refusal(403, 'insufficient_scope')
    const checks = await checkToken(accessWhere({token: async () => undefined, self: lacking}), NOW)
    expect(checks).toMatchObject([{about: 'token', verdict: 'failed'}])
  })

  it('does without the scopes on a release that does not tell them', async () => {
    const checks = await checkToken(accessWhere({token: async () => undefined}), NOW)
    expect(checks.map(({about, verdict}) => `${about} ${verdict}`)).toEqual(['token ok'])
  })

  it('does not take a defect of our own for an answer', async () => {
    const broken = accessWhere({self: () => Promise.reject(new TypeError('x'))})
    await expect(checkToken(broken, NOW)).rejects.toThrow(TypeError)
  })
})
