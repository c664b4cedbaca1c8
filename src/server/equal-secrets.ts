/**
 * Compares a secret that was given with the one expected.
 */
import {hash, timingSafeEqual} from 'node:crypto'

/** Compares digests, so that neither the time taken nor a difference in length tells anything. */
export function equalSecrets(given: string, expected: string): boolean {
  const digest = (text: string) => hash('sha256', text, 'buffer')
  return timingSafeEqual(digest(given), digest(expected))
}
