import { defineConfig } from 'vitest/config';

/** The product is broken on purpose, once for each item of the checklist: one check at a time, each in a browser. */
export default defineConfig({
  test: {
    include: ['**/*.mutants.test.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
  },
});
