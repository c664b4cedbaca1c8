/**
 * `ladderlint queue list` and `ladderlint queue retry`: what the service has to do, and what it gave up.
 */
import {createColors} from 'picocolors'
import {LadderlintError} from '../config/ladderlint-error.ts'
import {terminal} from '../config/terminal.ts'
import type {Job, QueuedJob} from '../queue/queue.ts'
import {openQueue} from './open-queue.ts'

/** Of each state; a longer list is for the JSON's reader. */
const SHOWN = 50
const ALL = 1000

/** Characters of an id that people see and type. */
const SHORT_ID = 8

export async function queueList({format}: {readonly format: string}): Promise<number> {
  const queue = await openQueue()
  try {
    const jobs = await queue.list(format === 'json' ? ALL : SHOWN)
    process.stdout.write(format === 'json' ? `${JSON.stringify(jobs, null, 2)}\n` : inWords(jobs))
    return 0
  } finally {
    await queue.close()
  }
}

/**
 * @param ids Beginnings of ids of dead jobs; none for all of them.
 * @throws LadderlintError when one fits no dead job, or several.
 */
export async function queueRetry(ids: readonly string[]): Promise<number> {
  const queue = await openQueue()
  try {
    const dead = (await queue.list(ALL)).filter(({state}) => state === 'dead')
    const retried = await queue.retry(ids.length === 0 ? undefined : ids.map((id) => matching(id, dead)))
    process.stdout.write(
      retried === 0
        ? 'Nothing was given up.\n'
        : `${retried} ${retried === 1 ? 'job is' : 'jobs are'} queued again.\n`
    )
    return 0
  } finally {
    await queue.close()
  }
}

function matching(start: string, dead: readonly QueuedJob[]): string {
  const found = dead.filter(({id}) => id.startsWith(start))
  const [only] = found
  if (only && found.length === 1) return only.id
  throw new LadderlintError(
    only ? `"${start}" begins the ids of ${found.length} jobs` : `no job with the id "${start}" was given up`,
    {hint: only ? 'Write more of it' : '`ladderlint queue list` shows their ids'}
  )
}

function inWords(jobs: readonly QueuedJob[]): string {
  if (jobs.length === 0) return 'Nothing waits, nothing is running, nothing was given up.\n'
  const {bold, dim, red} = createColors(terminal().colour)
  const now = Date.now()
  const lines = (['running', 'waiting', 'dead'] as const).flatMap((state) => {
    const own = jobs.filter((job) => job.state === state)
    if (own.length === 0) return []
    const heading = state === 'dead' ? red(bold('given up')) : bold(state)
    return [
      heading,
      ...own.flatMap((job) => {
        const id = dim(job.id.slice(0, SHORT_ID))
        const line = `  ${id}  ${nameOf(job.job)}  ${ago(now - job.since)}${tries(job, now)}`
        return job.reason === null ? [line] : [line, `            ${job.reason}`]
      }),
      ''
    ]
  })
  const hasDead = jobs.some(({state}) => state === 'dead')
  return `${lines.join('\n')}${hasDead ? dim('\nTry them again: ladderlint queue retry [ID...]\n') : ''}`
}

function nameOf(job: Job): string {
  return job.kind === 'review'
    ? `review of !${job.ref.iid} in project ${job.ref.project}`
    : `push to ${job.branch} in project ${job.project}`
}

function tries({attempt, notBefore, state}: QueuedJob, now: number): string {
  const many = attempt > 1 || state === 'dead' ? `, try ${attempt}` : ''
  return notBefore === null ? many : `${many} in ${span(notBefore - now)}`
}

function ago(ms: number): string {
  return `since ${span(ms)}`
}

function span(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000))
  if (seconds < 120) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`
}
