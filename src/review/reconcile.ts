/**
 * From what a review wants to say and what stands already to the operations between the two. Pure: when nothing is new
 * there is no operation; after a crash at any point a second run ends in the same state.
 */
import {fateOf, isOurs, partsOf, standingThread} from './fate.ts'
import {shortHash} from './fingerprint.ts'
import {type Identity, type SummaryState, type ThreadMarker, withMarker} from './marker.ts'
import type {ReviewerState} from './marks.ts'
import {keptSummary, type OwnThread, type Recalled, type SaidStatus} from './said.ts'
import type {Placement, WantedThread} from './threads.ts'

export type Operation =
  /** Try the placements in turn; their bodies carry the markers. */
  | {
      readonly kind: 'create-draft' | 'create-discussion'
      readonly fingerprint: string
      readonly placements: readonly Placement[]
    }
  | {readonly kind: 'delete-draft'; readonly draft: number}
  /** `reviewerState`: what becomes of the bot's state as a reviewer; left out, that stays. */
  | {readonly kind: 'publish-drafts'; readonly reviewerState?: ReviewerState}
  | {
      readonly kind: 'update-thread'
      readonly discussion: string
      readonly note: number
      readonly body: string
    }
  /** `note`: its first one, where the token's user wrote that; else null. */
  | {
      readonly kind: 'resolve-thread'
      readonly discussion: string
      readonly note: number | null
      readonly resolved: boolean
    }
  /** Resolves what was a comment before we answered it. */
  | {readonly kind: 'close-answer'; readonly discussion: string}
  | {readonly kind: 'create-summary'; readonly body: string}
  | {readonly kind: 'update-summary'; readonly note: number; readonly body: string}
  | {
      readonly kind: 'set-status'
      readonly state: SaidStatus['state']
      readonly description: string
      /** Where it leads; null: nowhere. `note` is null for the summary that `create-summary` makes just before. */
      readonly summary: {readonly note: number | null} | null
    }
  | {readonly kind: 'set-labels'; readonly add: readonly string[]; readonly remove: readonly string[]}
  | {readonly kind: 'set-reviewer-state'; readonly state: ReviewerState}

export interface Wanted {
  /** Null when the review could not be done: then all threads stay as they are. */
  readonly threads: readonly WantedThread[] | null
  /** Fingerprints of findings that stand but want no thread now: a thread they have stays as it is. */
  readonly unthreaded: ReadonlySet<string>
  /** Fingerprints of findings that people set aside: their threads are resolved, whoever wrote in them. */
  readonly ignored?: ReadonlySet<string>
  /** Ids of pages that could not be checked: their threads stay as they are. */
  readonly unchecked: ReadonlySet<string>
  /** Without marker; null to write none where none stands. */
  readonly summary: string | null
  readonly state: SummaryState
  readonly status: {readonly state: SaidStatus['state']; readonly description: string}
}

/** @param url Address of the merge request. */
export function reconcile(wanted: Wanted, recalled: Recalled, identity: Identity, url: string): Operation[] {
  const {threads} = wanted
  return [
    // Drafts first: they are published together, so that people get one notification.
    ...(threads ? newThreads(threads, recalled, identity) : []),
    ...(threads ? standingThreads(threads, recalled, identity) : []),
    ...(threads ? finishedThreads(threads, wanted, recalled) : []),
    ...answeredThreads(recalled),
    // The status last: it leads to the summary, and until it is set a second run knows that something is missing.
    ...summary(wanted, recalled, identity),
    ...status(wanted, recalled, url)
  ]
}

/** Address of a note. */
export function noteUrl(mergeRequestUrl: string, note: number): string {
  return `${mergeRequestUrl}#note_${note}`
}

function newThreads(threads: readonly WantedThread[], recalled: Recalled, identity: Identity): Operation[] {
  const {drafts, foreignDrafts, canDraft} = recalled
  // Publishing takes all drafts of the user, also those that a person using the same account still writes.
  const asDrafts = canDraft && !foreignDrafts
  const kept = new Set<number>()
  const created: Operation[] = []
  for (const thread of threads) {
    if (fateOf(thread.group, recalled).kind !== 'new') continue
    const {fingerprint} = thread.group
    const placements = thread.placements.map((placement) => signed(thread, placement, identity))
    const left = drafts.find(({body}) => placements.some((placement) => isSame(placement.body, body)))
    if (left && asDrafts) kept.add(left.id)
    else created.push({kind: asDrafts ? 'create-draft' : 'create-discussion', fingerprint, placements})
  }
  const stray = drafts.filter(({id}) => !kept.has(id))
  const published = kept.size > 0 || (asDrafts && created.length > 0)
  return [
    ...stray.map(({id}): Operation => ({kind: 'delete-draft', draft: id})),
    ...created,
    ...(published ? [{kind: 'publish-drafts'} as const] : [])
  ]
}

