import {defineConfig} from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Whole processes (git, the service, npm pack) are started by some tests; none asserts how long that takes.
    testTimeout: 120_000,
    hookTimeout: 120_000
  }
})
