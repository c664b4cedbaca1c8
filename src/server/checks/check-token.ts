/**
 * Whether a token is what a review needs: accepted, with scope "api", and not about to end.
 */
import type {Access, TokenFacts} from '../../gitlab/access.ts'
import {GitLabError} from '../../gitlab/errors.ts'
import {type Check, unanswered} from './check.ts'

/** The only classic scope that writes notes (GitLab docs, user/profile/personal_access_tokens). */
const SCOPE = 'api'

/** Days before its end from which on a token should be replaced. */
const SOON = 14
const DAY = 24 * 3_600_000

/**
 * @param now Milliseconds since 1970.
 * @returns A `failed` one where the token is wrong for certain; where GitLab does not answer, it is `unknown`.
 */
export async function checkToken(access: Access, now: number): Promise<readonly Check[]> {
  const facts = await askFor(() => access.token())
  if (facts instanceof GitLabError) return [refused(facts)]
  const scopes = facts ? [checkScopes(facts)] : []
  if (scopes.some(({verdict}) => verdict === 'failed')) return scopes
  const self = await askFor(() => access.self())
  if (self instanceof GitLabError) return [...scopes, refused(self)]
  const end = facts?.expiresAt ? [checkEnd(facts.expiresAt, now)] : []
  const user: Check = {about: 'token', verdict: 'ok', says: `GitLab accepts it: it is @${self.username}'s`}
  return [user, ...scopes, ...end]
}

async function askFor<Answer>(ask: () => Promise<Answer>): Promise<Answer | GitLabError> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof GitLabError) return error
    throw error
  }
}

/** Whatever else there is may be over in a minute: a GitLab that is down, an address that is blocked for a while. */
function refused(error: GitLabError): Check {
  const lacksScope = error.status === 403 && error.detail.includes('insufficient_scope')
  const isFinal = error.status === 401 || lacksScope
  return unanswered('token', isFinal ? 'failed' : 'unknown', error)
}

function checkScopes({scopes, isFineGrained}: TokenFacts): Check {
  const about = 'scopes'
  if (scopes.includes(SCOPE)) return {about, verdict: 'ok', says: `"${SCOPE}" is among the token's scopes`}
  if (isFineGrained) {
    return {
      about,
      verdict: 'warning',
      says: 'The token is fine-grained, and whether it may do all that a review does shows at the first one only',
      hint: `A token with the classic scope "${SCOPE}" is known to work`
    }
  }
  const present = scopes.map((scope) => `"${scope}"`).join(', ')
  return {
    about,
    verdict: 'failed',
    says: `The token lacks the scope "${SCOPE}", without which nothing can be written; it has ${present || 'none'}`,
    hint: `Scopes cannot be added to a token: make another one with scope "${SCOPE}", and set GITLAB_TOKEN to it`
  }
}

function checkEnd(expiresAt: string, now: number): Check {
  const about = 'expiry'
  const left = Math.ceil((Date.parse(`${expiresAt}T00:00:00Z`) - now) / DAY)
  if (!(left <= SOON)) return {about, verdict: 'ok', says: `The token ends on ${expiresAt}`}
  const days = left === 1 ? '1 day' : `${left} days`
  return {
    about,
    verdict: 'warning',
    says: `The token ends on ${expiresAt}, in ${days}`,
    hint: 'Rotate it in GitLab, and set GITLAB_TOKEN to the new one: threads of the old one stay known'
  }
}
