/** Writes that GitLab refuses for a reason that a review can live with: the token's role, or a note that is gone. */
import {Gone, NotAllowed} from '../reviewer/forge.ts'
import {GitLabError} from './errors.ts'

/**
 * @param refusals Statuses that mean it.
 * @throws NotAllowed in place of GitLab's refusal, with the role that is missing as its hint.
 */
export async function allowed<Value>(
  write: () => Promise<Value>,
  refusals: readonly number[] = [403]
): Promise<Value> {
  try {
    return await write()
  } catch (error) {
    if (!(error instanceof GitLabError && refusals.includes(error.status ?? 0))) throw error
    const hint = error.hint === undefined ? {} : {hint: error.hint}
    throw new NotAllowed(error.message, {...hint, exitCode: 3, cause: error})
  }
}

/** @throws Gone in place of a 404: what is changed was read a moment before, so somebody deleted it. */
export async function unlessGone<Value>(write: () => Promise<Value>): Promise<Value> {
  try {
    return await write()
  } catch (error) {
    if (!(error instanceof GitLabError && error.status === 404)) throw error
    throw new Gone(error.message, {exitCode: 3, cause: error})
  }
}
