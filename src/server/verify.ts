/**
 * Decides whether a delivery comes from our GitLab: X-Gitlab-Token (a shared secret in clear) or a Standard Webhooks
 * signature over id, timestamp and the raw body. Sources: GitLab doc/user/project/integrations/webhooks.md,
 * "Validate payloads"; standardwebhooks.com, "Verifying webhook authenticity".
 */
import {createHmac, createSecretKey, type KeyObject} from 'node:crypto'
import {equalSecrets} from './equal-secrets.ts'

export interface Credentials {
  readonly secret: string | undefined
  /** `whsec_<base64>`; several while a key is rotated. */
  readonly signingTokens: readonly string[]
  /** Whether deliveries are believed when neither of the two is set. */
  readonly allowsUnverified: boolean
}

export interface DeliveryHeaders {
  readonly token: string | undefined
  readonly id: string | undefined
  readonly timestamp: string | undefined
  readonly signature: string | undefined
  readonly idempotencyKey: string | undefined
}

export type Verdict = {readonly accepted: true} | {readonly accepted: false; readonly reason: string}

/** Seconds a signed delivery may be old or early: the tolerance that Standard Webhooks libraries use. */
const TOLERANCE_SECONDS = 300

const ACCEPTED: Verdict = {accepted: true}

export interface Verifier {
  /**
   * Whether the headers alone already show that the delivery cannot be ours, so that its body need not be read.
   * A signed delivery cannot be judged without its body.
   */
  refuseEarly(headers: DeliveryHeaders): Verdict
  /**
   * Judges a delivery. Where signing tokens are configured and the delivery is signed, the signature decides alone: a
   * wrong one is never made good by a right token.
   * @param body The raw bytes; a body parsed and written again has another signature.
   * @param now Milliseconds since 1970.
   */
  verify(headers: DeliveryHeaders, body: Uint8Array, now: number): Verdict
  /**
   * What a delivery is recognised by when it is sent again: GitLab's id, which is the same in both headers. Of a signed one
   * it is the id that the signature covers, so that who has caught it cannot send it again under another.
   */
  idOf(headers: DeliveryHeaders): string | null
}

export function createVerifier(credentials: Credentials): Verifier {
  const keys = credentials.signingTokens.map(keyOf)
  const isSigned = (headers: DeliveryHeaders): headers is SignedHeaders =>
    headers.signature !== undefined && keys.length > 0

  return {
    refuseEarly: (headers) => (isSigned(headers) ? ACCEPTED : verifyToken(headers, credentials)),
    verify: (headers, body, now) =>
      isSigned(headers) ? verifySignature(headers, body, keys, now) : verifyToken(headers, credentials),
    idOf(headers) {
      const {id, idempotencyKey} = headers
      return (isSigned(headers) ? id : (idempotencyKey ?? id)) ?? null
    }
  }
}

type SignedHeaders = DeliveryHeaders & {readonly signature: string}

function verifyToken(
  {token}: DeliveryHeaders,
  {secret, signingTokens, allowsUnverified}: Credentials
): Verdict {
  if (secret === undefined && signingTokens.length === 0 && allowsUnverified) return ACCEPTED
  if (secret === undefined)
    return refused('this service accepts signed deliveries only; set the signing token in GitLab')
  if (token === undefined) return refused('X-Gitlab-Token is missing')
  return equalSecrets(token, secret)
    ? ACCEPTED
    : refused('X-Gitlab-Token is not the one this service was given')
}

function verifySignature(
  {id, timestamp, signature}: SignedHeaders,
  body: Uint8Array,
  keys: readonly KeyObject[],
  now: number
): Verdict {
  if (id === undefined || timestamp === undefined)
    return refused('webhook-id or webhook-timestamp is missing')
  if (!/^\d{1,12}$/.test(timestamp)) return refused('webhook-timestamp is not a Unix time in seconds')
  const age = now / 1000 - Number(timestamp)
  if (Math.abs(age) > TOLERANCE_SECONDS) {
    return refused(
      `webhook-timestamp is ${Math.round(Math.abs(age))} seconds ${age > 0 ? 'old' : 'ahead'}; is a clock wrong?`
    )
  }
  const given = signature.split(' ')
  const expected = keys.map((key) => sign(key, id, timestamp, body))
  const matches = expected.filter((want) => given.some((entry) => equalSecrets(entry, want)))
  return matches.length > 0 ? ACCEPTED : refused('webhook-signature does not match the signing token')
}

/** Made once: making a key takes longer than signing a delivery with it. */
function keyOf(signingToken: string): KeyObject {
  return createSecretKey(signingToken.replace(/^whsec_/, ''), 'base64')
}

/** `v1,<base64>`: HMAC-SHA256 over `<id>.<timestamp>.<body>`. */
function sign(key: KeyObject, id: string, timestamp: string, body: Uint8Array): string {
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64')}`
}

function refused(reason: string): Verdict {
  return {accepted: false, reason}
}
