/**
 * POST /api/graphql: the files and folders of a repository, as far as a review bot asks for them together. What is wrong with
 * a query is told with status 200 (doc/api/graphql/_index.md).
 */
import express, {type Request, type Response, type Router} from 'express'
import {z} from 'zod'
import {isExpired} from '../api/call.ts'
import {type Faults, injectFaults} from '../api/faults.ts'
import {type LoggedRequest, logRequests} from '../api/request-log.ts'
import type {Project, State, User} from '../state.ts'
import {ROLES, roleOf} from '../state.ts'
import {complexityOf, LONGEST_QUERY, MOST_COMPLEXITY} from './complexity.ts'
import {objectOf} from './object-of.ts'
import {type Field, parseQuery} from './parse-query.ts'
import {blobsOf, treeOf} from './repository-fields.ts'

const bodySchema = z.object({query: z.string(), variables: z.record(z.string(), z.unknown()).nullish()})

export function createGraphQl(state: State, faults: Faults, log: LoggedRequest[]): Router {
  const router = express.Router()
  const before = [logRequests(log, state), injectFaults(faults), express.json({limit: '10mb'})]
  router.post('/graphql', before, async (request: Request, response: Response) => {
    const user = userOf(state, request)
    if (!user) {
      response.status(401).json({errors: [{message: 'Invalid token'}]})
      return
    }
    try {
      response.json({data: await answer(state, user, request.body)})
    } catch (error) {
      response.json({errors: [{message: error instanceof Error ? error.message : String(error)}]})
    }
  })
  return router
}

/** Only an OAuth header counts here, and no job token. */
function userOf(state: State, request: Request): User | undefined {
  const value = /^Bearer (.+)$/i.exec(request.get('authorization') ?? '')?.[1]
  const token = value === undefined ? undefined : state.tokens.get(value)
  if (!token || token.kind === 'job' || token.revoked || isExpired(token, state.now())) return undefined
  return token.scopes.some((scope) => scope === 'api' || scope === 'read_api')
    ? state.users.get(token.userId)
    : undefined
}

async function answer(state: State, user: User, body: unknown): Promise<Record<string, unknown>> {
  const {query, variables} = bodySchema.parse(body)
  if (query.length > LONGEST_QUERY) throw new Error('Query too large')
  const fields = parseQuery(query, variables ?? {})
  const complexity = complexityOf(fields)
  if (complexity > MOST_COMPLEXITY)
    throw new Error(
      `Query has complexity of ${complexity}, which exceeds max complexity of ${MOST_COMPLEXITY}`
    )
  return objectOf(fields, 'Query', {
    project: async (field) => {
      const project = [...state.projects.values()].find(({path}) => path === field.parameters.get('fullPath'))
      return project && mayRead(project, user) ? projectOf(project, field) : null
    }
  })
}

function mayRead(project: Project, user: User): boolean {
  return project.visibility === 'public' || roleOf(project, user) >= ROLES.planner
}

function projectOf(project: Project, {fields}: Field): Promise<Record<string, unknown>> {
  const readRef = async (field: Field) => {
    const ref = field.parameters.get('ref')
    return project.repository.resolve(typeof ref === 'string' ? ref : project.defaultBranch)
  }
  return objectOf(fields, 'Project', {
    repository: (repository) =>
      objectOf(repository.fields, 'Repository', {
        blobs: async (field) => blobsOf(project.repository, await readRef(field), field),
        tree: async (field) => treeOf(project.repository, await readRef(field), field)
      })
  })
}
