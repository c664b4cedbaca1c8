/**
 * Runs seeds one after another in this process.
 */

import {startSandbox} from '../../src/sandbox/start.ts'
import {type Ground, openEmbeddedGround, openPostgresGround} from './ground.ts'
import {type Ran, runSchedule} from './run-schedule.ts'
import {scheduleOf} from './schedule.ts'

export interface SeedRunner {
  run(seed: number, tell?: (line: string) => void): Promise<Ran>
  close(): Promise<void>
}

/** @param postgres `postgres://user:password@host:port`. */
export async function openSeedRunner(postgres: string): Promise<SeedRunner> {
  let shared: Ground | undefined
  return {
    async run(seed, tell) {
      const schedule = scheduleOf(seed)
      // A sandbox of its own, so that what a dead service left on its way meets nobody.
      const sandbox = await startSandbox()
      try {
        if (schedule.database === 'embedded') {
          const ground = await openEmbeddedGround()
          try {
            return await runSchedule(schedule, sandbox, ground, tell)
          } finally {
            await ground.close()
          }
        }
        shared ??= await openPostgresGround(postgres)
        return await runSchedule(schedule, sandbox, shared, tell)
      } finally {
        await sandbox.close()
      }
    },
    async close() {
      await shared?.close()
    }
  }
}
