import {describe, expect, it} from 'vitest'
import {allAttacks} from './all-attacks.ts'
import {expectHarmless} from './harmless.ts'
import {patternBaits} from './pattern-baits.ts'
import {expectSane} from './sane.ts'
import {HARMLESS, PROJECT, reviewInMemory} from './whole-engine.ts'

/** Characters: enough for every attack to show its kind; at full size they are measured by bench/hostile.ts. */
const SIZE = 6_000

describe('a review of a page with', () => {
  it.each(Object.entries(allAttacks))(
    '%s ends, and says nothing that does anything',
    async (_name, attack) => {
      const reviewed = await reviewInMemory(HARMLESS, attack(SIZE))
      expectSane(reviewed)
      for (const note of reviewed.notes) expectHarmless(note, PROJECT)
      expect(reviewed.again.operations).toEqual([])
    }
  )
})

describe('a review of a page that came with, changed, or lost', () => {
  const others = Object.entries(allAttacks).filter(([name]) => !(name in patternBaits))

  it.each(others)('%s ends', async (_name, attack) => {
    expectSane(await reviewInMemory(null, attack(SIZE)))
    expectSane(await reviewInMemory(attack(SIZE), attack(SIZE * 1.1)))
    expectSane(await reviewInMemory(attack(SIZE), HARMLESS))
    expectSane(await reviewInMemory(attack(SIZE), null))
  })
})
