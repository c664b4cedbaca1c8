/**
 * What the main thread and a worker that checks say to each other. All of it is plain data; handbooks are read by the main
 * thread alone, question by question.
 */
import type {Foreseen, Snapshot, SourceFile, TreeEntry} from '../handbook/snapshot.ts'
import type {CheckSubject} from '../reviewer/check.ts'
import type {CheckedMergeRequest} from '../reviewer/check-merge-request.ts'
import type {ByEnd, EndName} from '../reviewer/ends.ts'

/** What of a snapshot is known without asking. */
export interface SnapshotFacts extends Pick<Snapshot, 'commit' | 'complete' | 'local'> {
  readonly canSearch: boolean
  readonly canForesee: boolean
}

export type ToWorker =
  | {
      readonly kind: 'check'
      readonly subject: CheckSubject
      readonly ends: ByEnd<SnapshotFacts>
      readonly atOnce: number | undefined
    }
  | {readonly kind: 'answer'; readonly question: number; readonly answer: Answer}
  /** The error stays in the main thread, which knows it by the question's number. */
  | {readonly kind: 'refused'; readonly question: number}

export type FromWorker =
  /** All modules are loaded. */
  | {readonly kind: 'ready'}
  | ({readonly kind: 'question'; readonly question: number} & Question)
  | {readonly kind: 'begin' | 'end'; readonly path: string}
  | {readonly kind: 'done'; readonly checked: CheckedMergeRequest}
  | {readonly kind: 'failed'; readonly error: Error}
  /** Failed for what the main thread refused. */
  | {readonly kind: 'gave-up'; readonly question: number}

export type Question =
  | {readonly ask: 'entries'; readonly end: EndName; readonly folder: string}
  | {readonly ask: 'read'; readonly end: EndName; readonly path: string}
  | {readonly ask: 'search'; readonly end: EndName; readonly text: string; readonly folder: string}
  | {readonly ask: 'foresee'; readonly end: EndName; readonly wanted: Foreseen}
  /** Not a question: pages are about to be checked. */
  | {readonly ask: 'start'}

/** What was asked for; undefined as the snapshot means it. */
export interface Answer {
  readonly entries?: readonly TreeEntry[] | undefined
  readonly file?: SourceFile | undefined
  readonly paths?: readonly string[] | undefined
  /** Of what was wanted, the files that are known to be there from now on. */
  readonly known?: readonly string[] | undefined
}
