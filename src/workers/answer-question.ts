/**
 * Answers a worker's questions about the ends of a merge request.
 */
import type {Snapshot} from '../handbook/snapshot.ts'
import type {CheckCourse} from '../reviewer/check.ts'
import type {EndSnapshots} from '../reviewer/ends.ts'
import type {Answer, EndName, Question, SnapshotFacts} from './messages.ts'

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

export function factsOf(snapshots: EndSnapshots): Readonly<Record<EndName, SnapshotFacts | null>> {
  const {earlier, base, head, target, source} = snapshots
  return {
    earlier: factOf(earlier),
    base: factOf(base),
    head: factOf(head),
    target: target && factOf(target),
    source: factOf(source)
  }
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
