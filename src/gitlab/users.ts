/** The user a token belongs to. Source: GitLab docs, api/users. */
import type {z} from 'zod'
import {checked} from './answers.ts'
import type {Client} from './client.ts'
import {userSchema} from './schemas.ts'

/** @throws GitLabError */
export async function readSelf(client: Client): Promise<z.infer<typeof userSchema>> {
  return checked(userSchema, await client.Users.showCurrentUser(), {method: 'GET', path: 'user'})
}
