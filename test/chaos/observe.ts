/**
 * What stands on a merge request, as people and a next review see it.
 */
import {type Identity, readMarker} from '../../src/review/marker.ts'
import type {Discussion, Note} from '../../src/sandbox/review/discussion.ts'
import type {MergeRequest} from '../../src/sandbox/state.ts'
import {MARKER_KEY} from './replica.ts'
import type {Stage} from './stage.ts'

export interface SeenThread {
  readonly id: string
  readonly fingerprint: string
  readonly rule: string
  readonly path: string
  /** Null for one on the file. */
  readonly line: number | null
  /** As people see it. */
  readonly body: string
  readonly end: 'open' | 'bot' | 'push' | 'person'
  /** Whether a person wrote into it. */
  readonly replied: boolean
  /** Whether its place is one of the newest version of the diff. */
  readonly isCurrent: boolean
  readonly anchor: string
}

export interface Seen {
  readonly threads: readonly SeenThread[]
  /** As people see them. */
  readonly summaries: readonly string[]
  /** Notes that a second summary became. */
  readonly retired: number
  /** "success: Nothing to do -> summary"; of the newest head. */
  readonly statuses: readonly string[]
  readonly drafts: number
  /** By note that was answered: how often. */
  readonly answers: ReadonlyMap<number, number>
  /** Of the summary. */
  readonly reviewedHead: string | null
  /** Discussions of people in which the bot did something that nobody asked for. */
  readonly touched: readonly string[]
}

export function observe({api, bot, project}: Stage, mergeRequest: MergeRequest): Seen {
  const identity: Identity = {
    project: project.id,
    iid: mergeRequest.iid,
    ownerId: bot.user.id,
    key: MARKER_KEY
  }
  const head = mergeRequest.versions.at(-1)?.head
  const threads: SeenThread[] = []
  const summaries: {note: Note; head: string | null}[] = []
  const answers = new Map<number, number>()
  const touched: string[] = []
  let retired = 0

  for (const discussion of api.discussions(mergeRequest)) {
    const notes = discussion.notes.filter(({system}) => !system)
    const [first] = notes
    if (!first) continue
    for (const note of notes) {
      if (note.authorId !== bot.user.id) continue
      const marker = readMarker(note.body, note.authorId, identity)
      if (marker?.kind === 'answer') answers.set(marker.note, (answers.get(marker.note) ?? 0) + 1)
      else if (marker?.kind === 'summary') summaries.push({note, head: marker.state.head})
      else if (marker?.kind === 'retired') retired += 1
      else if (marker?.kind === 'thread') {
        const {position} = note
        threads.push({
          id: discussion.id,
          fingerprint: marker.fingerprint,
          rule: marker.rule,
          path: position?.new_path ?? position?.old_path ?? '',
          line: position?.new_line ?? null,
          body: withoutMarker(note.body),
          end: endOf(note, bot.user.id),
          replied: notes.some(({authorId}) => authorId !== bot.user.id),
          isCurrent: position?.head_sha === head,
          anchor: marker.anchor
        })
      } else touched.push(`a note of the bot that is none of ours: ${note.body.slice(0, 80)}`)
    }
    if (first.authorId !== bot.user.id && isTouched(discussion, notes, bot.user.id)) {
      touched.push(first.body.slice(0, 80))
    }
  }
  const [summary] = summaries
  return {
    threads,
    summaries: summaries.map(({note}) => withoutMarker(note.body)),
    retired,
    statuses: api.statuses(mergeRequest).map(({state, description, targetUrl}) => {
      const leads = summary && targetUrl?.endsWith(`#note_${summary.note.id}`) ? 'the summary' : targetUrl
      return `${state}: ${description} -> ${leads}`
    }),
    drafts: api.draftNotes(mergeRequest).length,
    answers,
    reviewedHead: summary?.head ?? null,
    touched
  }
}

/** A thread of people is theirs to resolve; only a comment of nothing but commands is closed with its answer. */
function isTouched(discussion: Discussion, notes: readonly Note[], bot: number): boolean {
  const resolvedByBot = notes.some(({resolvedById}) => resolvedById === bot)
  const hasAnswer = notes.some(({authorId}) => authorId === bot)
  return resolvedByBot && (!hasAnswer || discussion.individual)
}

function endOf({resolvedAt, resolvedById, resolvedByPush}: Note, bot: number): SeenThread['end'] {
  if (resolvedAt === null) return 'open'
  if (resolvedByPush) return 'push'
  return resolvedById === bot ? 'bot' : 'person'
}

function withoutMarker(body: string): string {
  return body.replace(/<!-- ladderlint:v1 [^>]*-->\s*$/, '').trimEnd()
}
