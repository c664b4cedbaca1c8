/**
 * One thing that was looked at before anything depends on it, and what became of it.
 */
import {LadderlintError} from '../../config/ladderlint-error.ts'

export interface Check {
  /** What was looked at: "token", "project people/handbook". */
  readonly about: string
  /** `failed`: reviews will not work. `warning`: something will not. `unknown`: it could not be seen. */
  readonly verdict: 'ok' | 'warning' | 'failed' | 'unknown'
  /** What is, in a sentence without its end. */
  readonly says: string
  /** What to do about it; undefined where there is nothing. */
  readonly hint?: string | undefined
}

/** A check of what was asked for and not answered; defects of our own are thrown on. */
export function unanswered(about: string, verdict: 'failed' | 'unknown', error: unknown): Check {
  if (!(error instanceof LadderlintError)) throw error
  return {about, verdict, says: error.message, hint: error.hint}
}
