/**
 * The port to what a service asks of whole projects, besides single merge requests: which are open, what a push changed.
 * Adapter: src/gitlab/project-directory.ts
 */
import type {Snapshot} from '../handbook/snapshot.ts'
import type {FileDiff} from '../review/diff.ts'
import type {MergeRequestRef} from './forge.ts'

export interface ProjectRef {
  readonly id: number
  /** `group/sub/name`, as it is called now. */
  readonly path: string
  /** Left out for one that can be written to. */
  readonly isArchived?: true
}

export interface OpenMergeRequest {
  readonly ref: MergeRequestRef
  /** Null before the first commit. */
  readonly head: string | null
  readonly targetBranch: string
  /** Null when the fork was deleted. */
  readonly sourceProject: number | null
  /** Milliseconds since 1970, by the server's clock. */
  readonly updatedAt: number
}

export interface OpenFilter {
  readonly targetBranch?: string
  /** Milliseconds since 1970: later updates only. */
  readonly updatedAfter?: number
}

/** What the status of a head tells about its review. */
export interface LastReview {
  readonly isDone: boolean
  /** Milliseconds since 1970, when it ended or was last heard of; null when unknown. */
  readonly at: number | null
  /** Whether findings were set aside, perhaps until a day that has come. */
  readonly hasIgnored: boolean
}

export interface Changes {
  readonly files: readonly FileDiff[]
  /** Whether files were left out. */
  readonly overflow: boolean
}

export interface ProjectDirectory {
  /** A project given by its id, as text, or its path. Undefined when there is none, or none that the token may see. */
  project(idOrPath: string): Promise<ProjectRef | undefined>
  /** Projects in which the token's user has at least the role that a review needs, the archived left out; bounded. */
  ownProjects(): Promise<readonly ProjectRef[]>
  /** Whether the default branch has a folder of job families, or a configuration of reviews. */
  holdsFamilies(project: number): Promise<boolean>
  /** The one that has waited longest first; where there are very many, those touched last. */
  openMergeRequests(project: number, filter: OpenFilter): Promise<readonly OpenMergeRequest[]>
  /** Undefined for a head that no review was begun of, and where statuses are hidden. */
  lastReview(mergeRequest: OpenMergeRequest): Promise<LastReview | undefined>
  /** When a branch got its newest commit, in milliseconds since 1970; undefined for no such branch. */
  movedAt(project: number, branch: string): Promise<number | undefined>
  /** What differs between two commits, whether or not one comes after the other. */
  compare(project: number, from: string, to: string): Promise<Changes>
  /** What a merge request changes at its head; the texts of pages only. */
  changes(mergeRequest: OpenMergeRequest): Promise<Changes>
  snapshot(project: number, commit: string): Snapshot
}
