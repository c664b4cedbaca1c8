/**
 * What stands on a merge request already, as the forge tells it, and what of it is ours.
 * The shapes are those of src/reviewer/forge.ts, as far as a decision needs them.
 */
import {type OwnAnswer, ownAnswers} from './answers.ts'
import {
  emptyState,
  type Identity,
  type Marker,
  readMarker,
  type SummaryState,
  type ThreadMarker
} from './marker.ts'

export interface SaidNote {
  readonly id: number
  readonly body: string
  readonly authorId: number
  readonly system: boolean
  readonly resolvable: boolean
  readonly resolved: boolean
  readonly resolvedById: number | null
  /** Whether a push resolved it, because its lines changed: nobody's decision, whoever pushed. */
  readonly resolvedByPush?: boolean
  /** Whether it holds nothing but commands to us: that is no reply to what a thread says. */
  readonly isCommand?: boolean
}

export interface SaidDiscussion {
  readonly id: string
  readonly notes: readonly SaidNote[]
}

export interface SaidStatus {
  readonly state: 'running' | 'success' | 'failed' | 'canceled'
  readonly description: string
  readonly url: string | null
}

export interface Said {
  readonly discussions: readonly SaidDiscussion[]
  /** Undefined where the server has no draft notes. */
  readonly draftNotes: readonly {readonly id: number; readonly body: string}[] | undefined
  readonly status: SaidStatus | undefined
}

export interface OwnThread {
  readonly discussion: string
  readonly note: number
  readonly body: string
  readonly marker: ThreadMarker
  /** Null while open. `us`: a bot of this installation resolved it. `push`: GitLab did, as its lines changed. */
  readonly resolvedBy: 'us' | 'push' | 'person' | null
  /** Whether a person, or a bot that is not ours, wrote into it. */
  readonly replied: boolean
  /** Whether the note was written by the user the token belongs to. */
  readonly editable: boolean
}

export interface OwnSummary {
  readonly note: number
  readonly body: string
  readonly state: SummaryState
  readonly editable: boolean
}

export interface OwnDraft {
  readonly id: number
  readonly body: string
  readonly marker: ThreadMarker
}

/** Our own part of what is said. */
export interface Recalled {
  /** Oldest first. */
  readonly threads: readonly OwnThread[]
  /** Oldest first. */
  readonly summaries: readonly OwnSummary[]
  /** Of the summary that is kept up to date. */
  readonly state: SummaryState
  readonly drafts: readonly OwnDraft[]
  /** To commands, in the order these were written. */
  readonly answers: readonly OwnAnswer[]
  /** Ids of the users that wrote as us: the token's, and those of the tokens before it. */
  readonly bots: ReadonlySet<number>
  /** Whether the token's user has drafts that are not ours: they would be published with ours. */
  readonly foreignDrafts: boolean
  /** False where the server has no draft notes. */
  readonly canDraft: boolean
  readonly status: SaidStatus | undefined
}

interface OwnDiscussion {
  readonly discussion: SaidDiscussion
  readonly first: SaidNote
  readonly marker: Marker
}

export function recall(said: Said, identity: Identity): Recalled {
  const own = said.discussions.flatMap((discussion) => ownDiscussion(discussion, identity))
  own.sort((a, b) => a.first.id - b.first.id)
  const answers = ownAnswers(said.discussions, identity)
  // A token that was replaced leaves notes of another user behind; their signature says that it was us.
  const bots = new Set([
    identity.ownerId,
    ...own.map(({first}) => first.authorId),
    ...answers.map(({authorId}) => authorId)
  ])

  const summaries = own.flatMap(({first, marker}): OwnSummary[] => {
    if (marker.kind !== 'summary') return []
    const editable = first.authorId === identity.ownerId
    return [{note: first.id, body: first.body, state: marker.state, editable}]
  })
  const drafts = (said.draftNotes ?? []).flatMap(({id, body}): OwnDraft[] => {
    const marker = readMarker(body, identity.ownerId, identity)
    return marker?.kind === 'thread' ? [{id, body, marker}] : []
  })
  return {
    threads: own.flatMap((each) => ownThread(each, bots, identity)),
    summaries,
    state: (keptSummary(summaries) ?? summaries.at(-1))?.state ?? emptyState,
    drafts,
    answers,
    bots,
    foreignDrafts: drafts.length < (said.draftNotes?.length ?? 0),
    canDraft: said.draftNotes !== undefined,
    status: said.status
  }
}

/** The summary that is kept up to date: the oldest one that the token may edit. */
export function keptSummary(summaries: readonly OwnSummary[]): OwnSummary | undefined {
  return summaries.find((summary) => summary.editable)
}

function ownDiscussion(discussion: SaidDiscussion, identity: Identity): OwnDiscussion[] {
  const first = discussion.notes.find((note) => !note.system)
  const marker = first && readMarker(first.body, first.authorId, identity)
  return marker ? [{discussion, first, marker}] : []
}

function ownThread(
  {discussion, first, marker}: OwnDiscussion,
  bots: ReadonlySet<number>,
  identity: Identity
): OwnThread[] {
  if (marker.kind !== 'thread') return []
  const {id, notes} = discussion
  const resolvable = notes.filter((note) => note.resolvable)
  const resolved = resolvable.length > 0 && resolvable.every((note) => note.resolved)
  // Who resolved it may be unknown; then it was not us, because we would be named.
  const byUs = first.resolvedById !== null && bots.has(first.resolvedById)
  return [
    {
      discussion: id,
      note: first.id,
      body: first.body,
      marker,
      resolvedBy: resolved ? (first.resolvedByPush ? 'push' : byUs ? 'us' : 'person') : null,
      replied: notes.some((note) => note !== first && isReply(note, bots)),
      editable: first.authorId === identity.ownerId
    }
  ]
}

/** Whether a person, or a bot that is not ours, says something to people with it. */
function isReply({system, authorId, isCommand}: SaidNote, bots: ReadonlySet<number>): boolean {
  return !system && !bots.has(authorId) && isCommand !== true
}
