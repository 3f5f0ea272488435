import { defineConfig } from 'vitest/config';

const conditions = ['journeys-push-source'];

/** The two commands as a stranger runs them, in fresh clones: slow, and one at a time. */
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    include: ['**/*.start.test.ts'],
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
