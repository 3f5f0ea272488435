import { defineConfig } from 'vitest/config';

const conditions = ['journeys-push-source'];

/** The commands as a stranger runs them, in a fresh clone: slow, and one at a time. */
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    include: ['**/*.start.test.ts'],
    globalSetup: ['tools/clone-setup.ts'],
    fileParallelism: false,
    testTimeout: 300_000,
    // Polling ends when the condition holds: the limit is for a machine that is busy.
    expect: { poll: { timeout: 20_000 } },
    hookTimeout: 300_000,
  },
});
