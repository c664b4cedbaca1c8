/**
 * A merge request's discussions, drafts and status in memory: just enough of GitLab to carry out a review's operations.
 */
import {type Decision, readMarker, withMarker} from '../../src/review/marker.ts'
import {noteUrl, type Operation} from '../../src/review/reconcile.ts'
import type {Said, SaidNote, SaidStatus} from '../../src/review/said.ts'

export const url = 'https://gitlab.example/group/handbook/-/merge_requests/3'

interface ModelDiscussion {
  readonly id: string
  readonly notes: SaidNote[]
}

export class ForgeModel {
  discussions: ModelDiscussion[] = []
  drafts: {id: number; body: string}[] = []
  status: SaidStatus | undefined
  /** The user whose token is used. */
  bot = 100
  draftsExist = true
  #next = 1
  #summary = 0

  clone(): ForgeModel {
    const copy = new ForgeModel()
    copy.discussions = structuredClone(this.discussions)
    copy.drafts = structuredClone(this.drafts)
    copy.status = this.status
    copy.bot = this.bot
    copy.draftsExist = this.draftsExist
    copy.#next = this.#next
    return copy
  }

  get said(): Said {
    return structuredClone({
      discussions: this.discussions,
      draftNotes: this.draftsExist ? this.drafts : undefined,
      status: this.status
    })
  }

  apply(operation: Operation): void {
    switch (operation.kind) {
      case 'create-draft':
        this.drafts.push({id: this.#next++, body: operation.placements[0]?.body ?? ''})
        break
      case 'create-discussion':
        this.say(this.bot, operation.placements[0]?.body ?? '')
        break
      case 'delete-draft':
        this.drafts = this.drafts.filter(({id}) => id !== operation.draft)
        break
      case 'publish-drafts':
        this.publish(this.drafts.length)
        break
      case 'update-thread':
      case 'update-summary':
        this.#change(operation.note, (note) => {
          // GitLab lets a note's author edit it, and nobody else below Maintainer.
          if (note.authorId !== this.bot) throw new Error('403 Forbidden')
          return {...note, body: operation.body}
        })
        break
      case 'resolve-thread':
        this.resolve(operation.discussion, operation.resolved ? this.bot : null)
        break
      case 'create-summary':
        this.#summary = this.say(this.bot, operation.body, {resolvable: false})
        break
      case 'set-status': {
        const {state, description, summary} = operation
        const note = summary && (summary.note ?? this.#summary)
        this.status = {state, description, url: note === null ? null : noteUrl(url, note)}
      }
    }
  }

  /** Publishes the first drafts only, as when GitLab dies half way. */
  publish(count: number): void {
    for (const {body} of this.drafts.splice(0, count)) this.say(this.bot, body)
  }

  /** @returns The note's id. */
  say(authorId: number, body: string, {resolvable} = {resolvable: true}): number {
    const id = this.#next++
    // GitLab trims what it stores.
    const note = {
      id,
      body: body.trim(),
      authorId,
      system: false,
      resolvable,
      resolved: false,
      resolvedById: null
    }
    this.discussions.push({id: `discussion-${id}`, notes: [note]})
    return id
  }

  /** A person's comment, and what we answered to it and recorded. */
  command(authorId: number, decisions: readonly Decision[], key: string | null): void {
    const note = this.say(authorId, '@ladderlint …', {resolvable: false})
    const identity = {project: 7, iid: 3, ownerId: this.bot, key}
    const body = withMarker('Recorded.', {kind: 'answer', note, madeThread: false, decisions}, identity)
    const asked = this.discussions.at(-1)
    const [first] = asked?.notes ?? []
    if (first) asked?.notes.push({...first, id: this.#next++, body, authorId: this.bot})
  }

  reply(discussion: string, authorId: number): void {
    const found = this.discussions.find(({id}) => id === discussion)
    const [first] = found?.notes ?? []
    if (first) found?.notes.push({...first, id: this.#next++, body: 'Why?', authorId})
  }

  /** @param by Who resolves; null opens it. */
  resolve(discussion: string, by: number | null): void {
    const found = this.discussions.find(({id}) => id === discussion)
    if (!found) throw new Error(`404 ${discussion}`)
    const changed = found.notes.map((note) => ({...note, resolved: by !== null, resolvedById: by}))
    found.notes.splice(0, found.notes.length, ...changed)
  }

  /** Our threads, whichever of our bots wrote them. */
  threads(key: string | null) {
    return this.discussions.flatMap(({id, notes: [first, ...replies]}) => {
      const identity = {project: 7, iid: 3, ownerId: this.bot, key}
      const marker = first && readMarker(first.body, first.authorId, identity)
      if (!first || marker?.kind !== 'thread') return []
      const {body, resolved} = first
      const replied = replies.length > 0
      return [{discussion: id, fingerprint: marker.fingerprint, rule: marker.rule, body, resolved, replied}]
    })
  }

  #change(id: number, change: (note: SaidNote) => SaidNote): void {
    for (const {notes} of this.discussions) {
      for (const [index, note] of notes.entries()) if (note.id === id) notes[index] = change(note)
    }
  }
}
