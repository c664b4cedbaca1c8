/** Branches. Source: GitLab docs, api/branches. */
import type {z} from 'zod'
import {checked, unlessMissing} from './answers.ts'
import type {Client} from './client.ts'
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
  const answer = await unlessMissing(() => client.requester.get(path, {}))
  return answer && checked(branchSchema, answer.body, {method: 'GET', path}).commit
}
