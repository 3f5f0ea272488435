import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStage, type Stage } from './testing/any-order/stage.ts';
import { live, type Step, story } from './testing/any-order/story.ts';

/**
 * The whole path in any order, on three phones: page, bridge, shell, gateway on PostgreSQL, Dynamics. What can happen
 * stands in testing/any-order/story.ts, what is wanted of a phone then in model.ts, what rest means in rest.ts, and
 * what is demanded at rest in demands.ts.
 *
 * `STORY=seed:path` tells the story of a failure once more; `STORIES=5000` looks longer.
 */
const RUNS = Number(process.env.STORIES ?? 300);
/** Shrinking ends in time for a report. */
const ENOUGH_MS = 240_000 + 300 * RUNS;
const [seed, path] = (process.env.STORY ?? '').split(/:(.*)/s);

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

test(
  'in whatever order things happen, at rest Dynamics holds exactly what is wanted on every phone',
  async () => {
    const property = fc.asyncProperty(story, (steps) => live(stage, steps));
    const details = await fc.check(property, {
      numRuns: RUNS,
      interruptAfterTimeLimit: ENOUGH_MS,
      ...(seed ? { seed: Number(seed), path } : {}),
    });
    if (details.failed) expect.fail(report(details));
    // A slow machine tells fewer, and so does who tells the story of a failure.
    if (!seed) expect(details.numRuns).toBeGreaterThan(RUNS / 3);
  },
  ENOUGH_MS + 60_000,
);

function report(details: fc.RunDetails<[Step[]]>): string {
  const { seed, counterexamplePath, numRuns, numShrinks, errorInstance } = details;
  const again = `STORY=${seed}:${counterexamplePath} npx vitest run sandbox/src/path.property.test.ts`;
  return `Story ${numRuns}, shrunk ${numShrinks} times:\n${errorInstance instanceof Error ? errorInstance.message : errorInstance}\nTell it again: ${again}`;
}
