/**
 * Projects: made from files, forked, deleted.
 */
import {mkdtemp} from 'node:fs/promises'
import {join} from 'node:path'
import type {Files} from './git/commit-stream.ts'
import {Repository} from './git/repository.ts'
import {type Project, ROLES, type State, takeId, type User} from './state.ts'

/** A commit of a repository on this machine, which must outlive the sandbox: its objects are borrowed, not copied. */
export interface ExistingCommit {
  readonly repository: string
  /** 40 hex digits. */
  readonly id: string
}

export interface NewProject {
  /** "group/name". */
  readonly path: string
  /** What its first commit holds. */
  readonly files?: Files
  /** A commit that exists already, with all that came before it, in place of a first one. */
  readonly commit?: ExistingCommit
  readonly visibility?: 'private' | 'public'
  readonly defaultBranch?: string
  /** The project's setting to resolve threads whose line a push changed. */
  readonly resolveOutdated?: boolean
  /** Author of the first commit, and the project's owner; the administrator when left out. */
  readonly owner?: User
}

/** @param folder Where its repository gets a folder of its own. */
export async function createProject(
  state: State,
  folder: string,
  request: NewProject & {readonly owner: User}
): Promise<Project> {
  const {files = {}, commit, defaultBranch = 'main', owner} = request
  const repository = await createRepository(folder, defaultBranch)
  if (commit) {
    await repository.borrow(commit.repository)
    await repository.setRef(`refs/heads/${defaultBranch}`, commit.id)
  } else {
    await repository.commit({
      branch: defaultBranch,
      parents: [],
      files,
      message: 'Initial commit\n',
      author: owner,
      date: state.now()
    })
  }
  return addProject(state, request, repository, owner)
}

export async function forkProject(
  state: State,
  folder: string,
  project: Project,
  {path, owner}: {readonly path: string; readonly owner: User}
): Promise<Project> {
  const {defaultBranch, visibility} = project
  const repository = await createRepository(folder, defaultBranch)
  await repository.fetch(project.repository, defaultBranch, `refs/heads/${defaultBranch}`)
  return addProject(state, {path, visibility, defaultBranch}, repository, owner)
}

/** Merge requests from it stay, without a source. */
export function deleteProject(state: State, project: Project): void {
  state.projects.delete(project.id)
  for (const other of state.projects.values()) {
    for (const mergeRequest of other.mergeRequests.values()) {
      if (mergeRequest.sourceProject === project) mergeRequest.sourceProject = null
    }
  }
}

async function createRepository(folder: string, defaultBranch: string): Promise<Repository> {
  return Repository.create(await mkdtemp(join(folder, 'repository-')), defaultBranch)
}

function addProject(state: State, request: NewProject, repository: Repository, owner: User): Project {
  const project: Project = {
    id: takeId(state),
    path: request.path,
    formerPaths: new Set(),
    archived: false,
    visibility: request.visibility ?? 'private',
    defaultBranch: request.defaultBranch ?? 'main',
    repository,
    members: new Map([[owner.id, ROLES.owner]]),
    mergeRequests: new Map(),
    hooks: new Map(),
    labels: new Map(),
    statuses: [],
    pipelines: [],
    resolveOutdated: request.resolveOutdated ?? false
  }
  state.projects.set(project.id, project)
  return project
}
