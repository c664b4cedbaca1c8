/**
 * One merge request of the corpus, reviewed in the sandbox through all that happens to a merge request: opened, looked at
 * again, looked at by a service that was started anew, pushed to, and its suggestions applied.
 */

import {openForge} from '../../src/gitlab/forge.ts'
import {createForgeCache} from '../../src/gitlab/forge-cache.ts'
import {createPageCache} from '../../src/handbook/page-cache.ts'
import {checkHere} from '../../src/reviewer/check.ts'
import type {CheckedMergeRequest} from '../../src/reviewer/check-merge-request.ts'
import {endSnapshots} from '../../src/reviewer/ends.ts'
import {type Outcome, reviewMergeRequest} from '../../src/reviewer/review-merge-request.ts'
import type {ReviewSettings} from '../../src/reviewer/review-settings.ts'
import type {Files} from '../../src/sandbox/git/commit-stream.ts'
import {appliableSuggestions} from '../../src/sandbox/review/apply-suggestions.ts'
import type {RunningSandbox} from '../../src/sandbox/start.ts'
import type {MergeRequest, Project, User} from '../../src/sandbox/state.ts'
import {brokenLaws, ownNotes} from './invariants.ts'

export interface ReplayInput {
  readonly number: number
  readonly title: string
  /** The handbook that the merge request goes to. */
  readonly base: {readonly repository: string; readonly id: string}
  readonly files: Files
  /** What is pushed next; null when nobody went on with these pages. */
  readonly next: Files | null
}

/** What a review cost. `ms` is its whole time, the sandbox's part included: both run in one process. */
export interface Cost {
  readonly reads: number
  readonly writes: number
  readonly ms: number
  /** What was read, in the order asked. */
  readonly paths: readonly string[]
}

export interface Replayed {
  readonly number: number
  readonly title: string
  readonly checked: CheckedMergeRequest
  readonly threads: number
  /** Suggestion blocks in those threads. */
  readonly suggestions: number
  /** With nothing cached. */
  readonly first: Cost
  /** The same head again, by the same process. */
  readonly again: Cost
  /** After the next push, by the same process; null when there is none. */
  readonly pushed: Cost | null
  /** Summary and threads after the first review. */
  readonly notes: readonly string[]
  readonly violations: readonly string[]
}

const MARKER_KEY = 'marker-key-of-the-replay'

export async function replayMergeRequest(sandbox: RunningSandbox, input: ReplayInput): Promise<Replayed> {
  const {api} = sandbox
  const project = await api.createProject({path: `replay/handbook-${input.number}`, commit: input.base})
  const author = api.createUser(`author-${input.number}`)
  api.setRole(project, author, 'developer')
  const bot = api.createProjectToken(project, 'ladderlint')
  const mergeRequest = await api.createMergeRequest({project, title: input.title, files: input.files, author})
  const reviewer = createReviewer(sandbox, {project, mergeRequest, token: bot.token})
  const violations: string[] = []
  const see = async (step: string, checked: CheckedMergeRequest, wantsSilence: Cost | null = null) => {
    const laws = await brokenLaws({mergeRequest, bot: bot.user, markerKey: MARKER_KEY, checked})
    violations.push(...laws.map((law) => `${step}: ${law}`))
    if (wantsSilence !== null && wantsSilence.writes > 0)
      violations.push(`${step}: ${wantsSilence.writes} writes`)
  }

  const first = await reviewer.review()
  const checked = await reviewer.check()
  await see('first review', checked)
  const threads = ownNotes({mergeRequest, bot: bot.user}).filter(({type}) => type !== null)
  const notes = ownNotes({mergeRequest, bot: bot.user}).map(shown)
  const again = await reviewer.review()
  await see('again', checked, again)
  reviewer.restart()
  await see('after a restart', checked, await reviewer.review())

  let pushed: Cost | null = null
  if (input.next) {
    await api.push({project, branch: mergeRequest.sourceBranch, files: input.next, author})
    pushed = await reviewer.review()
    const after = await reviewer.check()
    await see('next push', after)
    await see('next push, again', after, await reviewer.review())
  }
  violations.push(...(await applyAll(sandbox, mergeRequest, {author, bot: bot.user}, reviewer)))
  api.deleteProject(project)
  const suggestions = threads.reduce((sum, note) => sum + note.suggestions.length, 0)
  const {number, title} = input
  return {
    number,
    title,
    checked,
    threads: threads.length,
    suggestions,
    first,
    again,
    pushed,
    notes,
    violations
  }
}

