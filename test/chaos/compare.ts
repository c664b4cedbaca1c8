/**
 * The law of chaos: a merge request looks as after one review of its final state that nothing disturbed, by a service that
 * saw it for the first time, with what people decided and said.
 */
import {openForge} from '../../src/gitlab/forge.ts'
import {isRead} from '../../src/gitlab/transport.ts'
import {attendMergeRequest} from '../../src/reviewer/attend-merge-request.ts'
import type {ReviewSettings} from '../../src/reviewer/review-settings.ts'
import type {MergeRequest} from '../../src/sandbox/state.ts'
import {currentVersion} from '../../src/sandbox/state.ts'
import {observe, type Seen, type SeenThread} from './observe.ts'
import {MARKER_KEY} from './replica.ts'
import {check, type Stage} from './stage.ts'

const settings: ReviewSettings = {ruling: {}, check, markerKey: MARKER_KEY, answersCommands: true}

/** @returns What is not as it should be, one sentence each. */
export async function differences(stage: Stage, mergeRequest: MergeRequest): Promise<string[]> {
  const seen = observe(stage, mergeRequest)
  const own = ofItself(stage, mergeRequest, seen)
  if (mergeRequest.state !== 'opened') return own
  const reference = await reviewAnew(stage, mergeRequest, seen)
  const wanted = observe(stage, reference)
  const again = await attend(stage, mergeRequest)
  if (isSilent(wanted)) return [...own, ...compareWithSilence(seen), ...again]
  return [
    ...own,
    ...compareThreads(seen, wanted),
    ...compareTexts('summary', seen.summaries, wanted.summaries, mergeRequest, reference),
    ...compareTexts('status', seen.statuses, wanted.statuses, mergeRequest, reference),
    ...(again.length === 0 ? [] : [`a next review wrote, though nothing is new: ${again.join(', ')}`])
  ]
}

/** What must hold of a merge request whatever it is about. */
function ofItself({api, bot}: Stage, mergeRequest: MergeRequest, seen: Seen): string[] {
  const twice = seen.threads.filter(
    ({fingerprint}, index) => seen.threads.findIndex((one) => one.fingerprint === fingerprint) < index
  )
  const comments = api
    .discussions(mergeRequest)
    .flatMap(({notes}) => notes)
    .filter(
      ({body, authorId, system}) => !system && authorId !== bot.user.id && body.startsWith('@ladderlint')
    )
  return [
    ...twice.map(({rule, line}) => `two threads say the same: ${rule} on line ${line}`),
    ...(seen.drafts === 0 ? [] : [`${seen.drafts} drafts are left over`]),
    ...(seen.retired === 0 ? [] : [`${seen.retired} summaries were written too many`]),
    ...(seen.summaries.length > 1 ? [`${seen.summaries.length} summaries`] : []),
    ...seen.touched.map((what) => `touched what is not its own: ${what}`),
    ...comments.flatMap(({id, body}) => {
      const times = seen.answers.get(id) ?? 0
      return times === 1 ? [] : [`"${body}" was answered ${times} times`]
    })
  ]
}

/** @returns What was written, "PUT …/notes/7". */
async function attend({sandbox, bot, project}: Stage, {iid}: MergeRequest): Promise<string[]> {
  const writes: string[] = []
  const forge = openForge({
    url: sandbox.url,
    token: bot.token,
    onRequest({method, path}) {
      if (!isRead({method, path})) writes.push(`${method} ${path}`)
    }
  })
  await attendMergeRequest(forge, {project: project.id, iid}, settings)
  return writes
}

/** The same state on a merge request of its own: the commits, what people said to the bot and what they decided. */
async function reviewAnew(stage: Stage, mergeRequest: MergeRequest, seen: Seen): Promise<MergeRequest> {
  const {api, project, author, maintainer, call} = stage
  const {head} = currentVersion(mergeRequest)
  const sourceBranch = `again-${mergeRequest.iid}`
  await api.push({project, branch: sourceBranch, files: {}, author, from: head})
  const reference = await openAgain(stage, mergeRequest, sourceBranch)
  for (const {notes} of api.discussions(mergeRequest)) {
    for (const {body, authorId, system} of notes) {
      if (system || !body.startsWith('@ladderlint')) continue
      await call(authorId === author.id ? author : maintainer, 'POST', reference, '/notes', {body})
    }
  }
  await attend(stage, reference)
  const standing = observe(stage, reference).threads
  for (const thread of seen.threads) {
    const same = standing.find((one) => one.end === 'open' && isAlike(thread, one))
    if (!same) continue
    if (thread.replied)
      await call(maintainer, 'POST', reference, `/discussions/${same.id}/notes`, {body: 'Why?'})
    if (thread.end === 'person')
      await call(maintainer, 'PUT', reference, `/discussions/${same.id}`, {resolved: true})
  }
  await attend(stage, reference)
  return reference
}

