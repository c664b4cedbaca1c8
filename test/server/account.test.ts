import {describe, expect, it} from 'vitest'
import {LadderlintError} from '../../src/config/ladderlint-error.ts'
import type {ReviewEntry} from '../../src/journal/reviews.ts'
import {keepAccount} from '../../src/server/account.ts'
import {createLog} from '../../src/server/log.ts'
import {createMetrics} from '../../src/server/metrics.ts'
import {emptyJournal} from './empty-journal.ts'
import {recordedQueue} from './recorded-queue.ts'

const ref = {project: 7, iid: 3}
const cost = {reads: 2, writes: 0, ms: 300}

function account(journal: Partial<typeof emptyJournal>) {
  let log = ''
  const metrics = createMetrics('0.0.0', recordedQueue().depth)
  const logger = createLog('info', {
    write(line) {
      log += line
    }
  })
  return {...keepAccount({...emptyJournal, ...journal}, metrics, logger), metrics, log: () => log}
}

describe('keepAccount', () => {
  it('fails no review because the journal cannot be written, and says so in the log', async () => {
    const away = async () => {
      throw new Error('connect ECONNREFUSED')
    }
    const kept = account({record: away, giveUp: away, prune: away})
    await kept.failed(ref, new Error('a defect'), cost)
    await kept.givenUp(ref)
    await kept.forget()
    expect(kept.log().match(/the journal could not be written/g)).toHaveLength(3)
    expect(await kept.metrics.render()).toContain('ladderlint_reviews_total{outcome="given-up"} 1\n')
  })

  it('keeps of an error only the sentence that was written for people', async () => {
    const entries: ReviewEntry[] = []
    const kept = account({
      async record(entry) {
        entries.push(entry)
      }
    })
    await kept.failed(ref, new LadderlintError('GitLab refuses the token'), cost)
    await kept.failed(ref, new Error('postgres://ladderlint:hunter2@db'), cost)
    expect(entries).toMatchObject([
      {outcome: 'could-not-review', reason: 'GitLab refuses the token', ...cost},
      {reason: 'ladderlint met a defect of its own; its log says more.'}
    ])
  })
})
