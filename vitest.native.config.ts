import { defineConfig } from 'vitest/config';

const conditions = ['journeys-push-source'];

/** What needs the native app's Expo, or an engine beside Node: slow, and one file at a time. */
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    include: ['packages/**/*.native.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    fileParallelism: false,
    testTimeout: 120_000,
    // Polling ends when the condition holds: the limit is for a machine that is busy.
    expect: { poll: { timeout: 20_000 } },
    hookTimeout: 120_000,
    restoreMocks: true,
  },
});
