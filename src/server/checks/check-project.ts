/**
 * Whether a token's role in a project is enough for a review.
 */
import type {Access, ProjectAccess} from '../../gitlab/access.ts'
import {GitLabError} from '../../gitlab/errors.ts'
import {type Check, unanswered} from './check.ts'

const REPORTER = 20
const DEVELOPER = 30

export interface CheckedProject {
  readonly check: Check
  /** Undefined for a project that could not be seen. */
  readonly access: ProjectAccess | undefined
}

/** @param name Id or path, as LADDERLINT_PROJECTS has it. */
export async function checkProject(access: Access, name: string): Promise<CheckedProject> {
  const about = `project ${name}`
  try {
    const project = await access.project(name)
    return {check: project ? checkRole(about, project) : missing(about), access: project}
  } catch (error) {
    const isFinal = error instanceof GitLabError && !error.retryable
    return {check: unanswered(about, isFinal ? 'failed' : 'unknown', error), access: undefined}
  }
}

/** GitLab answers 404 for both, so that nobody learns of what is hidden. */
function missing(about: string): Check {
  return {
    about,
    verdict: 'failed',
    says: "The project does not exist, or the token's user is not a member of it",
    hint: "Check LADDERLINT_PROJECTS, and make the token's user a Developer of the project"
  }
}

function checkRole(about: string, {role, isArchived, path}: ProjectAccess): Check {
  const hint = `Make the token's user a Developer of ${path}`
  if (isArchived)
    return {about, verdict: 'warning', says: 'The project is archived: nothing can be written there'}
  if (role >= DEVELOPER) return {about, verdict: 'ok', says: `${roleName(role)} of ${path}`}
  if (role >= REPORTER) {
    return {
      about,
      verdict: 'failed',
      says: `The token's user is ${roleName(role)} of ${path}: it can comment, but set no status and resolve only what nobody answered`,
      hint
    }
  }
  return {
    about,
    verdict: 'failed',
    says: `The token's user is ${roleName(role)} of ${path}, which is too little to review there`,
    hint
  }
}

/** GitLab docs, api/access_requests: "Valid access levels". */
function roleName(role: number): string {
  const names = [
    [50, 'Owner'],
    [40, 'Maintainer'],
    [30, 'Developer'],
    [20, 'Reporter'],
    [15, 'Planner'],
    [10, 'Guest'],
    [5, 'a guest with minimal access']
  ] as const
  return names.find(([least]) => role >= least)?.[1] ?? 'no member'
}
