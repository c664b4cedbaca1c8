import {describe, expect, it} from 'vitest'
import type {QueuedJob} from '../../src/queue/queue.ts'
import {openService} from '../server/open-service.ts'
import {recordedQueue} from '../server/recorded-queue.ts'
import {folderWith, runCliBeside} from './run-cli.ts'

const TOKEN = 'the-token-of-the-folder'

const review = (id: string, iid: number, fields: Partial<QueuedJob> = {}): QueuedJob => ({
  id,
  job: {kind: 'review', ref: {project: 7, iid}, delivery: null},
  state: 'waiting',
  attempt: 1,
  since: Date.now() - 3 * 3_600_000,
  notBefore: null,
  reason: null,
  ...fields
})

const JOBS: readonly QueuedJob[] = [
  review('11111111-aaaa-4000-8000-000000000001', 2, {state: 'running'}),
  {
    ...review('22222222-aaaa-4000-8000-000000000002', 0),
    job: {kind: 'ripple', project: 7, branch: 'main', before: 'a', after: 'b', delivery: null}
  },
  review('33333333-aaaa-4000-8000-000000000003', 4, {state: 'dead', attempt: 5, reason: 'GitLab is away'}),
  review('33333333-bbbb-4000-8000-000000000004', 5, {state: 'dead', attempt: 5, reason: 'GitLab is away'})
]

/** `ladderlint queue` beside a service that is running on this machine with these jobs. */
async function beside(jobs: readonly QueuedJob[], token = TOKEN) {
  const retried: (readonly string[] | undefined)[] = []
  const {url} = await openService({
    dashboardToken: 'the-token-of-the-dashboard',
    folderToken: TOKEN,
    queue: {
      ...recordedQueue(),
      list: async () => jobs,
      async retry(ids) {
        retried.push(ids)
        return ids?.length ?? jobs.filter(({state}) => state === 'dead').length
      }
    }
  })
  // The service of this test lives in this very process.
  const folder = folderWith({'service.json': JSON.stringify({pid: process.pid, url, token})})
  const queue = (...args: string[]) => runCliBeside(['queue', ...args], {LADDERLINT_DATA: folder})
  return {queue, retried}
}

describe('ladderlint queue list', () => {
  it('tells what runs, what waits and what was given up, with the reason and what to do', async () => {
    const {queue} = await beside(JOBS)
    const {stdout, stderr, status} = await queue('list')
    expect(stdout).toBe(`running
  11111111  review of !2 in project 7  since 3 h

waiting
  22222222  push to main in project 7  since 3 h

given up
  33333333  review of !4 in project 7  since 3 h, try 5
            GitLab is away
  33333333  review of !5 in project 7  since 3 h, try 5
            GitLab is away

Try them again: ladderlint queue retry [ID...]
`)
    expect([stderr, status]).toEqual(['', 0])
  })

  it('gives the same as JSON', async () => {
    const {queue} = await beside(JOBS)
    expect(JSON.parse((await queue('list', '--format', 'json')).stdout)).toEqual(JOBS)
  })

  it('says so when there is nothing to do', async () => {
    const {queue} = await beside([])
    expect((await queue('list')).stdout).toBe('Nothing waits, nothing is running, nothing was given up.\n')
  })

  it('says that the service refused who has not the token of its folder', async () => {
    const {queue} = await beside(JOBS, 'another token')
    const {stdout, stderr, status} = await queue('list')
    expect([stdout, status]).toEqual(['', 2])
    expect(stderr).toContain('refused: HTTP 401')
  })
})

describe('ladderlint queue list, beside no service', () => {
  it('makes no empty database that would say that nothing was given up', async () => {
    const folder = folderWith({})
    const {stdout, stderr, status} = await runCliBeside(['queue', 'list'], {LADDERLINT_DATA: folder})
    expect([stdout, status]).toEqual(['', 2])
    expect(stderr).toBe(`ladderlint: no service has kept anything in ${folder} yet
  Set LADDERLINT_DATA or DATABASE_URL as they are set for the service
`)
  })
})

describe('ladderlint queue retry', () => {
  it('has all tried again that was given up', async () => {
    const {queue, retried} = await beside(JOBS)
    expect(await queue('retry')).toMatchObject({stdout: '2 jobs are queued again.\n', status: 0})
    expect(retried).toEqual([undefined])
  })

  it('has the one tried again whose id begins as written', async () => {
    const {queue, retried} = await beside(JOBS)
    expect(await queue('retry', '33333333-b')).toMatchObject({stdout: '1 job is queued again.\n', status: 0})
    expect(retried).toEqual([[JOBS[3]?.id]])
  })

  it.each([
    ['that several jobs share', '33333333', 'begins the ids of 2 jobs'],
    ['of a job that was not given up', '11111111', 'no job with the id "11111111" was given up']
  ])('refuses a beginning %s, and has nothing tried again', async (_which, id, words) => {
    const {queue, retried} = await beside(JOBS)
    const {stderr, status} = await queue('retry', id)
    expect(stderr).toContain(words)
    expect(status).toBe(2)
    expect(retried).toEqual([])
  })

  it('says so when nothing was given up', async () => {
    const {queue} = await beside(JOBS.slice(0, 2))
    expect((await queue('retry')).stdout).toBe('Nothing was given up.\n')
  })
})
