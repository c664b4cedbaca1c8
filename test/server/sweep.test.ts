import {describe, expect, it} from 'vitest'
import {GitLabError} from '../../src/gitlab/errors.ts'
import type {
  LastReview,
  OpenFilter,
  OpenMergeRequest,
  ProjectDirectory
} from '../../src/reviewer/project-directory.ts'
import {createAttendedHeads} from '../../src/server/attended-heads.ts'
import {createLog} from '../../src/server/log.ts'
import {createSweep} from '../../src/server/sweep.ts'

const DAY = 24 * 3_600_000
const START = Date.parse('2026-11-21T12:00:00Z')
const DONE: LastReview = {isDone: true, at: START - 1_000, hasIgnored: false}

interface Opened {
  readonly iid: number
  readonly head?: string | null
  /** Milliseconds since 1970; a minute before the start for each number less than 10. */
  readonly updatedAt?: number
  readonly last?: LastReview
}

/** One project, 7, that a test may change between two sweeps. */
interface World {
  open: readonly Opened[]
  /** When `main` got its newest commit. */
  movedAt: number
  now: number
  /** Asked for before each request; an error is what GitLab answers. */
  fails: (request: string) => Error | undefined
}

function sweeping(options: {readonly projects?: readonly string[] | null} = {}) {
  const world: World = {open: [], movedAt: START - DAY, now: START, fails: () => undefined}
  const requests: string[] = []
  const ask = async <Answer>(request: string, answer: () => Answer): Promise<Answer> => {
    requests.push(request)
    const error = world.fails(request)
    if (error) throw error
    return answer()
  }
  const never = () => Promise.reject(new Error('a sweep does not ask for that'))
  const directory: ProjectDirectory = {
    project: (name) =>
      ask(`project ${name}`, () =>
        name === 'gone'
          ? undefined
          : {id: name === 'other' ? 8 : 7, path: name, ...(name === 'archived' ? {isArchived: true} : {})}
      ),
    ownProjects: () =>
      ask('own', () => [
        {id: 7, path: 'people/handbook'},
        {id: 8, path: 'people/code'}
      ]),
    holdsFamilies: (project) => ask(`holds ${project}`, () => project === 7),
    openMergeRequests: (project, {updatedAfter}: OpenFilter) =>
      ask(
        updatedAfter === undefined
          ? `open ${project}`
          : `open ${project} since ${new Date(updatedAfter).toISOString()}`,
        () =>
          (project === 7 ? world.open : [])
            .map(({iid, head = `head-${iid}`, updatedAt = START - (10 - iid) * 60_000}): OpenMergeRequest => {
              return {ref: {project, iid}, head, targetBranch: 'main', sourceProject: project, updatedAt}
            })
            .filter((one) => one.updatedAt > (updatedAfter ?? 0))
      ),
    lastReview: ({ref}) => ask(`status ${ref.iid}`, () => world.open.find(({iid}) => iid === ref.iid)?.last),
    movedAt: (_project, branch) => ask(`branch ${branch}`, () => world.movedAt),
    compare: never,
    changes: never,
    snapshot: () => {
      throw new Error('a sweep reads no files')
    }
  }
  const queue: number[] = []
  const lines: string[] = []
  const attended = createAttendedHeads()
  const {projects = ['people/handbook']} = options
  const sweep = createSweep({
    directory,
    projects: projects ?? undefined,
    attended,
    enqueue: async ({iid}) => queue.push(iid),
    log: createLog('debug', {write: (line) => lines.push(line)}),
    now: () => world.now
  })
  return {
    world,
    lines,
    attended,
    /** What one sweep asks GitLab, and queues. */
    async sweep(signal = new AbortController().signal) {
      requests.length = 0
      queue.length = 0
      const swept = await sweep(signal)
      return {...swept, asked: [...requests], queue: [...queue]}
    }
  }
}

describe('the first sweep', () => {
  it('queues what was never reviewed, what was begun and not ended, and no others', async () => {
    const {world, sweep} = sweeping()
    world.open = [
      {iid: 1},
      {iid: 2, last: DONE},
      {iid: 3, last: {...DONE, isDone: false}},
      {iid: 4, head: null}
    ]
    expect((await sweep()).queue).toEqual([1, 3])
  })

  it('queues what was reviewed before the target branch moved, since that push may have been missed', async () => {
    const {world, sweep} = sweeping()
    world.open = [
      {iid: 1, last: DONE},
      {iid: 2, last: {...DONE, at: START - 5_000}},
      {iid: 3, last: {...DONE, at: null}}
    ]
    world.movedAt = START - 3_000
    const {queue, asked} = await sweep()
    expect(queue).toEqual([2, 3])
    expect(asked.filter((request) => request === 'branch main')).toHaveLength(1)
  })

  it('queues what has rules ignored, perhaps until yesterday', async () => {
    const {world, sweep} = sweeping()
    world.open = [{iid: 1, last: {...DONE, hasIgnored: true}}]
    expect((await sweep()).queue).toEqual([1])
  })
})

