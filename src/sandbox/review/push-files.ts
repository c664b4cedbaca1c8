/**
 * A push: files committed to a branch of a project, and its merge requests brought up to date.
 */

import type {Files, Signature} from '../git/commit-stream.ts'
import {firePushHook} from '../hooks/push-hook.ts'
import type {Actor, Project, State} from '../state.ts'
import {refreshAfterPush} from './merge-requests.ts'

export interface Push {
  readonly branch: string
  /** Contents by path; null deletes. */
  readonly files: Files
  readonly message: string
  /** Defaults to who pushes. */
  readonly author?: Signature
  /** Start from this commit or branch instead of the branch's head: a force push when that leaves the head behind. */
  readonly from?: string
}

/** Resolves with the new head once every merge request of the branch has its new version. */
export async function pushFiles(state: State, project: Project, actor: Actor, push: Push): Promise<string> {
  const {repository} = project
  const {user} = actor
  const before = await repository.branch(push.branch)
  const from = push.from === undefined ? undefined : await repository.resolve(push.from)
  if (push.from !== undefined && !from) throw new Error(`nothing called "${push.from}" to push from`)
  const parent = from ?? before ?? (await repository.branch(project.defaultBranch))
  const after = await repository.commit({
    branch: push.branch,
    parents: parent ? [parent] : [],
    files: push.files,
    message: push.message,
    author: push.author ?? user,
    committer: user,
    date: state.now()
  })
  const forced = before !== undefined && !(await repository.isAncestor(before, after))
  firePushHook(state, project, actor, {branch: push.branch, before, after})
  await refreshAfterPush(state, project, actor, {branch: push.branch, before, after, forced})
  state.revision += 1
  return after
}
