import {describe, expect, it} from 'vitest'
import type {Database} from '../../src/database/database.ts'
import {migrate} from '../../src/database/migrate.ts'
import {type Journal, openJournal} from '../../src/journal/journal.ts'
import type {ReviewEntry} from '../../src/journal/reviews.ts'
import type {ThreadEnd} from '../../src/review/thread-states.ts'
import {openTestEmbedded, openTestPostgres} from '../database/test-database.ts'

const entry: ReviewEntry = {
  ref: {project: 7, iid: 3},
  project: 'people/handbook',
  title: 'Add a page',
  url: 'https://gitlab.example/people/handbook/-/merge_requests/3',
  head: 'a'.repeat(40),
  outcome: 'failed',
  reason: '1 error to fix',
  findings: {error: 1, warning: 2, info: 3},
  reads: 6,
  writes: 4,
  ms: 120,
  threads: []
}

/** A review after which the thread of one finding stands so. */
const ending = (end: ThreadEnd | null, rule = 'level-order', fingerprint = rule): ReviewEntry => ({
  ...entry,
  threads: [{fingerprint, rule, end}]
})

const unread = {...entry, project: null, title: null, url: null, head: null}

async function open(openTestDatabase = openTestPostgres): Promise<{journal: Journal; database: Database}> {
  const database = await openTestDatabase()
  await migrate(database)
  return {journal: openJournal(database), database}
}

describe('openJournal', () => {
  it('tells recent reviews, the newest first, and counts what was skipped', async () => {
    const {journal} = await open()
    await journal.record(entry)
    await journal.record({...entry, ref: {project: 7, iid: 4}, outcome: 'success'})
    await journal.record({...entry, ref: {project: 7, iid: 5}, outcome: 'skipped'})
    const {threads: _threads, ...recorded} = entry
    const [newest, before, ...more] = await journal.recent(10)
    expect(newest).toMatchObject({ref: {iid: 4}, outcome: 'success'})
    expect(before).toMatchObject(recorded)
    expect(more).toEqual([])
    expect(await journal.lastDay()).toMatchObject({success: 1, failed: 1, skipped: 1, 'given-up': 0})
    expect(await journal.recent(1)).toHaveLength(1)
  })

  it('keeps the tries of a review that cannot be done as one, with what is known of its merge request', async () => {
    const {journal} = await open()
    await journal.record(entry)
    for (const reason of ['GitLab is away', 'GitLab is still away']) {
      await journal.record({...unread, outcome: 'could-not-review', reason})
    }
    const {project, title, url} = entry
    expect(await journal.recent(10)).toMatchObject([
      {outcome: 'could-not-review', reason: 'GitLab is still away', project, title, url, head: null},
      {outcome: 'failed'}
    ])
    await journal.giveUp(entry.ref)
    expect(await journal.recent(1)).toMatchObject([{outcome: 'given-up', reason: 'GitLab is still away'}])
    await journal.record(entry)
    expect((await journal.recent(10)).map(({outcome}) => outcome)).toEqual(['failed', 'given-up', 'failed'])
  })

  it('counts how the threads of a rule ended', async () => {
    const {journal} = await open()
    await journal.record({
      ...entry,
      threads: [
        {fingerprint: 'a', rule: 'level-order', end: 'change'},
        {fingerprint: 'b', rule: 'level-order', end: 'person'},
        {fingerprint: 'c', rule: 'level-order', end: null},
        {fingerprint: 'd', rule: 'ladder-target', end: 'ignore'}
      ]
    })
    expect(await journal.rules()).toEqual([
      {rule: 'ladder-target', opened: 1, byChange: 0, byPerson: 0, byIgnore: 1, open: 0},
      {rule: 'level-order', opened: 3, byChange: 1, byPerson: 1, byIgnore: 0, open: 1}
    ])
  })

  it('counts an end once, keeps the first, and takes it back when the thread is opened again', async () => {
    const {journal} = await open()
    const standing = async (...ends: (ThreadEnd | null)[]) => {
      for (const end of ends) await journal.record(ending(end))
      const [{opened, byChange, byPerson, open} = {}] = await journal.rules()
      return {opened, byChange, byPerson, open}
    }
    expect(await standing(null, 'person', 'person', 'change')).toEqual({
      opened: 1,
      byChange: 0,
      byPerson: 1,
      open: 0
    })
    expect(await standing(null)).toEqual({opened: 1, byChange: 0, byPerson: 0, open: 1})
    expect(await standing('change')).toEqual({opened: 1, byChange: 1, byPerson: 0, open: 0})
  })

  it('knows whether a merge request has open threads', async () => {
    const {journal} = await open()
    expect(await journal.hasOpenThreads(entry.ref)).toBe(false)
    await journal.record(ending(null))
    expect(await journal.hasOpenThreads(entry.ref)).toBe(true)
    expect(await journal.hasOpenThreads({project: 7, iid: 4})).toBe(false)
    await journal.record(ending('person'))
    expect(await journal.hasOpenThreads(entry.ref)).toBe(false)
  })

  it('tells merge requests apart that have the same finding', async () => {
    const {journal} = await open()
    await journal.record(ending('change'))
    await journal.record({...ending('change'), ref: {project: 8, iid: 3}})
    expect(await journal.rules()).toMatchObject([{opened: 2, byChange: 2}])
  })

  it('stores whatever a title holds', async () => {
    const {journal} = await open()
    const title = `null \0, half a pair \ud800, ${'long '.repeat(1000)}'; DROP TABLE ladderlint.review; --`
    await journal.record({...entry, title})
    const [review] = await journal.recent(1)
    expect(review?.title).toMatch(/^null , half a pair \ufffd, long long/)
    expect(review?.title?.length).toBeLessThan(600)
  })

  it('forgets after 90 days', async () => {
    const {journal, database} = await open()
    await journal.record(ending('change'))
    await journal.prune()
    expect(await journal.recent(10)).toHaveLength(1)
    await database.query("UPDATE ladderlint.review SET at = at - interval '91 days'")
    await database.query("UPDATE ladderlint.thread SET seen_at = seen_at - interval '91 days'")
    await journal.prune()
    expect(await journal.recent(10)).toEqual([])
    expect(await journal.rules()).toEqual([])
  })

  it('keeps the same in the embedded database', async () => {
    const {journal} = await open(openTestEmbedded)
    for (const end of [null, 'person', 'person'] as const) await journal.record(ending(end))
    await journal.record({...unread, outcome: 'could-not-review'})
    await journal.giveUp(entry.ref)
    expect(await journal.recent(1)).toMatchObject([{title: entry.title, outcome: 'given-up'}])
    expect(await journal.rules()).toMatchObject([{opened: 1, byPerson: 1, open: 0}])
    expect(await journal.lastDay()).toMatchObject({failed: 3, 'given-up': 1})
    await journal.prune()
    expect(await journal.hasOpenThreads(entry.ref)).toBe(false)
  })
})
