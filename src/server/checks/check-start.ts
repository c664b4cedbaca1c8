/**
 * What is looked at when a service starts: a token that cannot work is told at once, and not by the first review.
 */
import type {Logger} from 'pino'
import {LadderlintError} from '../../config/ladderlint-error.ts'
import type {Access} from '../../gitlab/access.ts'
import type {Check} from './check.ts'
import {checkProject} from './check-project.ts'
import {checkToken} from './check-token.ts'

/**
 * Logs what is not as it should be. A GitLab that does not answer keeps no service from starting: it will come back.
 * @param projects LADDERLINT_PROJECTS.
 * @param now Milliseconds since 1970.
 * @returns Numeric ids of the projects that could be seen: what they are called may change while the service runs.
 * @throws LadderlintError for a token that GitLab does not accept, or that lacks the scope to write.
 */
export async function checkStart(
  access: Access,
  projects: readonly string[],
  log: Logger,
  now: number
): Promise<readonly number[]> {
  const token = await checkToken(access, now)
  for (const check of token) {
    if (check.verdict === 'failed') {
      const hint = check.hint === undefined ? {} : {hint: check.hint}
      throw new LadderlintError(check.says, {...hint, exitCode: 3})
    }
    tell(log, check)
  }
  if (token.some(({verdict}) => verdict === 'unknown')) return []
  const ids: number[] = []
  for (const name of projects) {
    const {check, access: seen} = await checkProject(access, name)
    tell(log, check)
    // Asking for the others would keep the service from starting for as long again.
    if (check.verdict === 'unknown') break
    if (seen) ids.push(seen.id)
  }
  return ids
}

function tell(log: Logger, {about, verdict, says, hint}: Check): void {
  log[verdict === 'ok' ? 'debug' : 'warn']({about, ...(hint === undefined ? {} : {hint})}, says)
}
