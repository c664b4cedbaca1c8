/**
 * Answers a worker's questions about the ends of a merge request.
 */
import type {Snapshot} from '../handbook/snapshot.ts'
import type {CheckCourse} from '../reviewer/check.ts'
import {type ByEnd, type EndSnapshots, eachEnd} from '../reviewer/ends.ts'
import type {Answer, Question, SnapshotFacts} from './messages.ts'

/** @throws What the snapshots and `onStart` throw. */
export async function answerQuestion(
  question: Question,
  snapshots: EndSnapshots,
  onStart: CheckCourse['onStart']
): Promise<Answer> {
  if (question.ask === 'start') {
    await onStart?.()
    return {}
  }
  const snapshot = snapshots[question.end]
  switch (question.ask) {
    case 'entries':
      return {entries: await snapshot?.entries(question.folder)}
    case 'read':
      return {file: await snapshot?.read(question.path)}
    case 'foresee': {
      await snapshot?.foresee?.(question.wanted)
      const {texts, files} = question.wanted
      return {known: [...texts, ...files].filter((path) => snapshot?.knows?.(path))}
    }
    case 'search':
      return {paths: await snapshot?.filesContaining?.(question.text, question.folder)}
  }
}

export function factsOf(snapshots: EndSnapshots): ByEnd<SnapshotFacts> {
  return eachEnd(snapshots, factOf)
}

function factOf({commit, complete, local = false, filesContaining, foresee}: Snapshot): SnapshotFacts {
  return {
    commit,
    complete,
    local,
    canSearch: filesContaining !== undefined,
    canForesee: foresee !== undefined
  }
}
