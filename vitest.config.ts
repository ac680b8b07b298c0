import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 20_000,
    hookTimeout: 120_000,
    // Two cores are the floor; suites that open sockets, ptys and child processes do not gain from more workers.
    maxWorkers: 2,
  },
})
