import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Source, not dist: every workspace package is tested as it is written. */
const conditions = ['journeys-push-source'];

/** What tries many stories or seeds takes longest: begun last, it would end alone on one core. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) =>
      /(\.(property|seeds)|\/scenarios)\.test\.ts$/.test(moduleId);
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    include: [
      'packages/**/*.test.{ts,tsx}',
      'sandbox/**/*.test.{ts,tsx}',
      'tools/**/*.test.ts',
      'bench/**/*.test.ts',
    ],
    exclude: [
      ...['**/node_modules/**', '**/dist/**', '**/*.{browser,start,mutants,native}.test.ts'],
      // Jest's: they need React Native.
      'packages/shell/app/**',
    ],
    // One real PostgreSQL for the run.
    globalSetup: ['packages/gateway/test/postgres.ts'],
    // Most tests wait for somebody most of the time: no core is kept free.
    maxWorkers: '100%',
    // Loading every module anew for each file would take a third of the processor's time. Nothing here starts on import
    // or keeps state in a module, so files can share what is loaded.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    // Bounds of what hangs, not of what is slow: a machine with much else to do takes five times as long as a quiet one.
    expect: { poll: { timeout: 30_000 } },
    testTimeout: 60_000,
    hookTimeout: 180_000,
    restoreMocks: true,
  },
});
