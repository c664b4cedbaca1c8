import {Registry} from 'prom-client'
import {describe, expect, it} from 'vitest'
import {addQueueGauges} from '../../src/server/queue-gauges.ts'

describe('addQueueGauges', () => {
  it('tells a scrape in time that the database does not answer, and no numbers', async () => {
    const registry = new Registry()
    const silent = () => new Promise<never>(() => undefined)
    await addQueueGauges(registry, silent, 5)()
    const text = await registry.metrics()
    expect(text).toContain('ladderlint_database_up 0')
    expect(text).not.toMatch(/^ladderlint_queue/m)
  })
})
