/**
 * Users, projects, labels and commits as the API shows them (doc/api/users.md, projects.md, commits.md).
 */
import type {Commit} from '../git/repository.ts'
import type {Project, State, User} from '../state.ts'

export function presentUser(state: State, user: User): object {
  const {id, username, name} = user
  const web_url = `${state.url}/${username}`
  return {id, username, name, state: 'active', locked: false, avatar_url: null, web_url}
}

/** `null` stays null: a thread nobody resolved has no one who did. */
export function presentUserById(state: State, id: number | null): object | null {
  const user = id === null ? undefined : state.users.get(id)
  return user ? presentUser(state, user) : null
}

export function presentProject(state: State, project: Project): object {
  const parts = project.path.split('/')
  const name = parts.at(-1) ?? ''
  const web_url = `${state.url}/${project.path}`
  return {
    id: project.id,
    description: null,
    name,
    name_with_namespace: parts.join(' / '),
    path: name,
    path_with_namespace: project.path,
    created_at: null,
    default_branch: project.defaultBranch,
    ssh_url_to_repo: `git@localhost:${project.path}.git`,
    http_url_to_repo: `${web_url}.git`,
    web_url,
    readme_url: null,
    visibility: project.visibility,
    namespace: {
      id: project.id,
      name: parts.at(-2) ?? '',
      full_path: parts.slice(0, -1).join('/'),
      kind: 'group'
    },
    archived: project.archived,
    issues_enabled: true,
    merge_requests_enabled: true,
    merge_method: 'merge',
    only_allow_merge_if_all_discussions_are_resolved: false,
    resolve_outdated_diff_discussions: project.resolveOutdated
  }
}

export function presentCommit(state: State, project: Project, commit: Commit): object {
  const {id, parents, message, author, committer} = commit
  return {
    id,
    short_id: id.slice(0, 8),
    created_at: committer.date,
    parent_ids: parents,
    title: message.split('\n')[0] ?? '',
    message,
    author_name: author.name,
    author_email: author.email,
    authored_date: author.date,
    committer_name: committer.name,
    committer_email: committer.email,
    committed_date: committer.date,
    trailers: {},
    web_url: `${state.url}/${project.path}/-/commit/${id}`
  }
}
