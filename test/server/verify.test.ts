import fc from 'fast-check'
import {Webhook} from 'standardwebhooks'
import {describe, expect, it} from 'vitest'
import {type Credentials, type DeliveryHeaders, refuseEarly, verifyDelivery} from '../../src/server/verify.ts'

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

const bySecret: Credentials = {secret: 'the secret', signingTokens: [], allowsUnverified: false}
const bySignature: Credentials = {secret: undefined, signingTokens: [signingToken], allowsUnverified: false}
const byBoth: Credentials = {secret: 'the secret', signingTokens: [signingToken], allowsUnverified: false}

describe('verifyDelivery', () => {
  it('accepts the secret, and nothing else', () => {
    expect(verifyDelivery({...unsigned, token: 'the secret'}, body, bySecret, now).accepted).toBe(true)
    fc.assert(
      fc.property(fc.string(), (token) => {
        fc.pre(token !== 'the secret')
        expect(verifyDelivery({...unsigned, token}, body, bySecret, now).accepted).toBe(false)
      })
    )
    expect(verifyDelivery(unsigned, body, bySecret, now)).toEqual({
      accepted: false,
      reason: 'X-Gitlab-Token is missing'
    })
  })

  it('accepts what the reference library of Standard Webhooks signed', () => {
    expect(verifyDelivery(signed(signingToken), body, bySignature, now).accepted).toBe(true)
  })

  it('refuses a signature by another key, over another body, or for another id', () => {
    expect(verifyDelivery(signed(other), body, bySignature, now).accepted).toBe(false)
    expect(verifyDelivery(signed(signingToken), Buffer.from('{}'), bySignature, now).accepted).toBe(false)
    expect(verifyDelivery({...signed(signingToken), id: 'msg_2'}, body, bySignature, now).accepted).toBe(
      false
    )
  })

  it('accepts any of several signatures and any of several keys, so that a key can be rotated', () => {
    const both = `${signed(other).signature} ${signed(signingToken).signature}`
    expect(verifyDelivery({...signed(signingToken), signature: both}, body, bySignature, now).accepted).toBe(
      true
    )
    const rotating = {secret: undefined, signingTokens: [other, signingToken], allowsUnverified: false}
    expect(verifyDelivery(signed(signingToken), body, rotating, now).accepted).toBe(true)
  })

  it.each([
    ['older than five minutes', -301_000, false],
    ['four minutes old', -240_000, true],
    ['from a clock that is ahead', 301_000, false]
  ])('decides about a delivery %s', (_name, offset, accepted) => {
    expect(verifyDelivery(signed(signingToken, {at: now + offset}), body, bySignature, now).accepted).toBe(
      accepted
    )
  })

  it('never lets the secret make up for a wrong signature', () => {
    const headers = {...signed(other), token: 'the secret'}
    expect(verifyDelivery(headers, body, byBoth, now).accepted).toBe(false)
    expect(refuseEarly(headers, byBoth).accepted).toBe(true)
  })

  it('accepts the secret alone while a GitLab that cannot sign still delivers', () => {
    expect(verifyDelivery({...unsigned, token: 'the secret'}, body, byBoth, now).accepted).toBe(true)
  })

  it('refuses an unsigned delivery where only signatures count, before its body is read', () => {
    expect(refuseEarly({...unsigned, token: 'anything'}, bySignature).accepted).toBe(false)
  })

  it('never throws, whatever the headers hold', () => {
    const header = fc.option(fc.string(), {nil: undefined})
    fc.assert(
      fc.property(
        fc.record({token: header, id: header, timestamp: header, signature: header, idempotencyKey: header}),
        (headers) => {
          expect(verifyDelivery(headers, body, bySignature, now).accepted).toBe(false)
        }
      )
    )
  })
})
