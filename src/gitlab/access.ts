/**
 * What a token is and what it reaches: asked when a service starts, and by `ladderlint doctor`. Source: GitLab docs,
 * api/personal_access_tokens, api/projects, api/members, api/project_webhooks.
 */
import {z} from 'zod'
import type {Snapshot} from '../handbook/snapshot.ts'
import {all, checked, unlessMissing} from './answers.ts'
import {readBranchHead} from './branches.ts'
import {type Client, connect} from './client.ts'
import {GitLabError} from './errors.ts'
import type {ForgeOptions} from './forge.ts'
import {createForgeCache} from './forge-cache.ts'
import {type ProjectAnswer, readProject} from './projects.ts'
import {readVersion} from './reviewers.ts'
import {hookEventSchema, hookSchema, tokenSchema} from './schemas.ts'
import {openGitLabSnapshot} from './snapshot.ts'
import {DEVELOPER, readRole, readSelf} from './users.ts'

export interface TokenFacts {
  readonly scopes: readonly string[]
  /** `YYYY-MM-DD`: ends when that day begins, in UTC; null for a token that does not end. */
  readonly expiresAt: string | null
  /** Whether its rights are given endpoint by endpoint (19.2), and not by scopes. */
  readonly isFineGrained: boolean
}

export interface ProjectAccess {
  readonly id: number
  readonly path: string
  /** Null where the repository is empty. */
  readonly defaultBranch: string | null
  readonly isArchived: boolean
  /** GitLab's number of the token's role: 20 is Reporter, 30 Developer; 0 for no member. */
  readonly role: number
}

export interface HookFacts {
  readonly id: number
  readonly url: string
  readonly events: {readonly mergeRequests: boolean; readonly notes: boolean; readonly pushes: boolean}
  readonly verifiesCertificate: boolean
  /** `executable`, `temporarily_disabled` or `disabled`; null on releases that do not say. */
  readonly state: string | null
  /** Whether it sends a secret, and whether it signs; null on releases that do not say. */
  readonly hasSecret: boolean | null
  readonly isSigned: boolean | null
  /** Whether a template of its own replaces the body. */
  readonly hasTemplate: boolean
}

/** All methods throw GitLabError. */
export interface Access {
  version(): Promise<string>
  /** Undefined on releases that do not tell (before 15.5), and for what is no access token. */
  token(): Promise<TokenFacts | undefined>
  self(): Promise<{readonly id: number; readonly username: string}>
  /** Undefined for a project that is not there, or that is hidden. */
  project(idOrPath: string): Promise<ProjectAccess | undefined>
  /** Maintainers see them only. */
  hooks(project: number): Promise<readonly HookFacts[]>
  /**
   * How a webhook's newest delivery was answered: HTTP's status as text, or "internal error" for no answer. Undefined where
   * there was none in the last seven days, or where GitLab does not tell (before 17.3).
   */
  newestAnswer(project: number, hook: number): Promise<string | undefined>
  /** The files of a branch; undefined for no such branch. */
  branch(project: number, branch: string): Promise<Snapshot | undefined>
}

/** Milliseconds for one answer: whoever starts a service waits for it. */
const TIMEOUT = 5_000
const ATTEMPTS = 2

/** @throws LadderlintError when address or token cannot be what they should be. */
export function openAccess({cache = createForgeCache(), ...connection}: ForgeOptions): Access {
  const client = connect({...connection, timeout: TIMEOUT, attempts: ATTEMPTS})
  return {
    version: () => readVersion(client),
    token: () => readToken(client),
    self: () => readSelf(client),
    async project(idOrPath) {
      const answer = await readProject(client, idOrPath)
      return answer && toAccess(answer, await roleIn(client, answer))
    },
    hooks: (project) => readHooks(client, project),
    newestAnswer: (project, hook) => readNewestAnswer(client, project, hook),
    async branch(project, branch) {
      const head = await readBranchHead(client, project, branch)
      return head && openGitLabSnapshot(client, {project, commit: head.id, cache})
    }
  }
}

async function readToken(client: Client): Promise<TokenFacts | undefined> {
  const path = 'personal_access_tokens/self'
  try {
    const {body} = await client.requester.get(path, {})
    const {scopes, expires_at, granular_scopes} = checked(tokenSchema, body, {method: 'GET', path})
    return {scopes, expiresAt: expires_at ?? null, isFineGrained: (granular_scopes?.length ?? 0) > 0}
  } catch (error) {
    // 400 for a token of another kind, such as OAuth's.
    if (error instanceof GitLabError && (error.status === 404 || error.status === 400)) return undefined
    throw error
  }
}

/** A higher role that comes by a group that was invited is told by the list of members only. */
async function roleIn(client: Client, {id, permissions}: ProjectAnswer): Promise<number> {
  const {project_access, group_access} = permissions ?? {}
  const told = Math.max(project_access?.access_level ?? 0, group_access?.access_level ?? 0)
  if (told >= DEVELOPER) return told
  const self = await readSelf(client)
  return Math.max(told, (await readRole(client, id, self.id)) ?? 0)
}

function toAccess(
  {id, path_with_namespace, default_branch, archived}: ProjectAnswer,
  role: number
): ProjectAccess {
  return {
    id,
    path: path_with_namespace,
    defaultBranch: default_branch ?? null,
    isArchived: archived ?? false,
    role
  }
}

async function readNewestAnswer(client: Client, project: number, hook: number): Promise<string | undefined> {
  const path = `projects/${project}/hooks/${hook}/events`
  const answer = await unlessMissing(() => client.requester.get(path, {searchParams: {per_page: 1}}))
  if (!answer) return undefined
  const [newest] = checked(z.array(hookEventSchema), answer.body, {method: 'GET', path})
  return newest?.response_status || undefined
}

async function readHooks(client: Client, project: number): Promise<HookFacts[]> {
  const answers = await all(client, `projects/${project}/hooks`, hookSchema)
  return answers.map((hook) => ({
    id: hook.id,
    url: hook.url,
    events: {
      mergeRequests: hook.merge_requests_events ?? false,
      notes: hook.note_events ?? false,
      pushes: hook.push_events ?? false
    },
    verifiesCertificate: hook.enable_ssl_verification ?? true,
    state: hook.alert_status ?? null,
    hasSecret: hook.token_present ?? null,
    isSigned: hook.signing_token_present ?? null,
    hasTemplate: Boolean(hook.custom_webhook_template)
  }))
}
