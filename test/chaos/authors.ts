/**
 * What people do in a schedule: authors push, maintainers decide, both write comments.
 */
import {filesBetween, filesOf, PAGES, targetFiles, type Work} from './pages.ts'
import type {Edit, Step} from './schedule.ts'
import type {Change, Stage} from './stage.ts'

export async function open(
  {api, project, author, changes}: Stage,
  {page, flaws, draft}: Extract<Step, {kind: 'open'}>
): Promise<void> {
  const work: Work = {page, path: PAGES[page] ?? null, flaws}
  const mergeRequest = await api.createMergeRequest({
    project,
    title: draft ? 'Draft: Change a page' : 'Change a page',
    sourceBranch: `change-${changes.length + 1}`,
    files: filesOf(work),
    author
  })
  changes.push({mergeRequest, work, wasToggled: false})
}

/** Nothing happens to a merge request that is closed. */
export async function push(
  {api, project, author}: Stage,
  change: Change | undefined,
  edit: Edit
): Promise<void> {
  if (change?.mergeRequest.state !== 'opened') return
  const before = change.work
  change.work = edited(before, edit)
  const isRebase = edit.kind === 'rebase'
  await api.push({
    project,
    branch: change.mergeRequest.sourceBranch,
    author,
    files: isRebase ? filesOf(change.work) : filesBetween(before, change.work),
    ...(isRebase ? {from: project.defaultBranch} : {})
  })
}

export async function move(stage: Stage, {move: next}: Extract<Step, {kind: 'move'}>): Promise<void> {
  const {moves, api, project, maintainer} = stage
  stage.moves = moves.includes(next) ? moves.filter((one) => one !== next) : [...moves, next]
  await api.push({
    project,
    branch: project.defaultBranch,
    files: targetFiles(stage.moves),
    author: maintainer
  })
}

/** Makes a draft of it, or marks it as ready. */
export async function toggleDraft({api, author}: Stage, change: Change): Promise<void> {
  const {title} = change.mergeRequest
  change.wasToggled = true
  const next = title.startsWith('Draft: ') ? title.slice(7) : `Draft: ${title}`
  await api.edit(change.mergeRequest, {title: next}, author)
}

export async function toggleState({api, author}: Stage, {mergeRequest}: Change): Promise<void> {
  await api.changeState(mergeRequest, mergeRequest.state === 'closed' ? 'reopen' : 'close', author)
}

export async function say({call, maintainer}: Stage, {mergeRequest}: Change, body: string): Promise<void> {
  await call(maintainer, 'POST', mergeRequest, '/notes', {body})
}

export async function reply(
  {call, maintainer}: Stage,
  {mergeRequest}: Change,
  thread: string
): Promise<void> {
  await call(maintainer, 'POST', mergeRequest, `/discussions/${thread}/notes`, {body: 'Why?'})
}

export async function resolve(
  {call, maintainer}: Stage,
  {mergeRequest}: Change,
  thread: string
): Promise<void> {
  await call(maintainer, 'PUT', mergeRequest, `/discussions/${thread}`, {resolved: true})
}

function edited(work: Work, edit: Edit): Work {
  const own = PAGES[work.page] ?? PAGES[0]
  switch (edit.kind) {
    case 'toggle': {
      const {flaw} = edit
      const {flaws} = work
      return {...work, flaws: flaws.includes(flaw) ? flaws.filter((one) => one !== flaw) : [...flaws, flaw]}
    }
    case 'mend':
      return {...work, flaws: []}
    case 'rename':
      return {...work, path: work.path === own ? own.replace('-engineer', '-engineers') : own}
    case 'delete':
      return {...work, path: null}
    case 'restore':
      return {...work, path: own}
    case 'rebase':
      return work
  }
}
