/**
 * Our answers to commands, as they stand on the merge request: what was answered, and what was decided there.
 */
import {type AnswerMarker, type Identity, readMarker} from './marker.ts'
import type {SaidDiscussion, SaidNote} from './said.ts'

export interface OwnAnswer {
  readonly discussion: string
  /** Id of the answer itself. */
  readonly note: number
  readonly authorId: number
  readonly marker: AnswerMarker
  /** Whether it stands in an open thread that the answer made, and in which nobody has written since. */
  readonly leftOpen: boolean
}

/** In the order the commands were written. */
export function ownAnswers(discussions: readonly SaidDiscussion[], identity: Identity): OwnAnswer[] {
  const answers = discussions.flatMap(({id, notes}) =>
    notes.flatMap((note, index): OwnAnswer[] => {
      const marker = note.system ? undefined : readMarker(note.body, note.authorId, identity)
      if (marker?.kind !== 'answer') return []
      const isOpen = notes.some(({resolvable, resolved}) => resolvable && !resolved)
      const isLast = notes.slice(index + 1).every(({system}) => system)
      const leftOpen = marker.madeThread && isOpen && isLast && isAnswered(notes, marker)
      return [{discussion: id, note: note.id, authorId: note.authorId, marker, leftOpen}]
    })
  )
  return answers.sort((a, b) => a.marker.note - b.marker.note || a.note - b.note)
}

/** The thread is one command and its answer: what else people wrote there is theirs to resolve. */
function isAnswered(notes: readonly SaidNote[], marker: AnswerMarker): boolean {
  return notes.filter(({system}) => !system).length === 2 && notes.some(({id}) => id === marker.note)
}
