/**
 * Discussions, notes and pending drafts of a merge request, and the positions they stand at.
 */

export interface DiffRefs {
  readonly base: string
  readonly start: string
  readonly head: string
}

export interface RangeEnd {
  readonly line_code: string
  readonly type: 'new' | 'old' | null
  readonly old_line: number | null
  readonly new_line: number | null
}

/** In GitLab's own words, since it is shown again as it was sent. */
export interface Position {
  readonly base_sha: string
  readonly start_sha: string
  readonly head_sha: string
  readonly old_path: string | null
  readonly new_path: string | null
  readonly position_type: 'text' | 'file' | 'image'
  readonly old_line: number | null
  readonly new_line: number | null
  readonly line_range: {readonly start: RangeEnd; readonly end: RangeEnd} | null
}

export interface Suggestion {
  readonly id: number
  /** Lines above and below the one commented on that are replaced with it. */
  readonly above: number
  readonly below: number
  readonly fromContent: string
  readonly toContent: string
  applied: boolean
}

export interface Note {
  readonly id: number
  type: 'DiffNote' | 'DiscussionNote' | null
  body: string
  readonly authorId: number
  readonly createdAt: Date
  updatedAt: Date
  readonly system: boolean
  readonly internal: boolean
  /** Null for notes that stand at no line; later the newest position its line could be followed to. */
  position: Position | null
  readonly originalPosition: Position | null
  readonly lineCode: string | null
  resolvedById: number | null
  resolvedAt: Date | null
  resolvedByPush: boolean
  suggestions: Suggestion[]
}

export interface Discussion {
  /** 40 hex digits. */
  readonly id: string
  /** A plain comment; false once somebody replied to it. */
  individual: boolean
  readonly notes: Note[]
}

/** A comment of a pending review, seen by its author only. */
export interface DraftNote {
  readonly id: number
  readonly authorId: number
  note: string
  position: Position | null
  lineCode: string | null
  readonly discussionId: string | null
  readonly resolveDiscussion: boolean
  readonly commitId: string | null
}

/** Comments on a diff and general threads can be resolved; plain comments and system notes cannot. */
export function isResolvable(note: Note): boolean {
  return !note.system && note.type !== null
}

export function isResolved(discussion: Discussion): boolean {
  const resolvable = discussion.notes.filter(isResolvable)
  return resolvable.length > 0 && resolvable.every((note) => note.resolvedAt !== null)
}

export function refsOf(position: Position): DiffRefs {
  return {base: position.base_sha, start: position.start_sha, head: position.head_sha}
}

export function sameRefs(one: DiffRefs, other: DiffRefs): boolean {
  return one.base === other.base && one.start === other.start && one.head === other.head
}
