/**
 * An error that the person at the other end can mend: printed as two sentences, without a stack.
 * Anything else that is thrown is a defect of ladderlint and says so.
 */

/** 1 findings, 2 wrong usage or configuration, 3 GitLab or the database could not be reached, or refused (design: exit status). */
export type ExitCode = 1 | 2 | 3

export interface LadderlintErrorOptions {
  /** What to do now. */
  readonly hint?: string
  readonly exitCode?: ExitCode
  readonly cause?: unknown
}

export class LadderlintError extends Error {
  override name = 'LadderlintError'
  readonly hint: string | undefined
  readonly exitCode: ExitCode

  constructor(message: string, options: LadderlintErrorOptions = {}) {
    super(message, options.cause === undefined ? {} : {cause: options.cause})
    this.hint = options.hint
    this.exitCode = options.exitCode ?? 2
  }
}
