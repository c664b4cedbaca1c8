/** Discussions of a merge request: the threads and comments that stand on it. Source: GitLab docs, api/discussions. */
import type {z} from 'zod'
import type {Position} from '../review/position.ts'
import type {Discussion, MergeRequestRef, Note} from '../reviewer/forge.ts'
import {all} from './answers.ts'
import type {Client} from './client.ts'
import {placing, toGitLabPosition} from './positions.ts'
import {discussionSchema, type noteSchema} from './schemas.ts'

const pathOf = ({project, iid}: MergeRequestRef): string =>
  `projects/${project}/merge_requests/${iid}/discussions`

/** All discussions, oldest first, GitLab's own notes among them (`system`). */
export async function readDiscussions(client: Client, ref: MergeRequestRef): Promise<Discussion[]> {
  const answers = await all(client, pathOf(ref), discussionSchema)
  return answers.map(({id, individual_note, notes}) => ({
    id,
    individual: individual_note ?? false,
    notes: notes.map(toNote)
  }))
}

function toNote(note: z.infer<typeof noteSchema>): Note {
  return {
    id: note.id,
    body: note.body,
    authorId: note.author?.id ?? 0, // no user has it
    system: note.system ?? false,
    resolvable: note.resolvable ?? false,
    resolved: note.resolved ?? false,
    resolvedById: note.resolved_by?.id ?? null
  }
}

/** @throws PositionRefused, GitLabError */
export async function createDiscussion(
  client: Client,
  ref: MergeRequestRef,
  body: string,
  position: Position | null
): Promise<void> {
  // gitbeaker would send a form whose fields it takes apart at `&` and `=`, which paths may contain, and would fill
  // null numbers with ''.
  const payload = {body, ...(position ? {position: toGitLabPosition(position)} : {})}
  await placing(position, () => client.requester.post(pathOf(ref), {body: payload}))
}

/** @throws GitLabError */
export async function updateDiscussionNote(
  client: Client,
  {project, iid}: MergeRequestRef,
  discussion: string,
  note: number,
  body: string
): Promise<void> {
  await client.MergeRequestDiscussions.editNote(project, iid, discussion, note, {body})
}

/** @throws GitLabError 403 below the Developer role, but for the author of the merge request. */
export async function resolveDiscussion(
  client: Client,
  ref: MergeRequestRef,
  discussion: string,
  resolved: boolean
): Promise<void> {
  // gitbeaker puts `resolved` into the query of a PUT with an empty body; GitLab's docs have it in the body.
  await client.requester.put(`${pathOf(ref)}/${encodeURIComponent(discussion)}`, {body: {resolved}})
}
