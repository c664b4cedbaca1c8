/**
 * The stage of one schedule: a GitLab with a handbook, people, and the services that are alive.
 */
import {createPageCache} from '../../src/handbook/page-cache.ts'
import {type Check, checkHere} from '../../src/reviewer/check.ts'
import {demoHandbook} from '../../src/sandbox/demo-files.ts'
import type {Sandbox} from '../../src/sandbox/sandbox.ts'
import type {RunningSandbox} from '../../src/sandbox/start.ts'
import type {MergeRequest, Project, User} from '../../src/sandbox/state.ts'
import type {Move, Work} from './pages.ts'

export interface Change {
  readonly mergeRequest: MergeRequest
  work: Work
  /** Whether it was a draft for some of the time. */
  wasToggled: boolean
}

export interface Stage {
  readonly sandbox: RunningSandbox
  readonly api: Sandbox
  readonly project: Project
  readonly author: User
  /** May decide. */
  readonly maintainer: User
  readonly bot: {readonly user: User; readonly token: string}
  readonly changes: Change[]
  moves: readonly Move[]
  /** Writes to a merge request's part of the API as a user. */
  call(user: User, method: string, mergeRequest: MergeRequest, path: string, body: object): Promise<void>
}

/** What pages hold is the same whoever reads them. */
const pages = createPageCache({maxEntries: 200})

export const check: Check = checkHere(pages)

let projects = 0

export async function openStage(sandbox: RunningSandbox): Promise<Stage> {
  const {api} = sandbox
  projects += 1
  const project = await api.createProject({path: `people/handbook-${projects}`, files: demoHandbook()})
  const author = api.createUser(`ada-${projects}`)
  const maintainer = api.createUser(`grace-${projects}`)
  api.setRole(project, author, 'developer')
  api.setRole(project, maintainer, 'maintainer')
  const tokens = new Map([author, maintainer].map((user) => [user.id, api.createToken(user)]))

  return {
    sandbox,
    api,
    project,
    author,
    maintainer,
    bot: api.createProjectToken(project, 'ladderlint'),
    changes: [],
    moves: [],
    async call(user, method, {iid}, path, body) {
      const url = `${sandbox.url}/api/v4/projects/${project.id}/merge_requests/${iid}${path}`
      const answer = await fetch(url, {
        method,
        headers: {'private-token': tokens.get(user.id) ?? '', 'content-type': 'application/json'},
        body: JSON.stringify(body)
      })
      const text = await answer.text()
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
    }
  }
}
