/** Branches. Source: GitLab docs, api/branches. */
import type {z} from 'zod'
import {checked} from './answers.ts'
import type {Client} from './client.ts'
import {GitLabError} from './errors.ts'
import {branchSchema} from './schemas.ts'

/**
 * The newest commit of a branch; undefined for no such branch.
 * @throws GitLabError
 */
export async function readBranchHead(
  client: Client,
  project: number,
  branch: string
): Promise<z.infer<typeof branchSchema>['commit'] | undefined> {
  const path = `projects/${project}/repository/branches/${encodeURIComponent(branch)}`
  try {
    const {body} = await client.requester.get(path, {})
    return checked(branchSchema, body, {method: 'GET', path}).commit
  } catch (error) {
    if (error instanceof GitLabError && error.status === 404) return undefined
    throw error
  }
}
