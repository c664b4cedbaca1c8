/**
 * A GitLab for tests: no network, and a test fails when it sends what nobody announced or leaves unsent what was.
 */
import nock from 'nock'
import {afterAll, afterEach, beforeAll, expect} from 'vitest'
import {type Client, connect} from '../../src/gitlab/client.ts'
import type {Timing} from '../../src/gitlab/timing.ts'
import type {RequestReport} from '../../src/gitlab/transport.ts'

export const ADDRESS = 'https://gitlab.example'
export const TOKEN = 'glpat-NeverShowThis-0123456789'
export const REF = {project: 7, iid: 12}
export const MERGE_REQUEST_PATH = '/projects/7/merge_requests/12'
/** A merge request is asked for with how far it is behind its target branch. */
export const MERGE_REQUEST_READ = `${MERGE_REQUEST_PATH}?include_diverged_commits_count=true`
export const BASE = 'b'.repeat(40)
export const START = 'a'.repeat(40)
export const HEAD = 'c'.repeat(40)

/** Call once in a test file. */
export function useGitLab(): void {
  beforeAll(() => nock.disableNetConnect())
  afterEach(() => {
    const unsent = nock.pendingMocks()
    nock.cleanAll()
    expect(unsent).toEqual([])
  })
  afterAll(() => nock.enableNetConnect())
}

/** Announces requests below /api/v4, which must carry the token. */
export function gitlab(): nock.Scope {
  return nock(`${ADDRESS}/api/v4`, {reqheaders: {'private-token': TOKEN}})
}

export interface FakeTiming extends Timing {
  /** Milliseconds that were slept, in order. */
  readonly waits: number[]
}

/** Sleeps at once, and time passes by that alone; chance is always the middle. */
export function fakeTiming(start = Date.parse('2026-11-21T12:00:00Z')): FakeTiming {
  const waits: number[] = []
  let now = start
  return {
    waits,
    sleep: async (ms) => {
      waits.push(ms)
      now += ms
    },
    now: () => now,
    random: () => 0.5,
    deadline: (ms) => AbortSignal.timeout(ms)
  }
}

export function client(timing: Timing = fakeTiming(), onRequest?: (report: RequestReport) => void): Client {
  return connect({url: ADDRESS, token: TOKEN, timing, onRequest})
}

/** What a promise was rejected with. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise
  } catch (error) {
    return error
  }
  throw new Error('the promise was kept')
}
