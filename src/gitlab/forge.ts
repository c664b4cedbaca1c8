/**
 * GitLab as the port that a review reads from and writes to.
 */
import {createHash} from 'node:crypto'
import type {Snapshot} from '../handbook/snapshot.ts'
import type {FileDiff} from '../review/diff.ts'
import {type Forge, type MergeRequest, type MergeRequestRef, StatusRefused} from '../reviewer/forge.ts'
import {connect} from './client.ts'
import {readDiffs} from './diffs.ts'
import {
  createDiscussion,
  readDiscussions,
  reply,
  resolveDiscussion,
  updateDiscussionNote
} from './discussions.ts'
import {
  createDraftNote,
  deleteDraftNote,
  publishDraftNotes,
  readDraftNotes,
  setReviewerState
} from './draft-notes.ts'
import {type Foresight, openForesight} from './foresight.ts'
import {createForgeCache, type ForgeCache} from './forge-cache.ts'
import type {Gate} from './gate.ts'
import {changeLabels} from './labels.ts'
import {type MergeRequestDetails, type Pipeline, readDetails, readMergeRequest} from './merge-request.ts'
import {createNote, updateNote} from './notes.ts'
import {projectId} from './projects.ts'
import {readReviewerState, readVersion, takesReviewerState} from './reviewers.ts'
import {openGitLabSnapshot} from './snapshot.ts'
import {readStatus, writeStatus} from './statuses.ts'
import {createStore} from './store.ts'
import {readTargetHead} from './target-head.ts'
import {systemTiming, type Timing} from './timing.ts'
import {isRead, type RequestReport} from './transport.ts'
import {openUnchangedSnapshot} from './unchanged-snapshot.ts'
import {readIsBot, readMayMerge, readSelf} from './users.ts'

export interface GitLabForge extends Forge {
  /** The numeric id of a project given by id or path. */
  projectId(project: string): Promise<number>
}

export interface ForgeOptions {
  readonly url: string
  readonly token: string
  /** Shared by the forges of a process; without it, this forge has one of its own. */
  readonly cache?: ForgeCache | undefined
  readonly onRequest?: ((report: RequestReport) => void) | undefined
  /** Called before each write; what it throws is thrown instead of writing. */
  readonly beforeWrite?: (() => Promise<void>) | undefined
  /** Shared by all who use the token in this process; without it, one of its own. */
  readonly gate?: Gate | undefined
  readonly timing?: Timing | undefined
}

/** A review opens the base, the head and the target branch. */
const SNAPSHOTS_KEPT = 8

/**
 * Opens GitLab as a forge; nothing is sent yet. All methods throw GitLabError.
 * @throws LadderlintError when the address or the token cannot be what they should be.
 */
