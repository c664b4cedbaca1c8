/**
 * Push Hook: a branch was pushed to. Source: lib/gitlab/data_builder/push.rb, app/models/commit.rb (hook_attrs).
 */
import type {FileChange} from '../git/file-change.ts'
import type {Commit} from '../git/repository.ts'
import type {Actor, Project, State} from '../state.ts'
import {fire} from './deliver.ts'
import {hookProject, hookRepository} from './payload-parts.ts'
import {track} from './track.ts'

/** Commits that are named with their files; the newest ones. */
const MOST_COMMITS = 20

const NO_COMMIT = '0'.repeat(40)

export interface PushedBranch {
  readonly branch: string
  /** Undefined for a new branch. */
  readonly before: string | undefined
  readonly after: string
}

export function firePushHook(state: State, project: Project, actor: Actor, push: PushedBranch): void {
  track(state, async () => {
    const {branch, before, after} = push
    const {repository, defaultBranch} = project
    const known = before ?? (await repository.branch(defaultBranch))
    const pushed = await repository.log(after, known === undefined ? {} : {from: known})
    const named = pushed.slice(0, MOST_COMMITS).reverse()
    const payload = {
      object_kind: 'push',
      event_name: 'push',
      before: before ?? NO_COMMIT,
      after,
      ref: `refs/heads/${branch}`,
      ref_protected: branch === defaultBranch,
      checkout_sha: after,
      message: null,
      user_id: actor.user.id,
      user_name: actor.user.name,
      user_username: actor.user.username,
      user_email: '',
      user_avatar: null,
      project_id: project.id,
      project: hookProject(state, project),
      commits: await Promise.all(named.map((commit) => hookCommit(state, project, commit))),
      total_commits_count: pushed.length,
      push_options: {},
      repository: hookRepository(state, project)
    }
    fire(state, project, 'push_events', payload, actor)
  })
}

async function hookCommit(state: State, project: Project, commit: Commit): Promise<object> {
  const [parent] = commit.parents
  const changes = parent ? await project.repository.diff(parent, commit.id) : []
  const paths = (...kinds: FileChange['kind'][]) => changes.filter(({kind}) => kinds.includes(kind))
  return {
    id: commit.id,
    message: commit.message,
    title: commit.message.split('\n')[0] ?? '',
    timestamp: commit.author.date,
    url: `${state.url}/${project.path}/-/commit/${commit.id}`,
    author: {name: commit.author.name, email: '[REDACTED]'},
    added: paths('added', 'renamed').map(({newPath}) => newPath),
    modified: paths('modified').map(({newPath}) => newPath),
    removed: paths('deleted', 'renamed').map(({oldPath}) => oldPath)
  }
}