interface Reviewer {
  review(): Promise<Cost>
  /** The findings at the newest head. */
  check(): Promise<CheckedMergeRequest>
  /** Forgets all that was read. */
  restart(): void
}

function createReviewer(
  {url, api}: RunningSandbox,
  {project, mergeRequest, token}: {project: Project; mergeRequest: MergeRequest; token: string}
): Reviewer {
  const ref = {project: project.id, iid: mergeRequest.iid}
  let cache = createForgeCache()
  let settings = freshSettings()
  return {
    async review() {
      api.clearRequests()
      const forge = openForge({url, token, cache})
      const started = performance.now()
      const outcome: Outcome = await reviewMergeRequest(forge, ref, settings)
      const ms = performance.now() - started
      if (outcome.kind === 'reviewed' && outcome.writes !== forge.counts.writes) {
        throw new Error(`the review counts ${outcome.writes} writes, the transport ${forge.counts.writes}`)
      }
      const {requests} = api.requests()
      const paths = requests.filter(({kind}) => kind === 'read').map(({path}) => path)
      return {reads: forge.counts.reads, writes: forge.counts.writes, ms, paths}
    },
    async check() {
      const forge = openForge({url, token, cache})
      const known = await forge.mergeRequest(ref)
      const diffs = await forge.diffs(known)
      return settings.check(endSnapshots(forge, known), {diffs, ruling: settings.ruling})
    },
    restart() {
      cache = createForgeCache()
      settings = freshSettings()
    }
  }
}

function freshSettings(): ReviewSettings {
  return {
    ruling: {},
    check: checkHere(createPageCache({maxEntries: 200})),
    markerKey: MARKER_KEY
  }
}

/** Applies all suggestions with one click and reviews again: none may be refused, and what they were made for is gone. */
async function applyAll(
  sandbox: RunningSandbox,
  mergeRequest: MergeRequest,
  {author, bot}: {author: User; bot: User},
  reviewer: Reviewer
): Promise<string[]> {
  const open = ownNotes({mergeRequest, bot}).filter(({resolvedAt}) => resolvedAt === null)
  const offered = open.flatMap(({suggestions}) => suggestions.filter(({applied}) => !applied))
  if (offered.length === 0) return []
  const violations: string[] = []
  const appliable = await appliableSuggestions(mergeRequest)
  if (appliable.length !== offered.length) {
    violations.push(`suggestions: only ${appliable.length} of ${offered.length} can be applied together`)
  }
  const before = await reviewer.check()
  const answer = await fetch(`${sandbox.url}/api/v4/suggestions/batch_apply`, {
    method: 'PUT',
    headers: {'private-token': sandbox.api.createToken(author), 'content-type': 'application/json'},
    body: JSON.stringify({ids: appliable.map(({suggestion}) => suggestion.id)})
  })
  if (!answer.ok) return [...violations, `suggestions: refused with ${answer.status} ${await answer.text()}`]
  await reviewer.review()
  const after = await reviewer.check()
  const ended = new Set(before.fixes.flatMap(({fingerprints}) => fingerprints))
  const known = new Set(before.charges.new.map(({fingerprint}) => fingerprint))
  for (const {fingerprint, finding} of after.charges.new) {
    const where = `${finding.rule} at line ${finding.place.start.line} of ${finding.path}`
    if (ended.has(fingerprint)) violations.push(`suggestions: applied, but still there: ${where}`)
    else if (!known.has(fingerprint)) violations.push(`suggestions: brought ${where}`)
  }
  const silence = await reviewer.review()
  if (silence.writes > 0) violations.push(`suggestions, again: ${silence.writes} writes`)
  return violations
}

function shown({position, body}: ReturnType<typeof ownNotes>[number]): string {
  const text = body.slice(0, body.lastIndexOf('<!--')).trim()
  return position ? `### ${position.new_path}:${position.new_line ?? 'file'}\n\n${text}` : text
}