export function openForge({
  url,
  token,
  cache = createForgeCache(),
  onRequest,
  beforeWrite,
  gate,
  timing = systemTiming
}: ForgeOptions): GitLabForge {
  const counts = {reads: 0, writes: 0}
  const client = connect({url, token, timing, onRequest: count, beforeWrite, gate})
  const detailsKnown = new WeakMap<MergeRequest, MergeRequestDetails>()
  /** Where a status was begun it must be ended: else that pipeline runs for ever (atlantis#6871). */
  const pipelines = new WeakMap<MergeRequest, Pipeline | null>()
  const diffsKnown = createStore<{
    readonly head: string
    readonly base: string
    readonly files: readonly FileDiff[]
  }>(SNAPSHOTS_KEPT)
  const snapshots = createStore<Snapshot>(SNAPSHOTS_KEPT)
  const foresights = new Map<number, Foresight>()
  /** Of projects, by id: GraphQL wants them. */
  const paths = new Map<number, string>()
  /** What target branches changed since a merge base, by place of their heads. */
  const targets = createStore<{readonly base: string; readonly files: readonly FileDiff[]}>(SNAPSHOTS_KEPT)

  function count(report: RequestReport): void {
    counts[isRead(report) ? 'reads' : 'writes'] += 1
    onRequest?.(report)
  }

  async function detailsOf(mergeRequest: MergeRequest): Promise<MergeRequestDetails> {
    const {ref, diffRefs} = mergeRequest
    return detailsKnown.get(mergeRequest) ?? (await readDetails(client, ref, diffRefs.head))
  }

  let asking: ReturnType<typeof readSelf> | undefined

  async function self(): Promise<{readonly id: number; readonly username: string}> {
    const key = createHash('sha256').update(`${url} ${token}`).digest('hex')
    const known = cache.users.get(key)
    if (known) return known
    asking ??= readSelf(client).finally(() => {
      asking = undefined
    })
    const user = await asking
    cache.users.set(key, user)
    return user
  }

  async function version(): Promise<string> {
    const known = cache.versions.get(url) ?? (await readVersion(client))
    cache.versions.set(url, known)
    return known
  }

  function snapshotOf(project: number, commit: string): Snapshot {
    const key = `${project}:${commit}`
    const snapshot = snapshots.get(key) ?? openSnapshot(project, commit)
    snapshots.set(key, snapshot)
    return snapshot
  }

  function foresightOf(project: number): Foresight {
    const path = () => paths.get(project)
    const foresight = foresights.get(project) ?? openForesight(client, {project, path, cache})
    foresights.set(project, foresight)
    return foresight
  }

  /** A target branch is its merge base, which other reviews know already, and what changed since then. */
  function openSnapshot(project: number, commit: string): Snapshot {
    const own = openGitLabSnapshot(client, {project, commit, cache, foresight: foresightOf(project)})
    const since = targets.get(`${project}:${commit}`)
    if (!since) return own
    const base = snapshotOf(project, since.base)
    return openUnchangedSnapshot('head', {own, base, others: base, files: since.files})
  }

  return {
    counts,
    projectId: (project) => projectId(client, project),

    self,

    async mergeRequest(ref) {
      const {mergeRequest, details} = await readMergeRequest(client, ref, timing)
      paths.set(ref.project, mergeRequest.projectPath)
      const {commit, files} = await readTargetHead(client, mergeRequest, details, cache)
      if (files) targets.set(`${ref.project}:${commit}`, {base: mergeRequest.diffRefs.base, files})
      const targeted = {...mergeRequest, target: commit}
      detailsKnown.set(targeted, details)
      return targeted
    },

    async diffs(mergeRequest) {
      const {ref, diffRefs} = mergeRequest
      const diffs = await readDiffs(client, ref, await detailsOf(mergeRequest))
      if (!diffs.overflow) diffsKnown.set(keyOf(ref), {...diffRefs, files: diffs.files})
      return diffs
    },

    discussions: (ref) => readDiscussions(client, ref),
    draftNotes: (ref) => readDraftNotes(client, ref),

    /** Once the diff is known, the head reads from the base what the diff does not name. */
    snapshot(ref, commit, rest) {
      const own = snapshotOf(ref.project, commit)
      const diff = diffsKnown.get(keyOf(ref))
      if (!diff || (commit !== diff.head && commit !== diff.base)) return own
      const {base: from, files} = diff
      const base = snapshotOf(ref.project, from)
      const others = rest === undefined ? base : snapshotOf(ref.project, rest)
      if (commit === diff.head) return openUnchangedSnapshot('head', {own, base, others, files})
      return others === base ? own : openUnchangedSnapshot('base', {own, base, others, files})
    },

    createDraftNote: (ref, body, position) => createDraftNote(client, ref, body, position),
    deleteDraftNote: (ref, id) => deleteDraftNote(client, ref, id),
    publishDraftNotes: (ref, state) => publishDraftNotes(client, ref, state),
    createDiscussion: (ref, body, position) => createDiscussion(client, ref, body, position),
    reply: (ref, discussion, body) => reply(client, ref, discussion, body),
    createNote: (ref, body) => createNote(client, ref, body),
    updateNote: (ref, id, body) => updateNote(client, ref, id, body),
    updateDiscussionNote: (ref, discussion, note, body) =>
      updateDiscussionNote(client, ref, discussion, note, body),
    resolveDiscussion: (ref, discussion, resolved, note) =>
      resolveDiscussion(client, ref, discussion, resolved, note),

    async status(mergeRequest, isNewHead) {
      const details = await detailsOf(mergeRequest)
      if (isNewHead && details.pipeline === null) return undefined
      const known = await readStatus(client, mergeRequest, details)
      if (known?.pipeline) pipelines.set(mergeRequest, known.pipeline)
      return known?.status
    },

    async setStatus(mergeRequest, status) {
      const details = await detailsOf(mergeRequest)
      if (status.state === 'running' && details.awaitsPipeline) return false
      const key = `${keyOf(mergeRequest.ref)}@${mergeRequest.diffRefs.head}`
      if (cache.withoutStatus.get(key)) return false
      const known = pipelines.get(mergeRequest) ?? null
      try {
        pipelines.set(mergeRequest, await writeStatus(client, mergeRequest, status, {details, known, timing}))
      } catch (error) {
        if (error instanceof StatusRefused) cache.withoutStatus.set(key, true)
        throw error
      }
      return true
    },

    isBot: (user) => readIsBot(client, user),
    mayMerge: (ref, user) => readMayMerge(client, ref, user),
    setLabels: (ref, change) => changeLabels(client, ref, change),

    async reviewerState({ref, reviewerIds}) {
      const {id} = await self()
      if (!reviewerIds.includes(id) || !takesReviewerState(await version())) return null
      return readReviewerState(client, ref, id)
    },
    setReviewerState: (ref, state) => setReviewerState(client, ref, state)
  }
}

function keyOf({project, iid}: MergeRequestRef): string {
  return `${project}!${iid}`
}
