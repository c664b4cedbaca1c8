/**
 * The sweep finds open merge requests that no event brought here: a service that was down for a day, or a webhook that
 * GitLab switched off, is made up for without anybody's doing. It asks one project after another, and only queues.
 */
import type {Logger} from 'pino'
import {GitLabError} from '../gitlab/errors.ts'
import type {MergeRequestRef} from '../reviewer/forge.ts'
import type {OpenMergeRequest, ProjectDirectory, ProjectRef} from '../reviewer/project-directory.ts'
import {type AttendedHeads, createAttendedHeads} from './attended-heads.ts'
import {createProjectList} from './project-list.ts'

export interface SweepOptions {
  readonly directory: ProjectDirectory
  /** LADDERLINT_PROJECTS; undefined sweeps the projects of the token's user that hold job families. */
  readonly projects: readonly string[] | undefined
  /** Heads that this process reviews by itself. */
  readonly attended: AttendedHeads
  readonly enqueue: (ref: MergeRequestRef) => Promise<unknown>
  readonly log: Logger
  /** Milliseconds since 1970. */
  readonly now: () => number
}

export interface Swept {
  /** That were looked through. */
  readonly projects: number
  readonly queued: number
}

/** Rejects with the signal's reason only: whatever else fails is logged, and tried again by the next sweep. */
export type Sweep = (signal: AbortSignal) => Promise<Swept>

/** Milliseconds between two looks at all open merge requests; in between only what was updated is looked at. */
const WHOLE_EVERY = 24 * 3_600_000

/** Milliseconds that two looks overlap: GitLab may tell of an update later than it dates it. */
const OVERLAP = 3_600_000

/** Milliseconds by which a commit may be younger than it says: git counts whole seconds. */
const GIT_SECOND = 1_000

/** What is remembered of a project. */
interface Known {
  /** When all of its open merge requests were looked at last. */
  readonly wholeAt: number
  /** The newest update that was seen, by GitLab's clock; undefined before any. */
  readonly seenUntil: number | undefined
  /** Queued since then: a merge request without job families never gets a status. */
  readonly queued: AttendedHeads
}

export function createSweep({directory, projects, attended, enqueue, log, now}: SweepOptions): Sweep {
  const known = new Map<number, Known>()
  const listProjects = createProjectList(directory, projects, log)

  return async (signal) => {
    const swept = {projects: 0, queued: 0}
    try {
      for (const project of await listProjects()) {
        signal.throwIfAborted()
        const queued = await sweepProject(project, signal)
        swept.projects += queued === undefined ? 0 : 1
        swept.queued += queued ?? 0
      }
    } catch (err) {
      signal.throwIfAborted()
      log.warn({err}, 'the sweep ended early; the next one goes on')
    }
    log[swept.queued > 0 ? 'info' : 'debug'](swept, 'looked for open merge requests without a review')
    return swept
  }

  /** @returns How many were queued; undefined for a project that was left out. */
  async function sweepProject(project: ProjectRef, signal: AbortSignal): Promise<number | undefined> {
    try {
      const {count, after} = await queueDue(project.id, known.get(project.id), signal)
      known.set(project.id, after)
      return count
    } catch (err) {
      signal.throwIfAborted()
      // What goes for the token or the whole server goes for the other projects, too.
      if (!(err instanceof GitLabError) || err.retryable || err.status === 401) throw err
      log.warn({err, project: project.path}, 'the sweep left out a project')
      return undefined
    }
  }

  async function queueDue(
    project: number,
    before: Known | undefined,
    signal: AbortSignal
  ): Promise<{readonly count: number; readonly after: Known}> {
    const startedAt = now()
    const isWhole = before === undefined || startedAt - before.wholeAt >= WHOLE_EVERY
    const {seenUntil, queued, wholeAt} = isWhole
      ? {seenUntil: undefined, queued: createAttendedHeads(), wholeAt: startedAt}
      : before
    const filter = seenUntil === undefined ? {} : {updatedAfter: seenUntil - OVERLAP}
    const open = await directory.openMergeRequests(project, filter)
    const moves = new Map<string, number | undefined>()
    let count = 0
    for (const mergeRequest of open) {
      signal.throwIfAborted()
      const {ref, head} = mergeRequest
      if (head === null || queued.has(ref, head)) continue
      const isDue = isWhole
        ? await needsAnotherLook(mergeRequest, head, moves)
        : await isNew(mergeRequest, head)
      if (!isDue) continue
      await enqueue(ref)
      queued.add(ref, head)
      count += 1
    }
    const newest = open.reduce((latest, {updatedAt}) => Math.max(latest, updatedAt), seenUntil ?? 0)
    return {count, after: {wholeAt, seenUntil: newest === 0 ? undefined : newest, queued}}
  }

  async function isNew(mergeRequest: OpenMergeRequest, head: string): Promise<boolean> {
    if (attended.has(mergeRequest.ref, head)) return false
    const last = await directory.lastReview(mergeRequest)
    if (!last?.isDone) return true
    attended.add(mergeRequest.ref, head)
    return false
  }

  /** @param moves When target branches were pushed to, as far as that was asked. */
  async function needsAnotherLook(
    mergeRequest: OpenMergeRequest,
    head: string,
    moves: Map<string, number | undefined>
  ): Promise<boolean> {
    const {ref, targetBranch} = mergeRequest
    const last = await directory.lastReview(mergeRequest)
    if (last === undefined) return !attended.has(ref, head)
    // A day that an ignored rule was waiting for may have come.
    if (!last.isDone || last.hasIgnored) return true
    // A push to the target branch may have been missed.
    if (!moves.has(targetBranch)) moves.set(targetBranch, await directory.movedAt(ref.project, targetBranch))
    const moved = moves.get(targetBranch)
    return moved !== undefined && (last.at === null || moved + GIT_SECOND > last.at)
  }
}
