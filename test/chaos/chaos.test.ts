import {afterAll, beforeAll, describe, expect, inject, it} from 'vitest'
import {openSeedRunner, type SeedRunner} from './run-seed.ts'

/** `npm run chaos` runs a thousand and more. */
const SEEDS = Array.from({length: 16}, (_, index) => 1001 + index)

describe('a service among faults', () => {
  let runner: SeedRunner
  beforeAll(async () => {
    runner = await openSeedRunner(inject('postgres'))
  })
  afterAll(() => runner.close())

  it.each(SEEDS)('leaves merge requests as one undisturbed review would: seed %i', async (seed) => {
    const {wrong} = await runner.run(seed)
    expect(wrong).toEqual([])
  })
})