function standingThreads(
  threads: readonly WantedThread[],
  recalled: Recalled,
  identity: Identity
): Operation[] {
  return threads.flatMap((wanted): Operation[] => {
    const fate = fateOf(wanted.group, recalled)
    if (fate.kind !== 'keep' && fate.kind !== 'reopen') return []
    const {thread} = fate
    const {discussion, note} = thread
    const body = bodyFor(wanted, thread, identity)
    // Reopened before it is updated: the updated marker would make the old decision look like one about the new text.
    const reopen = fate.kind === 'reopen' ? [resolution(thread, false)] : []
    if (!isOurs(thread) || isSame(body, thread.body)) return reopen
    return [...reopen, {kind: 'update-thread', discussion, note, body}]
  })
}

function finishedThreads(threads: readonly WantedThread[], wanted: Wanted, recalled: Recalled): Operation[] {
  const stands = new Set([...threads.map(({group}) => group.fingerprint), ...wanted.unthreaded])
  const unchecked = new Set(Array.from(wanted.unchecked, shortHash))
  return recalled.threads.flatMap((thread): Operation[] => {
    const {fingerprint, page} = thread.marker
    const isSpare = standingThread(recalled.threads, fingerprint) !== thread
    const isIgnored = wanted.ignored?.has(fingerprint) === true
    const isFinished = isIgnored || isSpare || (!stands.has(fingerprint) && !unchecked.has(page))
    if (!isFinished || (thread.replied && !isIgnored) || thread.resolvedBy !== null) return []
    return [resolution(thread, true)]
  })
}

function resolution({discussion, note, editable}: OwnThread, resolved: boolean): Operation {
  return {kind: 'resolve-thread', discussion, note: editable ? note : null, resolved}
}

/** A comment with a command was no thread until we answered it: it holds up nobody. */
function answeredThreads({answers}: Recalled): Operation[] {
  return answers.flatMap(({leftOpen, discussion}): Operation[] =>
    leftOpen ? [{kind: 'close-answer', discussion}] : []
  )
}

function summary({summary: text, state}: Wanted, {summaries}: Recalled, identity: Identity): Operation[] {
  if (text === null) return []
  const body = withMarker(text, {kind: 'summary', state}, identity)
  const kept = keptSummary(summaries)
  if (!kept) return [{kind: 'create-summary', body}]
  const spare = summaries.filter((each) => each.editable && each !== kept)
  const retired = withMarker(
    'The summary of this review is in an earlier comment.',
    {kind: 'retired'},
    identity
  )
  return [
    ...(isSame(kept.body, body) ? [] : [{kind: 'update-summary', note: kept.note, body} as const]),
    ...spare.map(({note}): Operation => ({kind: 'update-summary', note, body: retired}))
  ]
}

function status(
  {summary: text, status: wanted}: Wanted,
  {summaries, status: said}: Recalled,
  url: string
): Operation[] {
  const kept = keptSummary(summaries)
  const address = kept ? noteUrl(url, kept.note) : null
  // A summary that is only made now has no address yet, so no status can lead to it.
  const isMade = !kept && text !== null
  const {state, description} = wanted
  const stands = said?.state === state && said.description === description && said.url === address
  if (stands && !isMade) return []
  const summary = kept || isMade ? {note: kept?.note ?? null} : null
  return [{kind: 'set-status', state, description, summary}]
}

/**
 * The text that a standing thread should have. Its suggestion counts lines from where GitLab keeps the thread, so it is
 * only said while the thread still is on that line.
 */
function bodyFor(wanted: WantedThread, {marker}: OwnThread, identity: Identity): string {
  const onFile = wanted.placements.at(-1)
  const same = wanted.placements.find(
    ({position, anchor}) => position.kind === marker.at && anchor === marker.anchor
  )
  const placement = same ?? onFile
  const text = placement?.body ?? ''
  return withMarker(text, {...markerOf(wanted), at: marker.at, anchor: marker.anchor}, identity)
}

function signed(wanted: WantedThread, placement: Placement, identity: Identity): Placement {
  const {position, anchor, body} = placement
  return {...placement, body: withMarker(body, {...markerOf(wanted), at: position.kind, anchor}, identity)}
}

function markerOf({group}: WantedThread): Omit<ThreadMarker, 'at' | 'anchor'> {
  const {fingerprint, pageId, first} = group
  return {kind: 'thread', fingerprint, rule: first.rule, page: shortHash(pageId), parts: partsOf(group)}
}

/** GitLab may trim a note and change its line ends. */
function isSame(a: string, b: string): boolean {
  return plain(a) === plain(b)
}

function plain(body: string): string {
  return body.replace(/\r\n?/g, '\n').trim()
}
