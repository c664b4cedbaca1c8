import {existsSync} from 'node:fs'
import {describe, expect, it} from 'vitest'
import {isSameStart, startOf} from '../../src/database/process-start.ts'

describe('isSameStart', () => {
  it.each([
    ['the same start', 'boot 12', 'boot 12', true],
    ['another boot', 'boot 12', 'other 12', false],
    ['a process that was given the id later', 'boot 12', 'boot 13', false],
    ['a process of this boot that cannot be seen', 'boot 12', 'boot', true],
    ['a process of another boot that cannot be seen', 'boot 12', 'other', false],
    ['a system that does not tell', 'boot 12', null, true]
  ])('answers for %s', (_what, one, other, same) => {
    expect(isSameStart(one, other)).toBe(same)
  })
})

describe('startOf', () => {
  it.runIf(existsSync('/proc/sys/kernel/random/boot_id'))(
    'stays as it is while the process runs',
    async () => {
      const start = await startOf(process.pid)
      expect(start).toMatch(/^\S+ \d+$/)
      expect(await startOf(process.pid)).toBe(start)
    }
  )
})
