/**
 * The port to where a merge request's pages are checked. What a page holds may keep a check busy for long, so the service
 * checks in threads that it can end (src/workers); a command checks where it runs.
 */
import type {PageCache} from '../handbook/page-cache.ts'
import type {FileDiff} from '../review/diff.ts'
import type {Recalled} from '../review/said.ts'
import type {ThreadSettings} from '../review/threads.ts'
import {type CheckedMergeRequest, checkMergeRequest} from './check-merge-request.ts'
import {type EndSnapshots, openEnds} from './ends.ts'
import type {RulingSource} from './ruling-source.ts'

/** What is checked, and how: plain data, which can be sent to another thread. */
export interface CheckSubject {
  readonly diffs: {readonly files: readonly FileDiff[]; readonly overflow: boolean}
  readonly ruling: RulingSource
  readonly threads?: ThreadSettings | undefined
  /** Rules that people set aside: no suggestion changes what they are about. */
  readonly ignored?: ReadonlySet<string> | undefined
  /** What earlier reviews said and remember; undefined for a first one. */
  readonly recalled?: Pick<Recalled, 'state' | 'threads'> | undefined
}

export interface CheckCourse {
  /** Called before pages are checked, when there are any. */
  readonly onStart?: (() => Promise<void>) | undefined
  readonly signal?: AbortSignal | undefined
}

/** @throws What the snapshots throw. */
export type Check = (
  snapshots: EndSnapshots,
  subject: CheckSubject,
  course?: CheckCourse
) => Promise<CheckedMergeRequest>

/** Checks in this very thread. */
export function checkHere(cache: PageCache): Check {
  return (snapshots, subject, course) => checkMergeRequest(openEnds(snapshots, cache), subject, course)
}
