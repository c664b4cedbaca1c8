/** Plain comments on a merge request. Source: GitLab docs, api/notes. */
import type {MergeRequestRef} from '../reviewer/forge.ts'
import {unlessGone} from './allowed.ts'
import {checked} from './answers.ts'
import type {Client} from './client.ts'
import {GitLabError} from './errors.ts'
import {createdNoteSchema} from './schemas.ts'

/** @throws GitLabError, also when GitLab kept no note because the body was nothing but quick actions. */
export async function createNote(
  client: Client,
  {project, iid}: MergeRequestRef,
  body: string
): Promise<{readonly id: number}> {
  const call = {method: 'POST', path: `projects/${project}/merge_requests/${iid}/notes`}
  const {data, status} = await client.MergeRequestNotes.create(project, iid, body, {showExpanded: true})
  if (status === 202)
    throw new GitLabError(`GitLab took the whole note on !${iid} for quick actions and kept none`, {
      status,
      retryable: false,
      hint: 'A note must not consist of lines that begin with "/"; report this as a defect of ladderlint'
    })
  return checked(createdNoteSchema, data, call)
}

/** @throws Gone, GitLabError 403 for a note of somebody else, below the Maintainer role. */
export async function updateNote(
  client: Client,
  {project, iid}: MergeRequestRef,
  id: number,
  body: string
): Promise<void> {
  await unlessGone(() => client.MergeRequestNotes.edit(project, iid, id, {body}))
}