async function openAgain(
  {sandbox, project, author, api}: Stage,
  {title, targetBranch}: MergeRequest,
  sourceBranch: string
): Promise<MergeRequest> {
  const answer = await fetch(`${sandbox.url}/api/v4/projects/${project.id}/merge_requests`, {
    method: 'POST',
    headers: {'private-token': api.createToken(author), 'content-type': 'application/json'},
    body: JSON.stringify({source_branch: sourceBranch, target_branch: targetBranch, title})
  })
  const opened = [...project.mergeRequests.values()].at(-1)
  if (!answer.ok || opened?.sourceBranch !== sourceBranch) throw new Error(await answer.text())
  return opened
}

/** That a first review says nothing: no page is changed. */
function isSilent({threads, summaries, statuses}: Seen): boolean {
  return [threads, summaries, statuses].every(({length}) => length === 0)
}

/** One that had something to say earlier takes it back. */
function compareWithSilence({threads, summaries, statuses}: Seen): string[] {
  const open = threads.filter(({end, replied}) => end === 'open' && !replied)
  return [
    ...open.map(({rule}) => `should not be open, for no page is changed: ${rule}`),
    ...summaries.filter((text) => !text.startsWith('**Nothing to do.**')),
    ...statuses.filter((text) => !text.startsWith('success: '))
  ]
}

function compareThreads(seen: Seen, wanted: Seen): string[] {
  const left = [...seen.threads]
  const missing = wanted.threads.flatMap((thread) => {
    const index = left.findIndex((one) => isMatch(one, thread))
    if (index !== -1) {
      left.splice(index, 1)
      return []
    }
    return thread.end === 'open' ? [thread] : []
  })
  const tooMany = left.filter(({end, replied}) => end === 'open' && !replied)
  const show = ({rule, path, line, end, body, isCurrent, anchor}: SeenThread) =>
    `${rule} ${path}:${line} ${end} ${isCurrent ? '' : `outdated ${anchor} `}${body.slice(0, 500)}`
  return [
    ...missing.map((thread) => `missing: ${show(thread)}`),
    ...tooMany.map((thread) => `should not be open: ${show(thread)}`)
  ]
}

/**
 * What a person has written in stays as it was then; so does the place of a thread whose line a push has changed, and of
 * one about several lines that began with another of them.
 */
function isMatch(seen: SeenThread, wanted: SeenThread): boolean {
  if (seen.end !== wanted.end || !isAlike(seen, wanted)) return false
  if (seen.replied || !seen.isCurrent || seen.end === 'person' || seen.anchor !== wanted.anchor) return true
  return isSame(seen, wanted)
}

/** A new page that was renamed goes by its first name, of which a first review knows nothing. */
function isAlike(one: SeenThread, other: SeenThread): boolean {
  return one.rule === other.rule && (one.fingerprint === other.fingerprint || isSame(one, other))
}

function isSame(one: SeenThread, other: SeenThread): boolean {
  return one.path === other.path && one.line === other.line && one.body === other.body
}

function compareTexts(
  what: string,
  seen: readonly string[],
  wanted: readonly string[],
  {iid}: MergeRequest,
  reference: MergeRequest
): string[] {
  const plain = (texts: readonly string[], own: number) =>
    texts
      .join('\n=====\n')
      .replaceAll(`merge_requests/${own}`, 'merge_requests/N')
      .replaceAll(/#note_\d+/g, '#note_N')
      .replaceAll(/\b[0-9a-f]{40}\b/g, 'COMMIT')
  const one = plain(seen, iid).split('\n')
  const other = plain(wanted, reference.iid).split('\n')
  if (one.join('\n') === other.join('\n')) return []
  const only = (lines: readonly string[], others: readonly string[], sign: string) =>
    lines.filter((line) => !others.includes(line)).map((line) => `    ${sign} ${line}`)
  return [
    [`the ${what} is (-) and should be (+)`, ...only(one, other, '-'), ...only(other, one, '+')].join('\n')
  ]
}
