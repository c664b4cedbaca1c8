/**
 * What a reviewer of a merge request says: "reviewed", "requested_changes". A program can say it since 19.2, with the
 * publishing of its drafts. Source: GitLab docs, api/merge_requests and api/draft_notes; lib/api/draft_notes.rb.
 */
import type {MergeRequestRef} from '../reviewer/forge.ts'
import {all, checked} from './answers.ts'
import type {Client} from './client.ts'
import {reviewerSchema, versionSchema} from './schemas.ts'

/** GitLab's version: "19.6.0-ee". @throws GitLabError */
export async function readVersion(client: Client): Promise<string> {
  const path = 'version'
  const {body} = await client.requester.get(path, {})
  return checked(versionSchema, body, {method: 'GET', path}).version
}

/** Whether `bulk_publish` takes a state; earlier releases ignore it without a word. */
export function takesReviewerState(version: string): boolean {
  const [, major = 0, minor = 0] = /^(\d+)\.(\d+)/.exec(version)?.map(Number) ?? []
  return major > 19 || (major === 19 && minor >= 2)
}

/** The state of one reviewer; null for who is none. */
export async function readReviewerState(
  client: Client,
  {project, iid}: MergeRequestRef,
  user: number
): Promise<string | null> {
  const path = `projects/${project}/merge_requests/${iid}/reviewers`
  const reviewers = await all(client, path, reviewerSchema)
  return reviewers.find((reviewer) => reviewer.user.id === user)?.state ?? null
}
