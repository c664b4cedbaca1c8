import {describe, expect, it} from 'vitest'
import type {Fault} from '../../src/sandbox/api/faults.ts'
import {demoHandbook} from '../../src/sandbox/demo-files.ts'
import {install} from './installation.ts'

/** What stands on the merge request after its review, as far as people see it. */
async function reviewWith(fault: Fault | null) {
  const installation = await install(demoHandbook())
  const {api} = installation
  if (fault) api.addFault(fault)
  const mergeRequest = await installation.open()
  await installation.idle()
  return {
    threads: installation
      .threads(mergeRequest)
      .map(({path, line, rule}) => `${path}:${line} ${rule}`)
      .toSorted(),
    summaries: installation.summaries(mergeRequest).map((body) => body.split('\n')[0]),
    drafts: api.draftNotes(mergeRequest).length,
    status: api.statuses(mergeRequest).map(({name, state, description}) => `${name} ${state} ${description}`)
  }
}

/** The same review without a fault, done once for all of them. */
let unharmed: ReturnType<typeof reviewWith> | undefined

describe('a fault of GitLab', () => {
  it.each<[string, Fault]>([
    ['fails the first read', {method: 'GET', status: 502, times: 1}],
    [
      'limits how often drafts may be written',
      {method: 'POST', path: '/draft_notes', status: 429, retryAfter: 0, times: 2, skip: 1}
    ],
    [
      'fails in the middle of the drafts',
      {method: 'POST', path: '/draft_notes', status: 500, times: 1, skip: 2}
    ],
    [
      'loses the answer to a draft that was written',
      {method: 'POST', path: '/draft_notes', status: 503, when: 'after', times: 1, skip: 1}
    ],
    [
      'loses the answer to the publishing',
      {method: 'POST', path: 'bulk_publish', status: 502, when: 'after', times: 1}
    ],
    ['refuses the publishing once', {method: 'POST', path: 'bulk_publish', status: 500, times: 1}],
    [
      'drops the connection after the summary was written',
      {method: 'POST', path: '/\\/notes$/', drop: true, when: 'after', times: 1}
    ],
    ['holds the status back once', {method: 'POST', path: '/statuses/', status: 409, times: 1}],
    ['drops every third write', {method: 'POST', drop: true, when: 'after', times: 1, skip: 3}]
  ])('that %s leaves the same review as none', async (_name, fault) => {
    unharmed ??= reviewWith(null)
    expect(await reviewWith(fault)).toEqual(await unharmed)
  })

  it('that lasts is told on the merge request, as far as it can be', async () => {
    const {status, summaries} = await reviewWith({method: 'GET', path: '/repository/tree', status: 403})
    expect(status).toHaveLength(1)
    expect(status[0]).toMatch(/^ladderlint failed /)
    expect(summaries[0]).toMatch(/could not/)
  })
})
