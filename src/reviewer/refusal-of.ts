/**
 * What the forge refuses for good, told from what another try may bring.
 */
import {LadderlintError} from '../config/ladderlint-error.ts'

/**
 * Why the forge refused, in a sentence for people.
 * @throws The error itself where another try may help, or where it is a defect of our own.
 */
export function refusalOf(error: unknown): string {
  const isForGood = error instanceof LadderlintError && !('retryable' in error && error.retryable === true)
  if (!isForGood) throw error
  return error.message
}
