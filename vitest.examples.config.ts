import { defineConfig } from 'vitest/config';

const conditions = ['journeys-push-source'];

/** The suites of customers: what a customer needs no configuration for reads workspace packages as source here. */
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    include: ['examples/vitest/**/*.test.js'],
    testTimeout: 60_000,
    // Polling ends when the condition holds: the limit is for a machine that is busy.
    expect: { poll: { timeout: 20_000 } },
    hookTimeout: 60_000,
  },
});
