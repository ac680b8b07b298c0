import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 20_000,
    hookTimeout: 120_000,
    // Two cores are the floor; a third worker computes while the other two wait for sockets, ptys and child processes.
    maxWorkers: 3,
    // No test changes what modules share, and importing them anew for every file takes a third of a run.
    isolate: false,
  },
})
