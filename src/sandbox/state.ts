/**
 * Everything the sandbox remembers, as plain data: users, tokens, projects with their merge requests, and the logs.
 * Nothing outlives the process.
 */

import type {Repository} from './git/repository.ts'
import type {Deliverer} from './hooks/deliver.ts'
import type {Hook} from './hooks/hook.ts'
import type {Discussion, DraftNote} from './review/discussion.ts'

/** GitLab's numbers for the roles of a project's members. */
export const ROLES = {guest: 10, planner: 15, reporter: 20, developer: 30, maintainer: 40, owner: 50} as const
export type Role = keyof typeof ROLES

export interface User {
  readonly id: number
  readonly username: string
  readonly name: string
  readonly email: string
  readonly bot: boolean
}

export interface Token {
  readonly value: string
  readonly userId: number
  /** "api", "read_api", "read_repository" …; a job token has none, and opens only what opts in. */
  readonly scopes: readonly string[]
  readonly kind: 'access' | 'job'
  revoked: boolean
  /** "2026-12-31": until the beginning of that day, in UTC; null for ever. */
  expiresAt: string | null
}

export interface Label {
  readonly id: number
  readonly title: string
  readonly color: string
}

export interface Status {
  readonly id: number
  readonly sha: string
  readonly ref: string
  readonly name: string
  readonly userId: number
  readonly pipelineId: number
  readonly createdAt: Date
  state: 'created' | 'pending' | 'running' | 'success' | 'failed' | 'canceled' | 'skipped'
  description: string | null
  targetUrl: string | null
  startedAt: Date | null
  finishedAt: Date | null
}

export interface Pipeline {
  readonly id: number
  readonly sha: string
  /** A branch, or `refs/merge-requests/1/head` for a pipeline of a merge request. */
  readonly ref: string
  /** "external" for one that a status brought along. */
  readonly source: 'push' | 'merge_request_event' | 'external'
}

export interface Project {
  readonly id: number
  /** "group/sub/name". */
  path: string
  /** Before it was renamed or moved: they redirect. */
  readonly formerPaths: Set<string>
  /** Nothing can be written to it. */
  archived: boolean
  readonly visibility: 'private' | 'public'
  readonly defaultBranch: string
  readonly repository: Repository
  /** Role numbers by user id. */
  readonly members: Map<number, number>
  readonly mergeRequests: Map<number, MergeRequest>
  readonly hooks: Map<number, Hook>
  readonly labels: Map<string, Label>
  readonly statuses: Status[]
  readonly pipelines: Pipeline[]
  /** The project's setting "automatically resolve merge request diff threads when they become outdated". */
  readonly resolveOutdated: boolean
}

/** One version of a merge request's diff: made at creation and by each push to the source branch. */
export interface Version {
  readonly id: number
  readonly base: string
  readonly start: string
  readonly head: string
  readonly createdAt: Date
}

export interface Reviewer {
  readonly userId: number
  state: 'unreviewed' | 'reviewed' | 'requested_changes'
  readonly createdAt: Date
}

export interface MergeRequest {
  readonly id: number
  readonly iid: number
  /** The target project. */
  readonly project: Project
  /** Null when the fork was deleted. */
  sourceProject: Project | null
  readonly authorId: number
  readonly sourceBranch: string
  targetBranch: string
  title: string
  description: string
  state: 'opened' | 'closed' | 'merged' | 'locked'
  discussionLocked: boolean
  labels: string[]
  readonly reviewers: Reviewer[]
  /** Newest last. */
  readonly versions: Version[]
  readonly discussions: Discussion[]
  readonly draftNotes: DraftNote[]
  readonly createdAt: Date
  updatedAt: Date
  preparedAt: Date | null
  mergeCommit: string | null
  /** Reads of the merge request that still find no diff, as right after its creation on GitLab. */
  preparing: number
}

/** Something that a body's text set off, beyond being shown. */
export interface Effect {
  readonly kind: 'quick-action' | 'mention' | 'reference'
  /** As written: "/approve", "@all", "!12". */
  readonly text: string
  readonly userId: number
  readonly iid: number
}

/** One mail to the participants of a merge request; a published review is one, whatever the number of its notes. */
export interface Notification {
  readonly kind: 'merge-request' | 'push' | 'note' | 'review' | 'all-threads-resolved'
  readonly iid: number
  readonly userId: number
  readonly at: Date
}

/** Who does something. `chain` is the echoed X-Gitlab-Event-UUID, if the request had one. */
export interface Actor {
  readonly user: User
  readonly chain?: string | undefined
}

export interface State {
  /** GitLab's version: "19.6.0". Features that came later are absent. */
  readonly version: string
  /** Base address without trailing slash; known once the server listens. */
  url: string
  readonly now: () => Date
  readonly users: Map<number, User>
  readonly tokens: Map<string, Token>
  readonly projects: Map<number, Project>
  readonly effects: Effect[]
  readonly notifications: Notification[]
  readonly webhooks: Deliverer
  /** Notes a user may create in a minute: 300 by default, 60 on GitLab.com. */
  readonly notesPerMinute: number
  /** Milliseconds at which users created notes, by user id. */
  readonly noteTimes: Map<number, number[]>
  /** Counts up once for each change that a page should show. */
  revision: number
  /** Ends when the last write did: writes take turns, as a database would make them. */
  lastWrite: Promise<unknown>
  /** Ids count up together, so that no id of one kind is mistaken for an id of another. */
  nextId: number
}

export function createState(options: Pick<State, 'version' | 'now' | 'webhooks' | 'notesPerMinute'>): State {
  return {
    ...options,
    noteTimes: new Map(),
    url: '',
    users: new Map(),
    tokens: new Map(),
    projects: new Map(),
    effects: [],
    notifications: [],
    revision: 0,
    lastWrite: Promise.resolve(),
    nextId: 1000
  }
}

export function takeId(state: State): number {
  state.nextId += 1
  return state.nextId
}

/** Runs a write when those before it are done. */
export function inTurn<Value>(state: State, write: () => Promise<Value>): Promise<Value> {
  const result = state.lastWrite.then(write)
  state.lastWrite = result.catch(() => {})
  return result
}

/** The role number of a user in a project; 0 for no member. */
export function roleOf(project: Project, user: User): number {
  return project.members.get(user.id) ?? 0
}

export function findUser(state: State, id: number): User {
  const user = state.users.get(id)
  if (!user) throw new Error(`the sandbox has no user ${id}`)
  return user
}

/** Newest version; a merge request always has one, though `preparing` may still hide it. */
export function currentVersion(mergeRequest: MergeRequest): Version {
  const version = mergeRequest.versions.at(-1)
  if (!version) throw new Error(`merge request !${mergeRequest.iid} has no version`)
  return version
}

/** Whether the server is at least this version. */
export function isAtLeast(state: State, major: number, minor: number): boolean {
  const [ownMajor = 0, ownMinor = 0] = state.version.split('.').map(Number)
  return ownMajor > major || (ownMajor === major && ownMinor >= minor)
}
