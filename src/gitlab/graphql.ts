/**
 * Queries through GitLab's GraphQL. Source: GitLab docs, api/graphql: errors come with status 200.
 */
import {z} from 'zod'
import {checked} from './answers.ts'
import type {Client} from './client.ts'

const answerSchema = z.object({
  data: z.unknown().optional(),
  errors: z.array(z.object({message: z.string()})).nullish()
})

/** From the API's address, `/api/v4/`; the transport sends the token as GraphQL wants it. */
const PATH = '../graphql'

/**
 * @returns Undefined where GitLab cannot or will not answer this query: another release, a token of another kind, a limit.
 * @throws GitLabError
 */
export async function queryGraphQl<Schema extends z.ZodType>(
  client: Client,
  schema: Schema,
  query: string,
  variables: Readonly<Record<string, unknown>>
): Promise<z.infer<Schema> | undefined> {
  const {body} = await client.requester.post(PATH, {body: {query, variables}})
  const {data, errors} = checked(answerSchema, body, {method: 'POST', path: '/api/graphql'})
  return errors?.length ? undefined : schema.safeParse(data).data
}
