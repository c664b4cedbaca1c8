/**
 * Reads what stands on a merge request already: all discussions, our pending drafts, the status, and who we are.
 */
import type {Identity} from '../review/marker.ts'
import {recall, type Said} from '../review/said.ts'
import type {Forge, MergeRequest} from './forge.ts'

export interface Heard {
  readonly identity: Identity
  readonly said: Said
  /** Whether anything of it is ours. */
  readonly spoken: boolean
}

export async function hear(forge: Forge, mergeRequest: MergeRequest, key: string | null): Promise<Heard> {
  const {ref} = mergeRequest
  const [self, discussions, draftNotes, status] = await Promise.all([
    forge.self(),
    forge.discussions(ref),
    forge.draftNotes(ref),
    forge.status(mergeRequest)
  ])
  const identity: Identity = {project: ref.project, iid: ref.iid, ownerId: self.id, key}
  const said: Said = {discussions, draftNotes, status}
  const {threads, summaries, drafts} = recall(said, identity)
  return {identity, said, spoken: threads.length + summaries.length + drafts.length > 0}
}

/** The discussions after we wrote; what is still missing is then created without drafts. */
export async function hearAgain(forge: Forge, mergeRequest: MergeRequest, heard: Heard): Promise<Heard> {
  const [discussions, status] = await Promise.all([
    forge.discussions(mergeRequest.ref),
    forge.status(mergeRequest)
  ])
  return {...heard, said: {discussions, draftNotes: undefined, status}}
}
