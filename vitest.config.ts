import {availableParallelism} from 'node:os'
import {defineConfig} from 'vitest/config'

// Whole processes (git, the service, npm pack) are started by some tests; none asserts how long that takes.
const patient = {testTimeout: 120_000, hookTimeout: 120_000}

/** Tests that need a database: a real PostgreSQL is started for them, once. */
const stored = ['test/{chaos,database,e2e,journal,queue}/**/*.test.ts']

export default defineConfig({
  test: {
    // Many tests wait for processes that they started, so that a second one has room on a machine with two cores, too.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {test: {name: 'pure', include: ['test/**/*.test.ts'], exclude: stored, ...patient}},
      {
        test: {
          name: 'stored',
          include: stored,
          globalSetup: 'test/database/start-postgres.ts',
          ...patient
        }
      }
    ]
  }
})
