/**
 * The whole decision in one call: charged findings, diff and what is said already in, operations out.
 */
import type {Charges, NewFinding} from './charge.ts'
import {fateOf} from './fate.ts'
import {type FailOn, type FindingGroup, groupFindings, isAtLeast} from './finding-group.ts'
import {shortHash} from './fingerprint.ts'
import {type Ignores, NO_IGNORES, setAside} from './ignores.ts'
import type {Identity, SummaryState} from './marker.ts'
import {labelOperations, type Marks, withReviewerState} from './marks.ts'
import {rememberedPages} from './page-ids.ts'
import type {PositionRefs} from './position.ts'
import type {ProvenFix} from './prove-fixes.ts'
import type {ProvenRemedy} from './prove-remedies.ts'
import {type Operation, reconcile} from './reconcile.ts'
import type {ReviewedPage} from './reviewed-page.ts'
import {type Recalled, recall, type Said} from './said.ts'
import {failedStatus, statusOf, type WantedStatus} from './status.ts'
import {renderFailure, renderSummary, type SummaryInput} from './summary.ts'
import {type ThreadState, threadStates} from './thread-states.ts'
import {planThreads, type ThreadPlan, type ThreadSettings} from './threads.ts'
import {unjudgedThreads} from './unjudged.ts'

export interface ReviewInput {
  readonly identity: Identity
  /** Address of the merge request. */
  readonly url: string
  /** With the head of the target branch by now. */
  readonly refs: PositionRefs & {readonly target: string}
  readonly pages: readonly ReviewedPage[]
  readonly charges: Charges
  /** See `SummaryInput`. */
  readonly probation?: readonly NewFinding[]
  readonly fixes: readonly ProvenFix[]
  /** None when left out. */
  readonly remedies?: readonly ProvenRemedy[]
  readonly said: Said
  /** Least severity that fails the status. */
  readonly failing: FailOn
  readonly threads: ThreadSettings
  /** Fingerprints that GitLab accepted at no position in this run; those of earlier runs are read from the summary. */
  readonly refused: ReadonlySet<string>
  /** Ids of pages that could not be checked: their threads stay as they are. */
  readonly unchecked?: ReadonlySet<string>
  /** See `SummaryInput`. */
  readonly limits: readonly string[]
  /** See `SummaryInput`. */
  readonly remarks?: readonly string[]
  /** See `SummaryInput`. */
  readonly wording?: SummaryInput['wording']
  readonly approvers: string | null
  /** Rules that people set aside; none when left out. */
  readonly ignores?: Ignores
  /** A draft's review: it opens no thread that does not stand already. */
  readonly quiet?: boolean
  /** See `SummaryInput`. */
  readonly answersCommands?: boolean
  /** Labels and reviewer's state; none when left out. */
  readonly marks?: Marks | null
}

export interface ReviewPlan {
  readonly operations: readonly Operation[]
  readonly threads: ThreadPlan
  /** Without marker; null when there is nothing to say and nothing was said. */
  readonly summary: string | null
  readonly status: WantedStatus
  /** As they stand when the operations are done. */
  readonly states: readonly ThreadState[]
}

