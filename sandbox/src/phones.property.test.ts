import fc from 'fast-check';
import { expect, test } from 'vitest';
import { live, type Story, story } from './testing/random-phones/story.ts';

/**
 * Whatever happens to a phone in whatever order, it never contradicts §6 of facts/apns-fcm-phones.md: the model in
 * phone/model says after each operation what may be seen then, and knows the facts alone. Phones of every profile, with
 * the push services of the twins behind them; what can happen stands in testing/random-phones/operations.ts.
 *
 * `PHONES=seed:path` tells the story of a failure once more, `PHONES=seed` others; `OPERATIONS=1000000` looks longer.
 */
const OPERATIONS = Number(process.env.OPERATIONS ?? 100_000);
const [seed = '7', path] = (process.env.PHONES ?? '').split(/:(.*)/s).filter((part) => part !== '');
/** Stories have 46 operations on average; a few more than needed are told. */
const STORIES = Math.ceil(OPERATIONS / 44);
/** Shrinking ends in time for a report. */
const ENOUGH_MS = 60_000 + OPERATIONS;

test(
  'in whatever order things happen to them, phones never contradict the facts',
  async () => {
    let operations = 0;
    const property = fc.asyncProperty(story, async (each) => {
      operations += await live(each);
    });
    const details = await fc.check(property, {
      ...{ seed: Number(seed), numRuns: STORIES },
      ...{ interruptAfterTimeLimit: ENOUGH_MS, markInterruptAsFailure: true },
      ...(path === undefined ? {} : { path }),
    });
    if (details.failed) expect.fail(report(details));
    if (path === undefined) expect(operations).toBeGreaterThanOrEqual(OPERATIONS);
  },
  ENOUGH_MS + 60_000,
);

function report(details: fc.RunDetails<[Story]>): string {
  const { seed: used, counterexamplePath, numRuns, numShrinks, errorInstance } = details;
  if (!(errorInstance instanceof Error)) return `The time was over after ${numRuns} of ${STORIES} stories.`;
  const again = `PHONES=${used}:${counterexamplePath} npx vitest run sandbox/src/phones.property.test.ts`;
  return `Story ${numRuns}, shrunk ${numShrinks} times. ${errorInstance.message}\nTell it again: ${again}`;
}
