/** Writes that a review can do without, where the token's role does not reach for them. */
import {NotAllowed} from '../reviewer/forge.ts'
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
