import { defineConfig } from 'vitest/config';

/** The product is broken on purpose, once for each item of the checklist: two checks at a time, each in a browser. */
export default defineConfig({
  test: {
    include: ['**/*.mutants.test.ts'],
    fileParallelism: false,
    // A check waits half of its time, for pages and for pushes.
    maxConcurrency: 2,
    testTimeout: 120_000,
  },
});
