/**
 * The ends of a merge request as a worker sees them: every read is a question to the main thread.
 */
import {LadderlintError} from '../config/ladderlint-error.ts'
import type {Foreseen, Snapshot} from '../handbook/snapshot.ts'
import {type ByEnd, type EndName, type EndSnapshots, eachEnd} from '../reviewer/ends.ts'
import type {Answer, Question, SnapshotFacts} from './messages.ts'

/** What stands in a worker for the error of a question: the error itself is where the question was asked. */
export class Refused extends LadderlintError {
  override name = 'Refused'
  readonly question: number

  constructor(question: number) {
    super('the handbook could not be read')
    this.question = question
  }
}

export type Ask = (question: Question) => Promise<Answer>

/** @param ask Rejects with Refused. */
export function remoteEnds(facts: ByEnd<SnapshotFacts>, ask: Ask): EndSnapshots {
  return eachEnd(facts, (fact, end) => openRemote(end, fact, ask))
}

function openRemote(
  end: EndName,
  {canSearch, canForesee, commit, complete, local = false}: SnapshotFacts,
  ask: Ask
): Snapshot {
  /** Paths of files that were foreseen. */
  const known = new Set<string>()
  return {
    commit,
    complete,
    local,
    entries: async (folder) => (await ask({ask: 'entries', end, folder})).entries,
    read: async (path) => (await ask({ask: 'read', end, path})).file,
    ...(canForesee && {
      async foresee(wanted: Foreseen) {
        const answer = await ask({ask: 'foresee', end, wanted})
        for (const path of answer.known ?? []) known.add(path)
      },
      knows: (path: string) => known.has(path)
    }),
    ...(canSearch && {
      filesContaining: async (text: string, folder: string) =>
        (await ask({ask: 'search', end, text, folder})).paths
    })
  }
}
