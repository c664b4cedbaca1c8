/**
 * Reviews one merge request: load, check, decide, apply. The same for the service, a CI job and a dry run.
 *
 * What stands on GitLab is the only memory: a run that stopped anywhere is finished by the next one, and a run that has
 * nothing new to say writes nothing.
 */

import {marksAfter} from '../review/marks.ts'
import {planReview, type ReviewPlan} from '../review/plan-review.ts'
import type {ReviewedPage} from '../review/reviewed-page.ts'
import {recall} from '../review/said.ts'
import {defaultThreadSettings} from '../review/threads.ts'
import {type Applied, applyOperations, setStatus} from './apply-operations.ts'
import type {CheckSubject} from './check.ts'
import type {CheckedMergeRequest} from './check-merge-request.ts'
import {endSnapshots} from './ends.ts'
import {followHandbook} from './follow-handbook.ts'
import type {Forge, MergeRequest, MergeRequestRef} from './forge.ts'
import {type Heard, hear, hearAgain} from './hear.ts'
import {readApprovals} from './read-approvals.ts'
import type {ReviewSettings} from './review-settings.ts'

export type Outcome =
  /** Nothing to review, and why: closed, a draft, no job-family page in it. */
  | {
      readonly kind: 'skipped'
      readonly reason: string
      readonly mergeRequest: MergeRequest
      /** With the handbook's own configuration in them, as far as that was read. */
      readonly settings: ReviewSettings
      /** What stood on it; null when nobody looked. */
      readonly heard: Heard | null
    }
  | {
      readonly kind: 'reviewed'
      readonly head: string
      readonly plan: ReviewPlan
      readonly writes: number
      readonly mergeRequest: MergeRequest
      readonly settings: ReviewSettings
      readonly heard: Heard
      readonly pages: readonly ReviewedPage[]
    }

/** A head that moves during a review is reviewed again at once, this many times; then the next event's turn has come. */
const MOST_HEADS = 3

/** A check that asks for no more took hardly longer than it takes to ask whether the head has moved meanwhile. */
const FEW_READS = 5

/** Rounds of writing: the plan, what GitLab lost or refused of it, and the summary that says so. */
const MOST_ROUNDS = 3

/**
 * Reviews the newest head.
 * @param signal Aborts between two steps; what is written by then is taken up by the next run.
 * @throws What the forge throws; nothing is lost by running it again.
 */
export async function reviewMergeRequest(
  forge: Forge,
  ref: MergeRequestRef,
  settings: ReviewSettings,
  signal?: AbortSignal
): Promise<Outcome> {
  let settled = 0
  for (let round = 1; ; round++) {
    const prepared = await prepare(forge, ref, settings, signal)
    if ('kind' in prepared) return prepared
    signal?.throwIfAborted()
    const {operations} = prepared.plan
    // A push between the two reads would leave a thread on the line that the newer diff has for the older head.
    const isPlacing = operations.some(({kind}) => kind === 'create-draft' || kind === 'create-discussion')
    const isFresh = operations.length === 0 || (prepared.reads <= FEW_READS && !isPlacing)
    const {diffRefs} = isFresh ? prepared.mergeRequest : await forge.mergeRequest(ref)
    if (diffRefs.head === prepared.mergeRequest.diffRefs.head || round >= MOST_HEADS) {
      const {plan, writes} = await publish(forge, prepared, signal)
      return reviewed({...prepared, plan, writes: writes + prepared.writes + settled})
    }
    settled += prepared.writes
    // What was begun on the older head would run there for ever.
    if (prepared.writes > 0 && (await setStatus(forge, prepared.mergeRequest, CANCELED))) settled += 1
  }
}

const CANCELED = {state: 'canceled', description: 'A newer commit is reviewed instead', url: null} as const

/** What the review would say and do; writes nothing. */
export async function planOnly(
  forge: Forge,
  ref: MergeRequestRef,
  settings: ReviewSettings
): Promise<Outcome> {
  const prepared = await prepare(forge, ref, settings, undefined, {quiet: true})
  if ('kind' in prepared) return prepared
  return reviewed({...prepared, writes: 0})
}

function reviewed({mergeRequest, settings, heard, checked, plan, writes}: Prepared): Outcome {
  return {
    kind: 'reviewed',
    head: mergeRequest.diffRefs.head,
    plan,
    writes,
    mergeRequest,
    settings,
    heard,
    pages: checked.pages
  }
}

/** All that a decision is made from. */
interface Evidence {
  /** With the handbook's own configuration in them. */
  readonly settings: ReviewSettings
  readonly mergeRequest: MergeRequest
  readonly heard: Heard
  readonly checked: CheckedMergeRequest
  /** Who is to approve, as Markdown. */
  readonly approvers: string | null
}

interface Prepared extends Evidence {
  readonly plan: ReviewPlan
  readonly writes: number
  /** What checking asked of the forge. */
  readonly reads: number
}

