/**
 * The name of a finding that survives pushes, line shifts and rebases: rule, page, normalised key and which of several
 * equal ones it is. No line numbers, no wording of the reason.
 */
import {createHash} from 'node:crypto'

/** Case, white space and line wraps do not change what a key is about. */
export function normaliseKey(key: string): string {
  return key.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim()
}

/** @param key Null for a finding of a rule that speaks once a page. */
export function fingerprint(rule: string, pageId: string, key: string | null, occurrence: number): string {
  // JSON keeps the parts apart whatever they contain.
  const identity = JSON.stringify([rule, pageId, key === null ? null : normaliseKey(key), occurrence])
  return digest(identity, 20)
}

/** A short hash of a text, for lists in markers. */
export function shortHash(text: string): string {
  return digest(text, 10)
}

function digest(text: string, length: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length)
}
