/** Projects by id or path. Source: GitLab docs, api/projects. */
import {checked} from './answers.ts'
import type {Client} from './client.ts'
import {projectSchema} from './schemas.ts'

/**
 * The numeric id of a project, which stays when the project is renamed or moved.
 * @param project The id as text, or the path: `group/sub/name`.
 * @throws GitLabError
 */
export async function projectId(client: Client, project: string): Promise<number> {
  if (/^\d{1,15}$/.test(project)) return Number(project)
  const answer = await client.Projects.show(project)
  return checked(projectSchema, answer, {method: 'GET', path: `projects/${encodeURIComponent(project)}`}).id
}
