/**
 * Comments with commands that nobody has answered yet. Which are answered is read from the answers themselves, so that a
 * delivery that comes twice, and a process that died in between, answer once.
 */
import {beyondLimit} from './command-limit.ts'
import {type CommandComment, parseComment} from './commands.ts'
import type {Recalled, SaidNote} from './said.ts'

export interface SpokenNote extends SaidNote {
  /** Username. */
  readonly authorName: string
  /** Milliseconds since 1970; null when GitLab does not say. */
  readonly createdAt: number | null
  /** Seen by members only. */
  readonly internal: boolean
}

export interface SpokenDiscussion {
  readonly id: string
  /** A plain comment, which an answer makes a thread. */
  readonly individual: boolean
  readonly notes: readonly SpokenNote[]
}

export interface PendingComment extends CommandComment {
  readonly discussion: string
  readonly note: number
  readonly authorId: number
  readonly authorName: string
  /** See `SpokenDiscussion.individual`. */
  readonly individual: boolean
  /** Whether its author has given so many commands that it is not carried out, but told so. */
  readonly isBeyondLimit: boolean
}

export interface Listening {
  /** The bot's usernames without "@". */
  readonly names: readonly string[]
  /** Milliseconds since 1970: older comments stay unanswered, so that a bot that comes late answers no history. */
  readonly since: number
}

/** Oldest first. Internal notes are left alone: an answer there would be no help, and one elsewhere would tell. */
export function pendingComments(
  discussions: readonly SpokenDiscussion[],
  {answers, bots}: Pick<Recalled, 'answers' | 'bots'>,
  {names, since}: Listening
): PendingComment[] {
  const answered = new Set(answers.map(({marker}) => marker.note))
  const isHeard = ({system, internal, authorId, createdAt}: SpokenNote) =>
    !system && !internal && !bots.has(authorId) && (createdAt ?? since) >= since
  const comments = discussions.flatMap(({id: discussion, individual, notes}) =>
    notes.filter(isHeard).flatMap((note) => {
      const comment = parseComment(note.body, names)
      if (comment.commands.length === 0) return []
      const {id, authorId, authorName, createdAt} = note
      const time = createdAt ?? since
      return [{...comment, discussion, individual, note: id, authorId, authorName, time}]
    })
  )
  const beyond = beyondLimit(comments.map((comment) => ({...comment, count: comment.commands.length})))
  const pending = comments.flatMap(({time: _, ...comment}): PendingComment[] => {
    const limit = beyond.get(comment.note)
    if (answered.has(comment.note) || limit === 'more') return []
    return [{...comment, isBeyondLimit: limit === 'first'}]
  })
  return pending.sort((a, b) => a.note - b.note)
}

/** The discussions with what is only a command marked as such. */
export function markCommands<Discussion extends {readonly notes: readonly SaidNote[]}>(
  discussions: readonly Discussion[],
  names: readonly string[]
): Discussion[] {
  return discussions.map((discussion) => ({
    ...discussion,
    notes: discussion.notes.map((note) =>
      !note.system && parseComment(note.body, names).onlyCommands ? {...note, isCommand: true} : note
    )
  }))
}
