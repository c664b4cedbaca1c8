/**
 * Whether a GitLab answers, and whether it is new enough.
 */
import type {Access} from '../../gitlab/access.ts'
import {GitLabError} from '../../gitlab/errors.ts'
import {type Check, unanswered} from './check.ts'

const about = 'GitLab'

/** Older releases were never tried; what later ones brought is done without where it is missing. */
const OLDEST = 17

/** @param url GITLAB_URL. */
export async function checkGitLab(access: Access, url: string): Promise<Check> {
  try {
    const version = await access.version()
    if (Number.parseInt(version, 10) >= OLDEST)
      return {about, verdict: 'ok', says: `GitLab ${version} at ${url}`}
    return {
      about,
      verdict: 'warning',
      says: `GitLab ${version} at ${url} is older than ${OLDEST}, with which reviews were never tried`
    }
  } catch (error) {
    // It answers, and tells strangers nothing: the token is another check.
    if (error instanceof GitLabError && (error.status === 401 || error.status === 403))
      return {about, verdict: 'ok', says: `A GitLab answers at ${url}`}
    return unanswered(about, 'failed', error)
  }
}