export function planReview(input: ReviewInput): ReviewPlan {
  const {identity, url, refs, pages, failing, quiet = false, ignores = NO_IGNORES, marks = null} = input
  const {kept, ignored} = setAside(input.charges.new, ignores)
  const charges = {...input.charges, new: kept}
  const setAsideGroups = groupFindings(ignored)
  const recalled = recall(input.said, identity)
  // GitLab refuses the same position again for the same head, so asking again would be a write that says nothing.
  const known = recalled.state.head === refs.head ? recalled.state.refused : []
  const refused = new Set([...known, ...input.refused])
  const said = new Set(recalled.threads.map(({marker}) => marker.fingerprint))
  const settings = quiet ? {...input.threads, limit: 0} : input.threads
  const plan = planThreads({...input, findings: kept, settings, said, refused})
  const unjudged = unjudgedThreads(recalled.threads, pages)
  const unknown = new Set(unjudged.map(({marker}) => marker.fingerprint))
  const aside = new Set(ignores.holding.map(({rule}) => rule))
  const isLeftOpen = unjudged.some(({resolvedBy, marker}) => resolvedBy === null && !aside.has(marker.rule))
  const limits = isLeftOpen ? [...input.limits, NOT_TOLD] : input.limits
  const state = stateOf(input, recalled, {plan, refused, ignored: setAsideGroups, unknown})
  const hasNews = [pages, limits, input.remarks ?? []].some(({length}) => length > 0)
  const isSilent = !hasNews && recalled.summaries.length === 0
  const summary = isSilent
    ? null
    : renderSummary({
        ...input,
        limits,
        charges,
        plan,
        ignores,
        ignored: setAsideGroups,
        quiet,
        decided: new Set(state.decided),
        projectUrl: projectOf(url)
      })
  const status = statusOf(charges, failing, limits, setAsideGroups.length)
  const unthreaded = plan.unthreaded.filter(({severity}) => isAtLeast(severity, input.threads.from))
  const wanted = {
    threads: plan.threads,
    unthreaded: new Set([...unthreaded.map(({fingerprint}) => fingerprint), ...unknown]),
    ignored: new Set(setAsideGroups.map(({fingerprint}) => fingerprint)),
    unchecked: input.unchecked ?? new Set<string>(),
    summary,
    state,
    status
  }
  const spoken = reconcile(wanted, recalled, identity, url)
  const operations = marks
    ? [...(quiet ? spoken : withReviewerState(spoken, marks, status)), ...labelOperations(pages, marks)]
    : spoken
  return {operations, threads: plan, summary, status, states: threadStates(wanted, recalled)}
}

const NOT_TOLD =
  'GitLab did not tell whether what some of the open threads are about is still so: they stay as they are.'

/** The plan for a review that could not be done: threads stay, summary and status say why. */
export function planFailure(
  {identity, url, said, answersCommands}: Pick<ReviewInput, 'identity' | 'url' | 'said' | 'answersCommands'>,
  reason: string
): ReviewPlan {
  const recalled = recall(said, identity)
  const summary = renderFailure(reason, answersCommands)
  const status = failedStatus(reason)
  const nothing = {unthreaded: new Set<string>(), unchecked: new Set<string>()}
  const wanted = {threads: null, ...nothing, summary, state: recalled.state, status}
  return {
    operations: reconcile(wanted, recalled, identity, url),
    threads: {threads: [], unthreaded: []},
    summary,
    status,
    states: []
  }
}

/** What there is to remember, by fingerprint where these are sets. */
interface Standing {
  readonly plan: ThreadPlan
  readonly refused: ReadonlySet<string>
  readonly ignored: readonly FindingGroup[]
  /** Of threads that nobody could judge. */
  readonly unknown: ReadonlySet<string>
}

function stateOf(
  {refs, pages, unchecked = new Set()}: ReviewInput,
  recalled: Recalled,
  {plan, refused, ignored, unknown}: Standing
): SummaryState {
  const threaded = new Set(plan.threads.map(({group}) => group.fingerprint))
  // What is ignored stands all the same: when that ends, what a person decided before is not forgotten.
  const groups = [...plan.threads.map(({group}) => group), ...plan.unthreaded, ...ignored]
  const standing = new Set(groups.map(({fingerprint}) => fingerprint))
  const skipped = new Set(Array.from(unchecked, shortHash))
  const settled = recalled.threads.filter(({resolvedBy}) => resolvedBy === 'person')
  const gone = settled.filter(({marker: {fingerprint, page}}) => {
    // What could not be checked tells nothing new, and what returns as advice does not reopen its thread.
    const isUnknown = skipped.has(page) || unknown.has(fingerprint) || standing.has(fingerprint)
    if (isUnknown) return recalled.state.gone.includes(fingerprint) && !threaded.has(fingerprint)
    return true
  })
  return {
    head: refs.head,
    decided: groups
      .filter((group) => fateOf(group, recalled).kind === 'decided')
      .map(({fingerprint}) => fingerprint),
    gone: gone.map(({marker}) => marker.fingerprint),
    refused: [...refused].filter((fingerprint) => standing.has(fingerprint)),
    pages: rememberedPages(pages)
  }
}

/** Address of the project, from that of its merge request. */
function projectOf(url: string): string | null {
  const end = url.indexOf('/-/')
  return end === -1 ? null : url.slice(0, end)
}