describe('a later sweep', () => {
  it('asks once a project while nothing happens', async () => {
    const {world, sweep} = sweeping()
    world.open = [{iid: 1}, {iid: 2, last: DONE}]
    await sweep()
    const since = new Date(START - 8 * 60_000 - 3_600_000).toISOString()
    const {asked, queue} = await sweep()
    expect(queue).toEqual([])
    expect(asked).toEqual([`open 7 since ${since}`, 'status 2'])
    expect((await sweep()).asked).toEqual([`open 7 since ${since}`])
  })

  it('queues a new head whose event was lost, and none that was reviewed meanwhile', async () => {
    const {world, sweep, attended} = sweeping()
    world.open = [{iid: 1, last: DONE}]
    await sweep()
    attended.add({project: 7, iid: 3}, 'head-3')
    world.open = [
      {iid: 1, head: 'pushed', updatedAt: START + 1},
      {iid: 2, updatedAt: START + 2, last: DONE},
      {iid: 3, updatedAt: START + 3}
    ]
    const {queue, asked} = await sweep()
    expect(queue).toEqual([1])
    expect(asked).not.toContain('status 3')
  })

  it('looks at all of them again after a day', async () => {
    const {world, sweep, attended} = sweeping()
    world.open = [{iid: 1}, {iid: 2, last: {...DONE, hasIgnored: true}}, {iid: 3}]
    await sweep()
    attended.add({project: 7, iid: 3}, 'head-3')
    world.now += DAY - 1
    expect((await sweep()).asked[0]).toMatch(/^open 7 since /)
    world.now += 1
    const {queue, asked} = await sweep()
    expect(asked[0]).toBe('open 7')
    expect(queue).toEqual([1, 2])
  })
})

describe('a sweep', () => {
  const refused = new GitLabError('GitLab does not allow it', {status: 403, retryable: false, hint: ''})
  const limited = new GitLabError('GitLab limits it', {status: 429, retryable: true, hint: ''})

  it('leaves out a project that refuses, and goes on with the next', async () => {
    const {world, sweep, lines} = sweeping({projects: ['other', 'people/handbook']})
    world.open = [{iid: 1}]
    world.fails = (request) => (request === 'open 8' ? refused : undefined)
    expect(await sweep()).toMatchObject({projects: 1, queue: [1]})
    expect(lines.join('')).toContain('the sweep left out a project')
  })

  it('ends where GitLab has no time, and begins again where it stopped', async () => {
    const {world, sweep, lines} = sweeping()
    world.open = [{iid: 1}, {iid: 2}]
    world.fails = (request) => (request === 'status 2' ? limited : undefined)
    expect((await sweep()).queue).toEqual([1])
    expect(lines.join('')).toContain('the sweep ended early; the next one goes on')
    world.fails = () => undefined
    expect((await sweep()).queue).toEqual([1, 2])
  })

  it('does not fail on what nobody foresaw', async () => {
    const {world, sweep} = sweeping()
    world.fails = () => new Error('the database is gone')
    expect(await sweep()).toMatchObject({projects: 0, queued: 0})
  })

  it('stops at once when the service does', async () => {
    const {world, sweep} = sweeping()
    world.open = [{iid: 1}]
    await expect(sweep(AbortSignal.abort(new Error('stopping')))).rejects.toThrow('stopping')
  })

  it('goes on without a project that is not there, and says so', async () => {
    const {world, sweep, lines} = sweeping({projects: ['gone', 'people/handbook']})
    world.open = [{iid: 1}]
    expect((await sweep()).queue).toEqual([1])
    expect(lines.join('')).toContain('LADDERLINT_PROJECTS names a project that the token does not see')
  })

  it('leaves out a project that is archived, where nothing can be written, and says so', async () => {
    const {sweep, lines} = sweeping({projects: ['archived']})
    expect(await sweep()).toMatchObject({projects: 0, asked: ['project archived']})
    expect(lines.join('')).toContain('LADDERLINT_PROJECTS names an archived project')
  })

  it('without a list of projects looks after those of the token that hold job families', async () => {
    const {world, sweep} = sweeping({projects: null})
    world.open = [{iid: 1}]
    expect(await sweep()).toMatchObject({
      queue: [1],
      asked: ['own', 'holds 7', 'holds 8', 'open 7', 'status 1']
    })
    expect((await sweep()).asked).toEqual(['own', expect.stringContaining('open 7 since')])
  })
})
