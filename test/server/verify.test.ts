import fc from 'fast-check'
import {Webhook} from 'standardwebhooks'
import {describe, expect, it} from 'vitest'
import {createVerifier, type DeliveryHeaders} from '../../src/server/verify.ts'

const signingToken = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const other = 'whsec_c2Vjb25kIHNpZ25pbmcga2V5ISE='
const now = 1_790_000_000_000
const body = Buffer.from('{"object_kind":"merge_request","title":"Grüße"}')
const unsigned: DeliveryHeaders = {
  token: undefined,
  id: undefined,
  timestamp: undefined,
  signature: undefined,
  idempotencyKey: undefined
}

function signed(token: string, {id = 'msg_1', at = now}: {id?: string; at?: number} = {}): DeliveryHeaders {
  const seconds = Math.floor(at / 1000)
  const signature = new Webhook(token).sign(id, new Date(seconds * 1000), body.toString())
  return {...unsigned, id, timestamp: String(seconds), signature}
}

const bySecret = createVerifier({secret: 'the secret', signingTokens: [], allowsUnverified: false})
const bySignature = createVerifier({
  secret: undefined,
  signingTokens: [signingToken],
  allowsUnverified: false
})
const byBoth = createVerifier({secret: 'the secret', signingTokens: [signingToken], allowsUnverified: false})

describe('createVerifier', () => {
  it('accepts the secret, and nothing else', () => {
    expect(bySecret.verify({...unsigned, token: 'the secret'}, body, now).accepted).toBe(true)
    fc.assert(
      fc.property(fc.string(), (token) => {
        fc.pre(token !== 'the secret')
        expect(bySecret.verify({...unsigned, token}, body, now).accepted).toBe(false)
      })
    )
    expect(bySecret.verify(unsigned, body, now)).toEqual({
      accepted: false,
      reason: 'X-Gitlab-Token is missing'
    })
  })

  it('accepts what the reference library of Standard Webhooks signed', () => {
    expect(bySignature.verify(signed(signingToken), body, now).accepted).toBe(true)
  })

  it('refuses a signature by another key, over another body, or for another id', () => {
    expect(bySignature.verify(signed(other), body, now).accepted).toBe(false)
    expect(bySignature.verify(signed(signingToken), Buffer.from('{}'), now).accepted).toBe(false)
    expect(bySignature.verify({...signed(signingToken), id: 'msg_2'}, body, now).accepted).toBe(false)
  })

  it('accepts any of several signatures and any of several keys, so that a key can be rotated', () => {
    const both = `${signed(other).signature} ${signed(signingToken).signature}`
    expect(bySignature.verify({...signed(signingToken), signature: both}, body, now).accepted).toBe(true)
    const rotating = createVerifier({
      secret: undefined,
      signingTokens: [other, signingToken],
      allowsUnverified: false
    })
    expect(rotating.verify(signed(signingToken), body, now).accepted).toBe(true)
  })

  it.each([
    ['older than five minutes', -301_000, false],
    ['four minutes old', -240_000, true],
    ['from a clock that is ahead', 301_000, false]
  ])('decides about a delivery %s', (_name, offset, accepted) => {
    expect(bySignature.verify(signed(signingToken, {at: now + offset}), body, now).accepted).toBe(accepted)
  })

  it('never lets the secret make up for a wrong signature', () => {
    const headers = {...signed(other), token: 'the secret'}
    expect(byBoth.verify(headers, body, now).accepted).toBe(false)
    expect(byBoth.refuseEarly(headers).accepted).toBe(true)
  })

  it('accepts the secret alone while a GitLab that cannot sign still delivers', () => {
    expect(byBoth.verify({...unsigned, token: 'the secret'}, body, now).accepted).toBe(true)
  })

  it.each(['id', 'timestamp'] as const)('says that the header with the %s is missing', (name) => {
    const headers = {...signed(signingToken), [name]: undefined}
    expect(bySignature.verify(headers, body, now)).toEqual({
      accepted: false,
      reason: 'webhook-id or webhook-timestamp is missing'
    })
  })

  it('believes what nothing vouches for only where it was told so, and has nothing to verify it by', () => {
    const verdict = (
      secret: string | undefined,
      signingTokens: readonly string[],
      allowsUnverified: boolean
    ) => createVerifier({secret, signingTokens, allowsUnverified}).verify(unsigned, body, now).accepted
    expect(verdict(undefined, [], true)).toBe(true)
    expect(verdict(undefined, [], false)).toBe(false)
    expect(verdict('the secret', [], true)).toBe(false)
    expect(verdict(undefined, [signingToken], true)).toBe(false)
  })

  it('goes by the secret of a delivery that GitLab signs, too, where it was given no key for that', () => {
    const headers = {...signed(signingToken), token: 'the secret'}
    expect(bySecret.verify(headers, body, now).accepted).toBe(true)
    expect(bySecret.verify({...headers, token: 'a guess'}, body, now).accepted).toBe(false)
    expect(bySecret.idOf({...headers, idempotencyKey: 'id-1'})).toBe('id-1')
  })

  it('refuses an unsigned delivery where only signatures count, before its body is read', () => {
    expect(bySignature.refuseEarly({...unsigned, token: 'anything'}).accepted).toBe(false)
  })

  it('never throws, whatever the headers hold', () => {
    const header = fc.option(fc.string(), {nil: undefined})
    fc.assert(
      fc.property(
        fc.record({token: header, id: header, timestamp: header, signature: header, idempotencyKey: header}),
        (headers) => {
          expect(bySignature.verify(headers, body, now).accepted).toBe(false)
        }
      )
    )
  })
})
