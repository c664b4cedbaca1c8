/**
 * The ends of a merge request as a worker sees them: every read is a question to the main thread.
 */
import {LadderlintError} from '../config/ladderlint-error.ts'
import type {Foreseen, Snapshot} from '../handbook/snapshot.ts'
import type {EndSnapshots} from '../reviewer/ends.ts'
import type {Answer, EndName, Question, SnapshotFacts} from './messages.ts'

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
export function remoteEnds(facts: Readonly<Record<EndName, SnapshotFacts | null>>, ask: Ask): EndSnapshots {
  const open = (end: EndName) => openRemote(end, facts[end], ask)
  return {
    earlier: open('earlier'),
    base: open('base'),
    head: open('head'),
    target: facts.target && open('target'),
    source: open('source')
  }
}

function openRemote(end: EndName, facts: SnapshotFacts | null, ask: Ask): Snapshot {
  const {canSearch = false, canForesee = false, commit = null, complete = false, local = false} = facts ?? {}
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
