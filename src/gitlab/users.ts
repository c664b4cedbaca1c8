/** Users: whose a token is, who is a program, who may merge. Source: GitLab docs, api/users, api/members. */
import type {z} from 'zod'
import type {MergeRequestRef} from '../reviewer/forge.ts'
import {checked, unlessMissing} from './answers.ts'
import type {Client} from './client.ts'
import {memberSchema, userKindSchema, userSchema} from './schemas.ts'

/** @throws GitLabError */
export async function readSelf(client: Client): Promise<z.infer<typeof userSchema>> {
  return checked(userSchema, await client.Users.showCurrentUser(), {method: 'GET', path: 'user'})
}

/** Whether a user is a token's, a service account or one of GitLab's own; a user that is gone counts as one. */
export async function readIsBot(client: Client, user: number): Promise<boolean> {
  const path = `users/${user}`
  const answer = await unlessMissing(() => client.requester.get(path, {}))
  return answer === undefined || checked(userKindSchema, answer.body, {method: 'GET', path}).bot === true
}

/** The role that may merge into branches that are not protected; the handbook's protected ones may ask for more. */
export const DEVELOPER = 30

/** Whether a member of the project, its groups or groups invited has at least the Developer role. */
export async function readMayMerge(
  client: Client,
  {project}: MergeRequestRef,
  user: number
): Promise<boolean> {
  return ((await readRole(client, project, user)) ?? 0) >= DEVELOPER
}

/** GitLab's number of the role that a user has in a project, by whichever way; undefined for who is no member. */
export async function readRole(client: Client, project: number, user: number): Promise<number | undefined> {
  const path = `projects/${project}/members/all/${user}`
  const answer = await unlessMissing(() => client.requester.get(path, {}))
  return answer && checked(memberSchema, answer.body, {method: 'GET', path}).access_level
}
