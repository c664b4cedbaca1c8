/**
 * Carries out a review's operations in their order. A refused position costs a placement, never a finding.
 */
import {noteUrl, type Operation} from '../review/reconcile.ts'
import type {Placement} from '../review/threads.ts'
import {
  type Forge,
  Gone,
  type MergeRequest,
  NotAllowed,
  PositionRefused,
  type Status,
  StatusRefused
} from './forge.ts'

export interface Applied {
  /** Write requests made. */
  readonly writes: number
  /** Fingerprints that GitLab accepted at none of their placements. */
  readonly refused: readonly string[]
  /** Whether threads may have got lost or were refused, so that reading back what stands is worth a request. */
  readonly unsure: boolean
  /** Set when something that was to be changed had been deleted meanwhile. */
  readonly gone: Gone | undefined
  /** The status as it was set, or as it was to be where the token may not; undefined when it was not to change. */
  readonly status: Status | undefined
}

/** @throws What the forge throws, but for refused positions; the operations before it stand. */
export async function applyOperations(
  forge: Forge,
  mergeRequest: MergeRequest,
  operations: readonly Operation[],
  signal?: AbortSignal
): Promise<Applied> {
  const {ref} = mergeRequest
  const refused: string[] = []
  let writes = 0
  let summary: number | null = null
  let unsure = false
  let gone: Gone | undefined
  let status: Status | undefined

  /** What was deleted meanwhile may have to be said anew: that is for who reads what stands. */
  async function unlessGone(write: () => Promise<void>): Promise<void> {
    try {
      await write()
    } catch (error) {
      if (!(error instanceof Gone)) throw error
      gone = error
      unsure = true
    }
  }

  for (const operation of operations) {
    signal?.throwIfAborted()
    switch (operation.kind) {
      case 'create-draft':
      case 'create-discussion': {
        const isDraft = operation.kind === 'create-draft'
        const tries = await firstAccepted(operation.placements, async ({body, position}: Placement) => {
          if (isDraft) return forge.createDraftNote(ref, body, position)
          await forge.createDiscussion(ref, body, position)
          return true
        })
        writes += tries.made
        if (!tries.accepted) refused.push(operation.fingerprint)
        unsure ||= !tries.isSure
        continue
      }
      case 'delete-draft':
        await forge.deleteDraftNote(ref, operation.draft)
        break
      case 'publish-drafts':
        await forge.publishDraftNotes(ref, operation.reviewerState)
        break
      case 'update-thread':
        await unlessGone(() =>
          forge.updateDiscussionNote(ref, operation.discussion, operation.note, operation.body)
        )
        break
      case 'resolve-thread':
        await unlessGone(() =>
          ifAllowed(() =>
            forge.resolveDiscussion(ref, operation.discussion, operation.resolved, operation.note)
          )
        )
        break
      case 'close-answer':
        await unlessGone(() => ifAllowed(() => forge.resolveDiscussion(ref, operation.discussion, true)))
        break
      case 'set-labels':
        await ifAllowed(() => forge.setLabels(ref, operation))
        break
      case 'set-reviewer-state':
        await ifAllowed(() => forge.setReviewerState(ref, operation.state))
        break
      case 'create-summary':
        summary = (await forge.createNote(ref, operation.body)).id
        break
      case 'update-summary':
        await unlessGone(() => forge.updateNote(ref, operation.note, operation.body))
        break
      case 'set-status': {
        const note = operation.summary && (operation.summary.note ?? summary)
        const url = note === null ? null : noteUrl(mergeRequest.url, note)
        status = {state: operation.state, description: operation.description, url}
        await setStatus(forge, mergeRequest, status)
        break
      }
    }
    writes += 1
  }
  return {writes, refused, unsure, gone, status}
}

/** What the role does not reach for costs nothing of what the review says. */
async function ifAllowed(write: () => Promise<void>): Promise<void> {
  try {
    await write()
  } catch (error) {
    if (!(error instanceof NotAllowed)) throw error
  }
}

/**
 * Sets the status where the token may; the head of a fork often is out of its reach, and the review stands without it.
 * @returns Whether a request was made.
 */
export async function setStatus(forge: Forge, mergeRequest: MergeRequest, status: Status): Promise<boolean> {
  try {
    return await forge.setStatus(mergeRequest, status)
  } catch (error) {
    if (!(error instanceof StatusRefused)) throw error
    return true
  }
}

async function firstAccepted(
  placements: readonly Placement[],
  place: (placement: Placement) => Promise<boolean>
): Promise<{made: number; accepted: boolean; isSure: boolean}> {
  let made = 0
  for (const placement of placements) {
    made += 1
    try {
      return {made, accepted: true, isSure: await place(placement)}
    } catch (error) {
      if (!(error instanceof PositionRefused)) throw error
    }
  }
  return {made, accepted: false, isSure: false}
}
