/** Discussions of a merge request: the threads and comments that stand on it. Source: GitLab docs, api/discussions. */
import type {z} from 'zod'
import type {Position} from '../review/position.ts'
import {type Discussion, type MergeRequestRef, NotAllowed, type Note} from '../reviewer/forge.ts'
import {allowed, unlessGone} from './allowed.ts'
import {all} from './answers.ts'
import type {Client} from './client.ts'
import {placing, toGitLabPosition} from './positions.ts'
import {discussionSchema, type noteSchema} from './schemas.ts'

type Answer = z.infer<typeof noteSchema>

const pathOf = ({project, iid}: MergeRequestRef): string =>
  `projects/${project}/merge_requests/${iid}/discussions`

/** All discussions, oldest first, GitLab's own notes among them (`system`). */
export async function readDiscussions(client: Client, ref: MergeRequestRef): Promise<Discussion[]> {
  const answers = await all(client, pathOf(ref), discussionSchema)
  return answers.map(({id, individual_note, notes}) => ({
    id,
    individual: individual_note ?? false,
    notes: notes.map((note) => toNote(note, notes))
  }))
}

function toNote(note: Answer, thread: readonly Answer[]): Note {
  return {
    id: note.id,
    body: note.body,
    authorId: note.author?.id ?? 0, // no user has it
    authorName: note.author?.username ?? 'ghost', // GitLab's own name for deleted users
    createdAt: timeOf(note.created_at),
    system: note.system ?? false,
    internal: note.internal ?? note.confidential ?? false,
    resolvable: note.resolvable ?? false,
    resolved: note.resolved ?? false,
    resolvedById: note.resolved_by?.id ?? null,
    resolvedByPush: thread.some((other) => tellsOfPush(other, note))
  }
}

/** Milliseconds between a thread's end and the line of history about it: GitLab writes both in one go. */
const SAME_MOMENT = 10_000

/**
 * Whether a note of the same thread says that a push resolved it. The API does not tell (`resolved_by_push` is in hooks
 * only), and names the person who pushed as the one who resolved; but GitLab adds "changed this line in version 2 of the
 * diff" at the same moment. Source: Discussions::UpdateDiffPositionService, SystemNotes::MergeRequestsService.
 */
function tellsOfPush(other: Answer, {resolved, resolved_by, resolved_at}: Answer): boolean {
  if (!resolved || other.system !== true) return false
  const [told, ended] = [timeOf(other.created_at), timeOf(resolved_at)]
  if (told === null || ended === null || Math.abs(told - ended) > SAME_MOMENT) return false
  const isSamePerson = other.author?.id !== undefined && other.author.id === resolved_by?.id
  return isSamePerson && /^changed this (?:line|file) in \[?version \d+ of the diff/.test(other.body)
}

function timeOf(text: string | null | undefined): number | null {
  const time = Date.parse(text ?? '')
  return Number.isNaN(time) ? null : time
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

/** Adds a note to a discussion. @throws GitLabError */
export async function reply(
  client: Client,
  ref: MergeRequestRef,
  discussion: string,
  body: string
): Promise<void> {
  await client.requester.post(`${pathOf(ref)}/${encodeURIComponent(discussion)}/notes`, {body: {body}})
}

/** @throws Gone, GitLabError */
export async function updateDiscussionNote(
  client: Client,
  {project, iid}: MergeRequestRef,
  discussion: string,
  note: number,
  body: string
): Promise<void> {
  await unlessGone(() => client.MergeRequestDiscussions.editNote(project, iid, discussion, note, {body}))
}

/**
 * @param note See `Forge`. Below the Developer role GitLab lets nobody resolve a thread but the author of the merge request,
 *   and everybody their own notes (note_policy.rb).
 * @throws NotAllowed, Gone
 */
export async function resolveDiscussion(
  client: Client,
  ref: MergeRequestRef,
  discussion: string,
  resolved: boolean,
  note: number | null = null
): Promise<void> {
  const thread = `${pathOf(ref)}/${encodeURIComponent(discussion)}`
  // gitbeaker puts `resolved` into the query of a PUT with an empty body; GitLab's docs have it in the body.
  const put = (path: string) =>
    unlessGone(() => allowed(() => client.requester.put(path, {body: {resolved}})))
  try {
    await put(thread)
  } catch (error) {
    if (!(error instanceof NotAllowed) || note === null) throw error
    await put(`${thread}/notes/${note}`)
  }
}
