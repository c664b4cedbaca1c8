/** Labels of a merge request. Source: GitLab docs, api/merge_requests, "Update merge request". */
import type {LabelChange, MergeRequestRef} from '../reviewer/forge.ts'
import {allowed} from './allowed.ts'
import type {Client} from './client.ts'

/**
 * Adds and removes labels by name, and leaves all others; a label that the project lacks is created.
 * @throws NotAllowed below the Developer role, but for the author of the merge request.
 */
export async function changeLabels(
  client: Client,
  {project, iid}: MergeRequestRef,
  {add, remove}: LabelChange
): Promise<void> {
  const body = {
    ...(add.length > 0 ? {add_labels: add.join(',')} : {}),
    ...(remove.length > 0 ? {remove_labels: remove.join(',')} : {})
  }
  await allowed(() => client.requester.put(`projects/${project}/merge_requests/${iid}`, {body}))
}
