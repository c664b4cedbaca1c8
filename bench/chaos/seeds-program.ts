/**
 * A process that runs the seeds it is sent, until it is sent none.
 */
import {openSeedRunner} from '../../test/chaos/run-seed.ts'

export interface SeedReport {
  readonly seed: number
  /** See `Ran`. */
  readonly wrong: readonly string[]
  /** See `Ran`. */
  readonly events: readonly string[]
  /** Milliseconds that it took. */
  readonly ms: number
}

const [, , postgres = ''] = process.argv
const runner = await openSeedRunner(postgres)

process.on('message', ({seed}: {seed: number | null}) => {
  void (seed === null ? end() : run(seed))
})

// Whoever sent the seeds is gone.
process.on('disconnect', () => process.exit(1))

async function run(seed: number): Promise<void> {
  const started = performance.now()
  const {wrong, events} = await runner.run(seed)
  const report: SeedReport = {seed, wrong, events, ms: Math.round(performance.now() - started)}
  process.send?.(report)
}

async function end(): Promise<void> {
  await runner.close()
  process.exit(0)
}