async function prepare(
  forge: Forge,
  ref: MergeRequestRef,
  ofProcess: ReviewSettings,
  signal: AbortSignal | undefined,
  {quiet} = {quiet: false}
): Promise<Prepared | Extract<Outcome, {kind: 'skipped'}>> {
  const mergeRequest = await forge.mergeRequest(ref)
  const nothing = {kind: 'skipped', mergeRequest, heard: null} as const
  if (mergeRequest.state !== 'opened')
    return {...nothing, settings: ofProcess, reason: `the merge request is ${mergeRequest.state}`}
  const target = forge.snapshot(ref, mergeRequest.target)
  const {settings, remarks: mistakes} = await followHandbook(target, ofProcess)
  if (mergeRequest.draft && settings.drafts === 'off')
    return {...nothing, settings, reason: 'the merge request is a draft'}
  const [diffs, heard] = await Promise.all([forge.diffs(mergeRequest), hear(forge, mergeRequest, settings)])
  const asked = forge.counts.reads
  let writes = 0
  const announce = async () => {
    // People see at once that a first review is under way; a later one would only make the status flicker.
    if (quiet || (heard.said.status && heard.said.status.state !== 'canceled')) return
    if (await setStatus(forge, mergeRequest, RUNNING)) writes += 1
  }
  const {threads, state} = recall(heard.said, heard.identity)
  const subject: CheckSubject = {
    diffs,
    ruling: settings.ruling,
    threads: settings.threads,
    ignored: new Set(heard.ignores.holding.map(({rule}) => rule)),
    recalled: {threads, state}
  }
  const checked = await settings.check(endSnapshots(forge, mergeRequest), subject, {
    onStart: announce,
    signal
  })
  const {pages, limits, remarks} = checked
  if ([pages, limits, remarks].every(({length}) => length === 0) && !heard.spoken) {
    // Left by a review of this very head, of which a push or a move of the target branch has taken the pages away: a
    // pipeline with it would keep the merge request from being merged.
    const {status} = heard.said
    if (!quiet && status && status.state !== 'success')
      await setStatus(forge, mergeRequest, NOTHING_TO_REVIEW)
    return {...nothing, settings, heard, reason: 'no job-family page is changed'}
  }
  const approvers = await readApprovals(target, diffs.files, pages, settings.approvals)
  const all = {...checked, remarks: [...mistakes, ...remarks]}
  const evidence = {settings, mergeRequest, heard, checked: all, approvers}
  const reads = forge.counts.reads - asked
  return {...evidence, plan: decide(evidence, new Set()), writes, reads}
}

const NOTHING_TO_REVIEW = {state: 'success', description: 'No job-family page is changed', url: null} as const

const RUNNING = {state: 'running', description: 'Reading the job-family pages', url: null} as const

function decide(
  {settings, mergeRequest, heard, checked, approvers}: Evidence,
  refused: ReadonlySet<string>
): ReviewPlan {
  return planReview({
    identity: heard.identity,
    url: mergeRequest.url,
    refs: {...mergeRequest.diffRefs, target: mergeRequest.target},
    pages: checked.pages,
    charges: checked.charges,
    probation: checked.probation,
    fixes: checked.fixes,
    remedies: checked.remedies,
    said: heard.said,
    failing: settings.failing ?? 'error',
    threads: settings.threads ?? defaultThreadSettings,
    refused,
    limits: checked.limits,
    unchecked: checked.unchecked,
    remarks: checked.remarks,
    wording: checked.wording,
    approvers,
    ignores: heard.ignores,
    quiet: mergeRequest.draft && (settings.drafts ?? 'quiet') === 'quiet',
    marks: heard.marks,
    answersCommands: settings.answersCommands ?? false
  })
}

async function publish(
  forge: Forge,
  prepared: Prepared,
  signal: AbortSignal | undefined
): Promise<{plan: ReviewPlan; writes: number}> {
  const {mergeRequest} = prepared
  let {heard, plan} = prepared
  let writes = 0
  const refused = new Set<string>()
  for (let round = 1; plan.operations.length > 0 && round <= MOST_ROUNDS; round++) {
    const applied: Applied = await applyOperations(forge, mergeRequest, plan.operations, signal)
    writes += applied.writes
    for (const fingerprint of applied.refused) refused.add(fingerprint)
    // What an earlier run left as drafts was published with ours, and nobody knows what GitLab thinks of it.
    if (!applied.unsure && !heard.said.draftNotes?.length) break
    if (applied.gone && round === MOST_ROUNDS) throw applied.gone
    // GitLab drops a draft with a position it does not like without a word, so what was said is read back. The second
    // time threads are created one by one: then a refusal has a voice.
    const marks = marksAfter(heard.marks, plan.operations)
    const status = applied.status ?? heard.said.status
    heard = {...(await hearAgain(forge, mergeRequest, heard, status)), marks}
    plan = decide({...prepared, heard}, refused)
  }
  return {plan, writes}
}
