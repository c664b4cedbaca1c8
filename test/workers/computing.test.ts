import {setTimeout as sleep} from 'node:timers/promises'
import {Worker} from 'node:worker_threads'
import {describe, expect, it, onTestFinished} from 'vitest'
import {type Bounds, watchComputing} from '../../src/workers/computing.ts'

/** Starts a worker that runs this code, and resolves with what it exceeds; with undefined when it waits and has not. */
async function excessOf(code: string, bounds: Bounds, waits = false): Promise<string | undefined> {
  const worker = new Worker(code, {eval: true})
  onTestFinished(async () => {
    await worker.terminate()
  })
  worker.on('error', () => undefined)
  return new Promise((resolve) => {
    const computing = watchComputing(worker, bounds, resolve)
    onTestFinished(() => computing.stop())
    if (waits) void sleep(1_500).then(() => resolve(undefined))
  })
}

describe('watchComputing', () => {
  it('tells that a worker computes for too long, whatever keeps it', async () => {
    const bounds = {ms: 300, mb: 1_000}
    expect(await excessOf('for (;;);', bounds)).toBe('it takes more than 0.3 seconds to check')
    const backtracking = 'for (;;) /^(a+)+$/.test("a".repeat(60) + "b")'
    expect(await excessOf(backtracking, bounds)).toBe('it takes more than 0.3 seconds to check')
  })

  it('tells that a worker needs too much memory', async () => {
    const hoarding =
      'const all = Array.from({length: 200_000}, (_, n) => new Array(100).fill(n)); setInterval(() => all, 1_000)'
    expect(await excessOf(hoarding, {ms: 60_000, mb: 60})).toBe('it takes more than 60 MB of memory to check')
  })

  it('counts buffers, which are outside of the heap', async () => {
    const hoarding =
      'const all = Array.from({length: 30}, () => new Uint8Array(10_000_000)); setInterval(() => all, 1_000)'
    expect(await excessOf(hoarding, {ms: 60_000, mb: 200})).toBe(
      'it takes more than 200 MB of memory to check'
    )
  })

  it('says nothing of a worker that waits, however long', async () => {
    expect(
      await excessOf('setInterval(() => undefined, 1_000)', {ms: 1_000, mb: 1_000}, true)
    ).toBeUndefined()
  })
})
