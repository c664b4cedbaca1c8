/** Projects by id or path. Source: GitLab docs, api/projects. */
import type {z} from 'zod'
import {checked, unlessMissing} from './answers.ts'
import type {Client} from './client.ts'
import {projectSchema} from './schemas.ts'

export type ProjectAnswer = z.infer<typeof projectSchema>

/**
 * The numeric id of a project, which stays when the project is renamed or moved.
 * @param project The id as text, or the path: `group/sub/name`.
 * @throws GitLabError
 */
export async function projectId(client: Client, project: string): Promise<number> {
  return /^\d{1,15}$/.test(project) ? Number(project) : (await show(client, project)).id
}

/**
 * A project; undefined when there is none, or none that the token may see: GitLab does not tell which.
 * @throws GitLabError
 */
export async function readProject(client: Client, project: string): Promise<ProjectAnswer | undefined> {
  return unlessMissing(() => show(client, project))
}

async function show(client: Client, project: string): Promise<ProjectAnswer> {
  const answer = await client.Projects.show(project)
  return checked(projectSchema, answer, {method: 'GET', path: `projects/${encodeURIComponent(project)}`})
}
